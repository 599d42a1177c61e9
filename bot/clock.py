"""The one clock of the program. Time is an argument everywhere else."""

import datetime as dt


def utc_now() -> dt.datetime:
    """Return the current time, aware, in UTC."""
    return dt.datetime.now(dt.UTC)
