"""Decisions on permissions, leaks in groups, and how long data is kept."""
