"""Who comes next, and who holds whom: what people do."""
