"""Who comes next, and who holds whom: words."""
