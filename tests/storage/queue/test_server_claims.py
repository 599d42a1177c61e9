"""The claim on PostgreSQL: a small plan, one text for all orders, one household."""

import datetime as dt
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from bot.rules.queue.bands import Band
from bot.rules.queue.queue_rules import Probe
from storage import members
from storage.engine import Store
from storage.lists import new_members
from storage.queue import claim_statement, claims
from tests import fresh_database
from tests.storage.queue import test_claims

pytestmark = pytest.mark.one_database
NOW = test_claims.NOW
ASHA, BEN = test_claims.ASHA, test_claims.BEN
KEPT_BY_THE_DRIVER = 4_096
"""Characters: it takes longer texts apart at every use."""
MANY = 100_000
"""Looks, so many that a unit on another thread has long begun."""
WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with fresh_database.kind(fresh_database.POSTGRESQL):
        opened = fresh_database.open_at(tmp_path / "server.db")
    opened.store.write(test_claims.settle)
    yield opened.store
    opened.close()


def probes(*bands: Band) -> tuple[Probe, ...]:
    return tuple(Probe(band, NOW, NOW) for band in bands)


def take(session: Session, person: int, looks: tuple[Probe, ...]) -> int | None:
    """The member whom a person is given next."""
    until = NOW + dt.timedelta(hours=1)
    taken = claims.take(session, 1, person, looks, lease_until=until, now=NOW)
    return taken.member.id if taken else None


def add(session: Session, bands: Sequence[Band], **more: object) -> None:
    rows = [{"band": int(band), "due_at": NOW, **more} for band in bands]
    new_members.add(session, 1, rows)


def test_the_bands_are_looked_into_in_the_order_asked_for(store: Store) -> None:
    order = (Band.NO_ANSWER, Band.PIN_RED, Band.UNTOUCHED, Band.CALL_BACK)
    store.write(partial(add, bands=sorted(order)))
    found = [
        store.write(partial(take, person=ASHA, looks=probes(*order))) for _ in "1234"
    ]
    bands = [store.read(lambda s, one=one: members.get(s, one)).band for one in found]
    assert bands == list(order)


@pytest.mark.parametrize("workplace", [False, True])
def test_the_bands_are_not_sorted_and_all_is_read_by_indexes(store, workplace) -> None:
    def plan(session: Session) -> str:
        add(session, [*Band] * 200)
        session.connection().exec_driver_sql("ANALYZE member")
        claim = claim_statement.on_postgresql(workplace=workplace)
        told = text(f"EXPLAIN {claim.text}").bindparams(*claim._bindparams.values())
        values = claim_statement.parameters(
            1, ASHA, probes(*Band), server=True, lease_until=NOW, now=NOW, own=None,
            workplace="York",
        )  # fmt: skip
        return "\n".join(session.connection().execute(told, values).scalars())

    steps = store.write(plan)
    assert "ix_member_free" in steps
    assert "due.place" not in steps
    assert "Seq Scan" not in steps


@pytest.mark.parametrize("one_caller", [False, True])
@pytest.mark.parametrize("workplace", [False, True])
def test_the_driver_keeps_the_claim_taken_apart(workplace, one_caller) -> None:
    claim = claim_statement.on_postgresql(
        workplace=workplace, evenings=False, one_caller=one_caller
    )
    assert len(str(claim)) < KEPT_BY_THE_DRIVER
    assert len(str(claim_statement.household(evenings=False))) < KEPT_BY_THE_DRIVER


def test_nobody_is_given_whose_household_another_is_just_taking(store: Store) -> None:
    store.write(partial(add, bands=[Band.UNTOUCHED] * 2, mobile="+447700900001"))
    looks = probes(Band.UNTOUCHED)
    second: list[Future[int | None]] = []

    def first(session: Session) -> int | None:
        found = take(session, ASHA, looks)
        second.append(store.submit(partial(take, person=BEN, looks=looks)))
        waits = (session.connection().execute(WAITING).scalar() for _ in range(MANY))
        assert any(second[0].done() or waiting for waiting in waits)
        return found

    assert store.write(first) is not None
    assert second[0].result() is None
