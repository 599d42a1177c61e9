"""Turnout, the plan and the simulation: what people do."""
