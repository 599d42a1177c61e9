"""Turnout, the plan and the simulation: decisions."""
