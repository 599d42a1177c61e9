"""Ten years of London: each daily nudge once, none in quiet hours.

Every minute of the days on which the clocks change, every hour of the others; that
the ticks between change nothing is a property of its own (`test_nudges`).
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import cache

from bot.rules.ballot import hours
from bot.rules.ballot.ballot import LONDON, Ballot
from bot.rules.nudges import due, send_or_skip, slots
from bot.rules.nudges.due import Facts
from bot.rules.nudges.planned_nudge import Kind, PlannedNudge
from bot.rules.nudges.send_or_skip import Later, Send, SendFacts
from tests.rules import given

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
SEVEN_WEEKS = 49 * DAY
BALLOTS = 75
ANN = 7


def ballots() -> list[Ballot]:
    """One after the other for ten years, closing on every day of the week in turn."""
    closes = (START + (SEVEN_WEEKS + DAY) * n for n in range(1, BALLOTS + 1))
    return [given.ballot(f"{day:%Y-%m-%d} 17:00") for day in closes]


def ticks(day: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
    while day < end:
        offsets = {(day + n * DAY).astimezone(LONDON).utcoffset() for n in (0, 1)}
        step = dt.timedelta(minutes=1 if len(offsets) > 1 else 60)
        yield from (day + n * step for n in range(DAY // step))
        day += DAY


@cache
def sent() -> list[tuple[PlannedNudge, dt.datetime]]:
    """A sender without a store: what is due is looked at until sent or skipped."""
    since, gone = START, list[tuple[PlannedNudge, dt.datetime]]()
    for ballot in ballots():
        waiting: list[PlannedNudge] = []
        for now in ticks(since, ballot.closes - DAY):
            today = ballot.today(now)
            days = frozenset({today - DAY, today})
            facts = Facts(since, group=True, organisers=(ANN,), active_days=days)
            looked = [*waiting, *due.due(ballot, facts, now)]
            verdicts = [
                (n, send_or_skip.verdict(n, SendFacts(), ballot, now)) for n in looked
            ]
            waiting = [n for n, verdict in verdicts if isinstance(verdict, Later)]
            gone += [(n, now) for n, verdict in verdicts if isinstance(verdict, Send)]
            since = now
    return gone


def test_the_years_are_ten() -> None:
    assert ballots()[-1].closes - START > 3653 * DAY


def test_the_digest_goes_once_a_day() -> None:
    days = Counter(ANY.today(now) for n, now in sent() if n.kind is Kind.DIGEST)
    assert len(days) >= 3653
    assert set(days.values()) == {1}


def test_each_countdown_goes_once() -> None:
    gone = Counter(n.slot for n, _ in sent() if n.kind is Kind.COUNTDOWN)
    fixed = [slot for ballot in ballots() for slot in slots.fixed(ballot)]
    assert gone == Counter(slot.name for slot in fixed if slot.kind is Kind.COUNTDOWN)


def test_nothing_goes_in_quiet_hours() -> None:
    assert sent()
    assert all(hours.within(ANY, now, hours.LOUD) for _, now in sent())


ANY = given.ballot()
