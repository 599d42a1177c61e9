"""What members said, and what follows from it: SQL."""
