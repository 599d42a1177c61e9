"""Who is in, with which role, and the groups: decisions."""
