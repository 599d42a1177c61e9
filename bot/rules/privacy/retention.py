"""How long members' data is kept after a ballot (S12)."""

import datetime as dt
from typing import NamedTuple

from bot.rules.ballot.ballot import Ballot

KEPT = dt.timedelta(days=30)


class UnfinishedWork(NamedTuple):
    """What would be lost in a purge: changes not exported, open cases.

    `numbers` counts the corrected numbers and addresses among the changes.
    """

    changes: int
    cases: int
    numbers: int


def purge_at(closed_at: dt.datetime) -> dt.datetime:
    """Give the time from which a ballot's members are purged."""
    return closed_at + KEPT


def purge_on(ballot: Ballot, closed_at: dt.datetime) -> dt.date:
    """Give the day of the purge in the ballot's zone."""
    return ballot.today(purge_at(closed_at))
