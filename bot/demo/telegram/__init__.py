"""An in-memory Telegram: people on one side, the Bot API on the other.

`world` holds the state, `people` and `groups` what people do, `methods` what the bot
may ask, `server` the wire; `faults` and `limits` are what can go wrong.
"""
