"""A stand-in for Telegram on this machine, and its chat page."""
