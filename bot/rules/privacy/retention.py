"""How long members are kept after a ballot (S12)."""

import datetime as dt
from typing import NamedTuple

from bot.rules.ballot.ballot import Ballot

KEPT = dt.timedelta(days=30)


class Left(NamedTuple):
    """What has not left the program yet and goes with the members."""

    changes: int
    cases: int
    numbers: int


def purge_at(closed_at: dt.datetime) -> dt.datetime:
    """From when on a ballot's members are purged."""
    return closed_at + KEPT


def purge_on(ballot: Ballot, closed_at: dt.datetime) -> dt.date:
    """Tell the same as a day on the ballot's own calendar."""
    return ballot.today(purge_at(closed_at))
