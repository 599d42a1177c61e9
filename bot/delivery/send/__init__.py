"""The outbox and its one sender."""
