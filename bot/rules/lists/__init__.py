"""Decisions on lists, shares and exports."""
