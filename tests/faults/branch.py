"""A branch for the processes: advocates with promises to check, and who votes."""

import datetime as dt
import random
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from bot.delivery import tasks
from bot.demo.standin import Standin
from bot.demo.telegram.models import Chat, Person
from bot.rules.ballot.ballot import Ballot
from bot.usecases.lists import import_list
from storage import ballots, members
from storage.engine import Store
from storage.outbox import outbox_entry
from storage.tables import NudgeRow, OutboxRow
from storage.team import chats, people
from tests.journeys.branch_setup import give_roles
from tests.journeys.play import LONDON, Clock, sheet

START = dt.datetime(2027, 3, 13, 11, 0, tzinfo=dt.UTC)
CLOSES = dt.datetime(2027, 3, 25, 12, 0, tzinfo=LONDON)
ADVOCATES = 36
"""More than Telegram lets a bot write to in one second."""
KEPT = 5
"""Promises that each of them keeps."""


@dataclass
class Branch:
    """What the processes work for, and what is seen of it from outside."""

    town: Standin
    clock: Clock
    chance: random.Random
    group: Chat
    people: dict[int, Person]
    """The advocates by their chats."""
    chats: dict[int, int]
    """The chat of each recipient."""
    voted: list[tuple[int, str, dt.datetime]] = field(default_factory=list)
    """In whose chat nobody may speak of whom any more, and since when."""
    killed: int = 0
    posted: dict[int, tuple[int, int]] = field(default_factory=dict)
    """The chat and the message of each nudge that was sent."""


def begin(seed: int) -> Branch:
    """A Telegram that keeps its limits, with a group of advocates."""
    clock = Clock(START)
    town = Standin(clock.now)
    town.limits.enforced = True
    names = [f"Advocate {number}" for number in range(ADVOCATES)]
    found = [town.add_person(name, started=True) for name in names]
    group = town.make_group("Advocates", found, kind="supergroup")
    town.add_bot(group, found[0])
    by_chat = {person.id: person for person in found}
    chats_ = {group.id: group.id}
    return Branch(town, clock, random.Random(seed), group, by_chat, chats_)


def settle(store: Store, play: Branch) -> Ballot:
    """A ballot with its group, and promises of many days that its advocates keep."""

    def unit(session: Session) -> Ballot:
        ballot = ballots.add(session, Ballot(0, "Pay", CLOSES), START)
        every = range(ADVOCATES * KEPT)
        listed = (sheet(n, first_name=chr(65 + n % 26)) for n in every)
        import_list.add(session, ballot, listed, START)
        named = {person.first_name: person for person in play.people.values()}
        give_roles(session, ballot, named, START)
        chats.add(session, play.group.id, "supergroup", None, START)
        linked = {"ballot_id": ballot.id, "linked_at": START}
        chats.update(session, play.group.id, **linked)
        play.chats |= keep(session, ballot)
        return ballot

    return store.write(unit)


def keep(session: Session, ballot: Ballot) -> dict[int, int]:
    """Each advocate keeps members whose promises ripen one by one; the chat of each."""
    team = people.team(session, ballot.id)
    for person in team:
        people.update_role(session, person.id, ballot.id, active_at=CLOSES)
    for place, member in enumerate(list(members.every(session, ballot.id))):
        turn, whose = place % KEPT, team[place // KEPT]
        due_at = START + dt.timedelta(hours=50 * turn + whose.id % 12 + 4)
        kept = {"kept_for": whose.id, "kept_until": due_at + dt.timedelta(days=1)}
        members.change(session, member, band=4, due_at=due_at, **kept)
    return {person.id: person.telegram_id for person in team}


async def vote(store: Store, play: Branch, ballot: Ballot) -> None:
    """One who promised is known to have voted, while the processes are at work."""

    def unit(session: Session) -> tuple[int, str] | None:
        kept = [m for m in members.every(session, ballot.id) if m.kept_for is not None]
        if not kept:
            return None
        member = play.chance.choice(kept)
        gone = {"band": None, "due_at": None, "kept_for": None, "kept_until": None}
        members.change(session, member, **gone)
        assert member.kept_for is not None
        return play.chats[member.kept_for], member.initials

    if known := await tasks.result(store.submit(unit)):
        play.voted.append((*known, play.clock.at))


async def watch(store: Store, play: Branch) -> None:
    """Which message each nudge became, before old rows of the outbox are pruned."""
    became = select(NudgeRow.id, OutboxRow.chat_id, OutboxRow.message_id).where(
        NudgeRow.outbox_id == OutboxRow.id, col(OutboxRow.state) == outbox_entry.SENT
    )

    def unit(session: Session) -> None:
        for nudge, chat_id, message_id in session.exec(became):
            assert message_id is not None
            message = (chat_id, message_id)
            assert play.posted.setdefault(nudge, message) == message

    await tasks.result(store.submit_read(unit))
