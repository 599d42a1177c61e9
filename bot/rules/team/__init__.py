"""Endings and screens of joining, the team and its groups."""
