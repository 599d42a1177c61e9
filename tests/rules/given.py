"""Ballots and instants, as short as a test wants to say them."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.rules.ballot.ballot import LONDON, Ballot

THURSDAY_CLOSE = "2026-06-11 17:00"

CLOSES = st.builds(
    "{} {:%H:%M}".format,
    st.dates(dt.date(2016, 2, 1), dt.date(2036, 1, 1)),
    st.times(),
)
"""Any close of twenty years."""


def at(text: str, zone: ZoneInfo = LONDON) -> dt.datetime:
    """An instant on a ballot's clock: "2026-06-11 17:00"."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=zone)


def day(text: str) -> dt.date:
    """A day: "2026-06-11"."""
    return dt.date.fromisoformat(text)


def ballot(
    closes: str = THURSDAY_CLOSE, zone: ZoneInfo = LONDON, **more: Any
) -> Ballot:
    """A first class ballot in England unless told otherwise.

    The default: cut-off Thu 4 June noon, last safe posting Mon 8, last possible Wed 10.
    """
    return Ballot(id=1, name="Pay", closes=at(closes, zone), zone=zone, **more)
