"""DECISIONS. Values in, values out: no I/O, no clock, no async, no SQL, no Telegram."""
