"""What is sent when, and who wants it: what people do."""
