"""A tick asks once what is due, and does that in pieces, however many ballots are."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import Session, func, select

from bot.rules.ballot.ballot import Ballot
from bot.rules.queue import queue_rules
from bot.usecases.entry import clock_tick
from storage import ballots, members, opening
from storage.engine import Store
from storage.lists import new_members, shares
from storage.outbox import settle, to_send
from storage.tables import OutboxRow
from storage.team import people
from tests import statement_counter
from tests.statement_counter import Counter

NOW = dt.datetime(2027, 3, 2, 11, 1, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
QUIET = 4 + 2 + 2
"""Statements of a tick with nothing due: what is due and up to when nudges are planned,
before and after the only part that each tick has."""
PIECE = 11
"""Most statements of one piece of it, where many ballots are due at once."""

pytestmark = pytest.mark.one_database


@pytest.fixture
def counter() -> Iterator[Counter]:
    with statement_counter.counting() as found:
        yield found


@pytest.fixture
def store(counter: Counter, tmp_path: Path) -> Iterator[Store]:
    opened = opening.open_store(f"sqlite:///{tmp_path / 'tick.db'}")
    yield opened.store
    opened.close()


def add_ballots(count: int, session: Session) -> None:
    for number in range(count):
        closes = NOW + dt.timedelta(days=3 + number % 40)
        ballots.add(session, Ballot(0, f"Ballot {number}", closes), NOW)


def find_due(store: Store, tick: clock_tick.Tick) -> list[clock_tick.Part]:
    return store.submit_read(partial(clock_tick.due, tick=tick)).result()


def run(store: Store, now: dt.datetime) -> int:
    """Do all that is due, as the bot does; return how many pieces it took."""
    tick, pieces = clock_tick.Tick(now, queue_rules.DEFAULTS), 0
    while parts := find_due(store, tick):
        for part in parts:
            more: object = True
            while more:
                more = store.write(clock_tick.unit(part, tick))
                pieces += 1
    return pieces


@pytest.mark.parametrize("count", [3, 200])
def test_a_tick_with_nothing_due_costs_the_same_with_any_number_of_ballots(
    store: Store, counter: Counter, count: int
) -> None:
    store.write(partial(add_ballots, count))
    for minute in range(2):
        run(store, NOW + minute * MINUTE)
    counter.clear()
    run(store, NOW + 2 * MINUTE)
    assert len(counter.statements) == QUIET, counter.statements


def test_what_is_due_in_many_ballots_is_done_one_ballot_at_a_time(
    store: Store, counter: Counter
) -> None:
    store.write(partial(add_ballots, 20))
    counter.clear()
    assert run(store, NOW + MINUTE) > 20
    assert max(map(len, counter.units())) <= PIECE


@pytest.mark.parametrize("count", [3, 60])
def test_a_share_ends_by_as_many_statements_whatever_its_size(
    store: Store, counter: Counter, count: int
) -> None:
    store.write(partial(add_ballots, 1))
    store.write(partial(set_aside, count))
    run(store, NOW)
    counter.clear()
    run(store, NOW + MINUTE)
    (ended,) = (u for u in counter.units() if any("UPDATE share" in one for one in u))
    assert len(ended) <= PIECE
    kept = store.read(lambda s: [one.kept_for for one in members.every(s, 1)])
    assert kept == [None] * count


def set_aside(count: int, session: Session) -> None:
    """Set so many members aside for somebody, until the next minute."""
    who, until = people.find_or_add(session, 11, "Asha").id, NOW + MINUTE
    found = {"band": 4, "due_at": NOW + 9 * MINUTE, "kept_for": who}
    new_members.add(session, 1, [{**found, "kept_until": until}] * count)
    ids = [one.id for one in members.every(session, 1)]
    shares.add(session, ids, ballot_id=1, rep="x", made_at=NOW, lapses_at=until)


def test_old_rows_are_deleted_a_piece_at_a_time(store: Store) -> None:
    most = clock_tick.PRUNED_AT_ONCE

    def send(session: Session) -> None:
        for chat in range(2 * most + 1):
            row = to_send.put(session, chat, "send", {}, NOW)
            settle.mark_sent(session, row, 1, NOW)

    store.write(send)
    now = NOW + clock_tick.OUTBOX_LASTS + 9 * MINUTE
    tick = clock_tick.Tick(now, queue_rules.DEFAULTS)
    (prune,) = (part for part in find_due(store, tick) if part.name == "prune")
    rows, found = select(func.count()).select_from(OutboxRow), []
    for _ in range(3):
        store.write(clock_tick.unit(prune, tick))
        found.append(store.read(lambda s: s.exec(rows).one()))
    assert found == [most + 1, 1, 0]


def test_what_a_tick_has_done_is_due_no_more(store: Store) -> None:
    store.write(partial(add_ballots, 3))
    for minute in range(2):
        now = NOW + minute * MINUTE
        assert run(store, now) > 0
        assert find_due(store, clock_tick.Tick(now, queue_rules.DEFAULTS)) == []
