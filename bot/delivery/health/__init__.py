"""Whether the bot works, in counts only: no name, text or id of anybody.

`counts` what was done since the start · `pulse` looks once a minute, logs a line and
knows why the bot is not ready · `metrics` tells it to Prometheus · `server` answers on
this machine only.
"""
