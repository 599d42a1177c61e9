"""Fetch updates, and acknowledge them after the commit."""
