"""THINGS PEOPLE DO. Load, decide, save, in one transaction; plain functions."""
