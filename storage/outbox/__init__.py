"""The outbox: messages to send, as rows of ids and codes, never as text."""
