"""Dates, phases, set-up and close of a ballot: decisions."""
