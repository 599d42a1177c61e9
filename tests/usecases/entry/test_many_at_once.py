"""On PostgreSQL units of work run side by side: the rules hold as on SQLite.

MANTELPIECE_TURNS makes them more, 200 for an evening.
"""

import datetime as dt
import itertools
import os
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import Session, col, func, select

from bot.rules.arrivals import Arrival, UpdateKind
from bot.rules.outcomes import Outcome
from bot.rules.person import Role
from bot.usecases import background
from bot.usecases.entry import button_routes, clock_tick
from bot.usecases.queue import next_member
from bot.usecases.replies import move, record_outcome, undo
from bot.usecases.team import groups
from storage import members, recount
from storage.outbox import to_send
from storage.tables import ClaimRow, MemberRow, NudgeRow, OutboxRow
from storage.team import chats
from tests import fresh_database
from tests.usecases import given, looks

pytestmark = pytest.mark.one_database  # PostgreSQL: SQLite runs one unit at a time
THREADS = 16
TURNS = int(os.environ.get("MANTELPIECE_TURNS", "4"))
ADVOCATES = range(7000, 7000 + THREADS)
_updates = itertools.count(1)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[given.Scene]:
    """A branch of twelve members and sixteen advocates, on PostgreSQL."""
    with (
        fresh_database.kind(fresh_database.POSTGRESQL),
        given.scene(tmp_path) as found,
    ):
        found.store.write(lambda session: _join(session, found))
        yield found


def _join(session: Session, scene: given.Scene) -> None:
    for who in ADVOCATES:
        given.add_person(session, scene.ballot, who, f"A{who}", Role.ADVOCATE)


def at_once(*works: Callable[[], object]) -> None:
    """Do these on a thread each; raises what one of them raised."""
    with ThreadPoolExecutor(len(works)) as threads:
        for done in [threads.submit(work) for work in works]:
            done.result()


def say(scene: given.Scene, who: int, words: str) -> None:
    """A command of an advocate, through the gate; else a press on their last card."""
    arrival = Arrival(next(_updates), UpdateKind.NEW, who, True, who, "A", words=words)
    if words.startswith("/"):
        use = undo.undo_last if words == "/undo" else next_member.by_command
        scene.act(arrival, lambda session, arrival: (words.split()[0][1:], use))
    elif key := scene.store.read(lambda session: looks.key(session, who)):
        data, number = f"{key}.{words}", str(arrival.update_id)
        how = UpdateKind.BUTTON
        pressed = replace(arrival, kind=how, words="", data=data, callback_id=number)
        scene.act(pressed, button_routes.resolve)


def tick(scene: given.Scene, now: dt.datetime) -> None:
    for unit in clock_tick.units(clock_tick.Tick(now, scene.gate.numbers)):
        scene.store.write(unit)


def faults(session: Session, scene: given.Scene) -> list[object]:
    """What breaks a rule: counts that are no recount, members held without a claim."""
    found: list[object] = []
    kept = recount.kept(session, scene.ballot.id)
    recount.recount(session, scene.ballot.id)
    counted = recount.kept(session, scene.ballot.id)
    found += sorted(kept.items() ^ counted.items())
    holder = col(MemberRow.holder)
    held = select(MemberRow.id, holder).where(holder.is_not(None))
    claims = select(ClaimRow.member_id, ClaimRow.person_id).where(
        col(ClaimRow.ended_at).is_(None)
    )
    found += sorted(set(session.exec(held)) ^ set(session.exec(claims)))
    return found


def test_a_recount_equals_the_counters_after_changes_side_by_side(scene) -> None:
    numbers = [f"77{number:05d}" for number in range(3)]

    def work(seed: int) -> None:
        chance = random.Random(seed)
        for turn in range(TURNS):
            number, outcome = chance.choice(numbers), chance.choice(list(Outcome))
            at = scene.now + dt.timedelta(minutes=turn)
            scene.store.write(partial(record, number=number, outcome=outcome, at=at))

    def record(session: Session, *, number: str, outcome: Outcome, at: dt.datetime):
        member = members.find(session, scene.ballot.id, number)
        assert member is not None
        said = move.Said(outcome, at=at, by="shell")
        context = background.context(session, scene.ballot, at)
        record_outcome.record(context, member, said)

    at_once(*(lambda seed=seed: work(seed) for seed in range(THREADS)))
    assert scene.store.write(lambda s: faults(s, scene)) == []


def test_one_advocate_at_eight_places_gets_no_more_than_the_cap(scene) -> None:
    who = ADVOCATES[0]
    at_once(*[lambda: say(scene, who, "/next 3")] * 8)
    holds = select(func.count()).where(col(MemberRow.holder).is_not(None))
    assert scene.store.read(lambda s: s.exec(holds).one()) == scene.gate.numbers.open
    assert scene.store.write(lambda s: faults(s, scene)) == []


def test_nobody_is_held_twice(scene) -> None:
    at_once(*(lambda who=who: say(scene, who, "/next") for who in ADVOCATES))
    assert scene.store.write(lambda s: faults(s, scene)) == []
    claims = select(ClaimRow.member_id)
    found = scene.store.read(lambda s: list(s.exec(claims)))
    assert sorted(found) == sorted(set(found))
    assert len(found) == 12


def test_four_ticks_at_once_are_one(scene) -> None:
    tick(scene, scene.now)
    later = scene.now + dt.timedelta(days=10)
    at_once(*[lambda: tick(scene, later)] * 4)
    key = (NudgeRow.ballot_id, NudgeRow.kind, NudgeRow.recipient, NudgeRow.slot)
    count = select(func.count(), func.count(func.distinct(func.row(*key))))
    planned, different = scene.store.read(lambda s: s.exec(count).one())
    assert planned == different > 0


def test_a_day_of_all_at_once(scene) -> None:
    words = ["/next", "/next", "voted", "no_answer", "sent", "release", "/undo"]

    def day(who: int) -> None:
        chance = random.Random(who)
        for turn in range(TURNS):
            say(scene, who, chance.choice(words))
            if who % 4 == 0 and turn % 4 == 1:
                tick(scene, scene.now + dt.timedelta(minutes=turn))

    at_once(*(lambda who=who: day(who) for who in ADVOCATES))
    assert scene.store.write(lambda s: faults(s, scene)) == []


def test_a_group_that_grows_is_followed_by_all_that_learn_of_it(scene) -> None:
    for turn in range(TURNS):
        old, new = -7100 - turn, -1007100 - turn
        scene.store.write(partial(link_group, scene=scene, chat_id=old))
        work = (
            *[partial(groups.follow_migration, old=old, new=new)] * 4,
            *[partial(meet, scene=scene, chat_id=new)] * 4,
            *[partial(meet, scene=scene, chat_id=old)] * 4,
            *[partial(post, scene=scene, chat_id=old)] * 4,
        )
        at_once(*(partial(scene.store.write, unit) for unit in work))
        scene.store.write(partial(groups.follow_migration, old=old, new=new))
        scene.store.write(lambda s, old=old, new=new: to_send.follow_group(s, old, new))
        assert scene.store.read(partial(places, ballot=scene.ballot.id)) >= {new}
        assert scene.store.read(lambda s, old=old: chats.get(s, old)) is None
        waiting = scene.store.read(lambda s: list(s.exec(select(OutboxRow.chat_id))))
        assert waiting.count(new) == 4


def link_group(session: Session, scene: given.Scene, chat_id: int) -> None:
    chats.add(session, chat_id, "group", None, scene.now)
    chats.update(session, chat_id, ballot_id=scene.ballot.id, linked_at=scene.now)


def meet(session: Session, scene: given.Scene, chat_id: int) -> None:
    """Somebody says something there."""
    found = Arrival(next(_updates), UpdateKind.NEW, chat_id, False, 1, "A")
    groups.meet_group(session, replace(found, chat_kind="supergroup"), scene.now)


def post(session: Session, scene: given.Scene, chat_id: int) -> None:
    """Something is to be sent to the group, for all that this unit knows."""
    to_send.put(session, chat_id, "send", {}, scene.now)


def places(session: Session, ballot: int) -> set[int]:
    return {chat.id for chat in chats.linked(session, ballot)}
