"""Fetching updates, and acknowledging them after the commit."""
