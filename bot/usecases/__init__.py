"""THINGS PEOPLE DO. Load, decide, save, in one transaction; plain synchronous functions."""
