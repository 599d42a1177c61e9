"""Statements handed to the driver, and the session of a unit of work."""
