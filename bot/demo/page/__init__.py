"""The chat page: serve to a browser what people in the stand-in see."""
