"""Facts of a branch of 650 halfway through its ballot, which a test may change."""

import datetime as dt
from typing import Any

from bot.rules.outcomes import Outcome
from bot.rules.stats.standings import Standing
from bot.rules.stats.turnout import Counts, Facts

TODAY = dt.date(2026, 5, 20)
LAST = dt.date(2026, 5, 29)


def days(count: int) -> tuple[dt.date, ...]:
    """List so many posting days from today."""
    return tuple(TODAY + dt.timedelta(days=n) for n in range(count))


def counts(**changed: int) -> Counts:
    """Count the listed members by standing."""
    usual = {
        "voted": 120,
        "promised": 60,
        "needs_replacement": 12,
        "undecided": 20,
        "not_voting": 15,
        "no_answer": 90,
        "untouched": 283,
    }
    return Counts({Standing(name): n for name, n in (usual | changed).items()})


def facts(**changed: Any) -> Facts:
    """Make the facts; any of them can be given."""
    usual: dict[str, Any] = {
        "counts": counts(),
        "today": TODAY,
        "posting_days": days(10),
        "last_posting": LAST,
        "entitled": 650,
        "promise_ages": {0: 10, 3: 30, 8: 20},
        "contacts": checked(15, 10),
        "voted_by_day": {TODAY - dt.timedelta(days=n): 12 for n in range(10)},
        "advocates": 8,
    }
    return Facts(**(usual | changed))


def checked(kept: int, broken: int) -> dict[Standing, dict[Outcome, int]]:
    """Make the contacts of promises asked about again: kept, and not kept."""
    return {Standing.PROMISED: {Outcome.VOTED: kept, Outcome.WILL_POST: broken}}
