"""The branch of the claims test, and queries of its database."""

import datetime as dt

from sqlmodel import Session, col, func, select

from bot.rules.ballot.ballot import Ballot
from bot.rules.lists.sheet_member import SheetMember
from bot.rules.person import Role
from bot.usecases.lists import import_list
from storage import ballots
from storage.tables import (
    CardRow,
    ClaimRow,
    ContactRow,
    HandledRow,
    MemberRow,
    OutboxRow,
)
from storage.team import people
from tests.journeys.play import LONDON, sheet

START = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
ADVOCATES = (101, 102, 103)
MEMBERS = 6


def listed() -> list[SheetMember]:
    """Two households of two, and two members with numbers of their own."""
    shared = [sheet(number // 2).mobile for number in range(MEMBERS - 2)]
    return [
        *(sheet(number, mobile=mobile) for number, mobile in enumerate(shared)),
        *map(sheet, range(MEMBERS - 2, MEMBERS)),
    ]


def settle(session: Session) -> int:
    """Make a ballot with members and advocates; return its id."""
    closes = dt.datetime(2027, 3, 25, 12, tzinfo=LONDON)
    ballot = ballots.add(session, Ballot(0, "Pay", closes), START)
    import_list.add(session, ballot, listed(), START)
    for telegram_id in ADVOCATES:
        person = people.find_or_add(session, telegram_id, "A")
        people.update(session, person.id, started=True)
        people.give_role(session, person.id, ballot.id, Role.ADVOCATE, START)
        people.update_role(session, person.id, ballot.id, promised_at=START)
    return ballot.id


def key(session: Session, who: int) -> str | None:
    person = people.find(session, who)
    assert person is not None
    newest = (
        select(CardRow.key)
        .where(CardRow.person_id == person.id)
        .order_by(col(CardRow.id).desc())
    )
    return session.exec(newest).first()


def picture(session: Session) -> tuple[object, ...]:
    """Read everything that an effect could touch."""
    rows = session.exec(select(MemberRow).order_by(col(MemberRow.id)))
    return (
        [row.model_dump() for row in rows],
        session.exec(select(func.count(ContactRow.id))).one(),
        session.exec(select(func.count(ClaimRow.id))).one(),
        session.exec(select(func.count(OutboxRow.id))).one(),
        session.exec(select(func.count(HandledRow.update_id))).one(),
    )
