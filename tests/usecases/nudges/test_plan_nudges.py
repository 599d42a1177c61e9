"""What the ticks plan, and what stands under a nudge."""

import datetime as dt

import pytest
from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.nudges import endings as nudges_endings
from bot.rules.nudges.planned_nudge import Kind, PlannedNudge
from bot.rules.queue import queue_rules
from bot.usecases import outbox_codec
from bot.usecases.entry import clock_tick
from bot.usecases.nudges import plan_nudges
from storage import ballots
from storage.nudges import nudge_queries, nudges
from storage.queue import cards
from tests.usecases import given

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
SIX = given.NOW + 7 * HOUR
"""When the digest goes."""


def far_ballot(session: Session) -> Ballot:
    """A ballot whose close is too far away for any countdown."""
    closes = given.NOW + 60 * DAY
    return ballots.add(session, Ballot(0, "Other", closes), given.NOW)


@pytest.mark.parametrize(
    ("ticks", "then"),
    [
        ([given.NOW, given.NOW + HOUR], SIX),
        ([given.NOW, given.NOW + HOUR, SIX], SIX + DAY),
    ],
    ids=["by day", "at six"],
)
def test_a_day_without_a_date_of_its_own_is_looked_at_for_its_digest(
    scene: given.Scene, ticks: list[dt.datetime], then: dt.datetime
) -> None:
    other = scene.store.write(far_ballot)
    for now in ticks:
        for unit in clock_tick.units(clock_tick.Tick(now, queue_rules.DEFAULTS)):
            scene.store.write(unit)
    found = scene.store.read(lambda s: nudge_queries.ballots(s, then, 10))
    assert {one.ballot: one.since for one in found}[other.id] == then


@pytest.mark.parametrize(
    ("kind", "action"),
    [(Kind.RIPE, "mine"), (Kind.PLEDGE, "next"), (Kind.LAPSE, "lapse")],
)
def test_the_buttons_under_a_nudge_are_its_readers_alone(
    scene: given.Scene, kind: Kind, action: str
) -> None:
    reader = scene.people["advocate"].id
    places = (given.NOW, given.NOW + HOUR, reader, 1)
    nudge = PlannedNudge(scene.ballot.id, kind, "slot", *places)

    def unit(session: Session) -> None:
        nudges.plan(session, [nudge], [])
        plan_nudges.send(session, given.NOW)

    scene.store.write(unit)
    said = outbox_codec.unpack(scene.outbox()[-1].ending)
    assert isinstance(said, nudges_endings.Nudged)
    panel = scene.store.read(lambda session: cards.panel(session, said.key))
    assert panel is not None
    assert (panel.action, panel.person_id) == (action, reader)
    assert panel.ballot_id == scene.ballot.id
