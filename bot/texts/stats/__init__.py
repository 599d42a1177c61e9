"""Turnout, the plan and the simulation: words."""
