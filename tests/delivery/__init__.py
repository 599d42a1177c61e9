"""Telegram's edges, against the stand-in and on a virtual clock."""
