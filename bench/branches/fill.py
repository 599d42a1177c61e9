"""Fill a database with many branches, each with its list, its people and its group."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from bot.demo.standin import Standin
from bot.demo.telegram.models import Chat, Person
from bot.rules.ballot.ballot import LONDON, Ballot
from bot.rules.lists.sheet_member import SheetMember
from bot.rules.person import Role
from bot.usecases.lists import import_list
from storage import ballots
from storage.engine import Store
from storage.tables import PersonRow
from tests.journeys.play import sheet

CLOSES = dt.datetime(2027, 3, 25, 12, 0, tzinfo=LONDON)
"""One day for all, so that everything of all branches is due at the same moments."""


class Size(NamedTuple):
    """How much there is in the installation."""

    ballots: int
    advocates: int
    """Of each ballot, beside its organiser."""
    members: int
    """Of each ballot."""


class Branch(NamedTuple):
    """A branch as Telegram knows it."""

    number: int
    organiser: Person
    advocates: list[Person]
    group: Chat

    @property
    def mark(self) -> str:
        """What stands in everything that is its own, and in nothing else."""
        return mark(self.number)


def mark(number: int) -> str:
    """Return the mark of the branch with this number."""
    return f"Branch{number}end"


def fill(store: Store, town: Standin, size: Size, now: dt.datetime) -> list[Branch]:
    """Make the branches, in Telegram and in the database."""
    found = []
    for number in range(size.ballots):
        name = mark(number)
        people = [
            town.add_person(f"A{place} {name}", started=True)
            for place in range(size.advocates + 1)
        ]
        group = town.make_group(name, people, kind="supergroup")
        town.add_bot(group, people[0], rights=["can_delete_messages"])
        branch = Branch(number, people[0], people[1:], group)
        store.write(partial(_settle, branch=branch, members=size.members, now=now))
        found.append(branch)
    return found


def _settle(session: Session, branch: Branch, members: int, now: dt.datetime) -> None:
    wanted = Ballot(0, f"Pay {branch.mark}", CLOSES, opens=dt.date(2027, 2, 8))
    ballot = ballots.add(session, wanted, now)
    ballots.update_life(session, ballot.id, agreed_at=now, agreed_by="a bench")
    import_list.add(session, ballot, _listed(branch, members), now)
    people = [branch.organiser, *branch.advocates]
    told = {"started": True, "ballot_id": ballot.id}
    rows = [{"telegram_id": p.id, "name": p.first_name, **told} for p in people]
    _insert(session, "person", rows)
    known = select(PersonRow.id, PersonRow.telegram_id).where(
        col(PersonRow.telegram_id).in_([one.id for one in people])
    )
    roles = [
        {
            "person_id": person_id,
            "ballot_id": ballot.id,
            "role": Role.OWNER if who == branch.organiser.id else Role.ADVOCATE,
            "since": now,
            "promised_at": now,
            "active_at": now,
        }
        for person_id, who in session.exec(known)
    ]
    _insert(session, "role", roles)
    chat = {"id": branch.group.id, "kind": "supergroup", "ballot_id": ballot.id}
    _insert(session, "chat", [{**chat, "added_at": now, "linked_at": now}])


def _insert(session: Session, table: str, rows: list[dict[str, object]]) -> None:
    session.connection().execute(insert(SQLModel.metadata.tables[table]), rows)


def _listed(branch: Branch, count: int) -> Iterator[SheetMember]:
    for number in range(count):
        yield sheet(
            number,
            last_name=f"{branch.mark}{number}",
            workplace=f"{branch.mark} depot",
            personal_email=None,
        )
