"""The chat page: what the people in the stand-in see, served to a browser."""
