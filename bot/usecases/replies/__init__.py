"""What members said, and what follows from it: what people do."""
