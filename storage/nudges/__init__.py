"""What is sent when, and who wants it: SQL."""
