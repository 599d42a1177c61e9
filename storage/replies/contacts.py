"""Contacts: the log of attempts and outcomes. A trigger lets it only grow."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any, NotRequired, TypedDict, Unpack

from sqlalchemy import ColumnElement, bindparam, exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from bot.rules.outcomes import Outcome
from bot.rules.stats import counter_keys
from bot.rules.stats.standings import Standing
from storage import ballots, counters, members, rows
from storage.tables import ContactRow

MAILING = "mailing"
"""The source of a contact that went to many at once."""
SETTLED = "settled"
"""The source of an organiser's decision between two outcomes."""
_new = rows.Newcomer(ContactRow, "id", unless_there=False)
_undoing = aliased(ContactRow)


def not_taken_back(row: type[ContactRow]) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for a contact that was not undone and undoes none."""
    undone = exists().where(col(_undoing.undoes) == col(row.id))
    return col(row.undoes).is_(None), ~undone


_NOT_TAKEN_BACK = not_taken_back(ContactRow)
_COUNTED = (
    col(ContactRow.conflict).is_(False),
    col(ContactRow.source) != MAILING,
    *_NOT_TAKEN_BACK,
)
"""The conditions for a contact that the counters count."""


_RECORDED_SINCE = rows.Plain(
    lambda _: select(func.count()).where(
        ContactRow.person_id == bindparam("person"),
        ContactRow.ballot_id == bindparam("ballot"),
        col(ContactRow.recorded_at) > bindparam("since"),
    )
)


@dataclass(frozen=True, slots=True)
class Contact:
    """One logged attempt with its outcome; `before` is the member as they stood."""

    id: int
    ballot_id: int
    member_id: int
    person_id: int | None
    by_name: str | None
    at: dt.datetime
    recorded_at: dt.datetime
    outcome: Outcome
    also: str
    method: str | None
    words: str
    source: str
    claim_id: int | None
    update_id: int | None
    message_id: int | None
    undoes: int | None
    late: bool
    conflict: bool
    before: dict[str, object]


class NewContact(TypedDict):
    """The fields of a contact that is logged."""

    ballot_id: int
    member_id: int
    person_id: NotRequired[int | None]
    by_name: NotRequired[str | None]
    at: dt.datetime
    recorded_at: dt.datetime
    outcome: Outcome
    also: NotRequired[str]
    method: NotRequired[str | None]
    words: NotRequired[str]
    source: NotRequired[str]
    claim_id: NotRequired[int | None]
    update_id: NotRequired[int]
    message_id: NotRequired[int | None]
    undoes: NotRequired[int]
    late: NotRequired[bool]
    conflict: NotRequired[bool]
    before: dict[str, Any]


def value(row: ContactRow) -> Contact:
    """Read the contact of a row."""
    return replace(rows.value(Contact, row), outcome=Outcome(row.outcome))


Asked = Counter[counter_keys.CounterKey]


def log(
    session: Session, asked: Asked | None = None, **fields: Unpack[NewContact]
) -> Contact:
    """Log a contact, before the member is changed, and update the counters.

    A contact that changes nothing (`conflict`) or that nobody was meant to answer
    (`MAILING`) is not counted; one that undoes another takes that out of the counts.
    Who changes the member next hands over `asked` to be counted with that.
    """
    counted = Counter() if asked is None else asked
    row = ContactRow(**fields)
    row.standing = members.to_change(session, row.member_id).standing
    row.id = _new.insert(session, row.model_dump(exclude={"id"}))
    undone = session.get_one(ContactRow, row.undoes) if row.undoes else None
    if undone is not None:
        _count(session, undone, -1, counted)
    else:
        _count(session, row, 1, counted)
    if asked is None:
        counters.shift_counts(session, row.ballot_id, counted)
    return value(row)


def _count(session: Session, row: ContactRow, change: int, asked: Asked) -> None:
    """Count a contact by day and by where the member stood."""
    if row.conflict or row.source == MAILING:
        return
    outcome = Outcome(row.outcome)
    day = ballots.get(session, row.ballot_id).today(row.at)
    counters.shift_day(session, row.ballot_id, day, outcome, change)
    key = counter_keys.answer(outcome, Standing(row.standing))
    asked[key] += change


def get(session: Session, contact_id: int) -> Contact:
    """Get the contact with this id."""
    return value(session.get_one(ContactRow, contact_id))


def find(session: Session, contact_id: int) -> Contact | None:
    """Find the contact with this id, if there is one."""
    row = session.get(ContactRow, contact_id)
    return value(row) if row else None


def of_member(session: Session, member_id: int, limit: int = 20) -> list[Contact]:
    """List the contacts of a member, the latest first."""
    query = (
        select(ContactRow)
        .where(ContactRow.member_id == member_id)
        .order_by(col(ContactRow.at).desc(), col(ContactRow.id).desc())
        .limit(limit)
    )
    return [value(row) for row in session.exec(query)]


def last_word(session: Session, member_id: int) -> Contact | None:
    """Find the last contact of a member that has not been taken back."""
    query = (
        select(ContactRow)
        .where(
            ContactRow.member_id == member_id,
            ContactRow.source != MAILING,
            *_NOT_TAKEN_BACK,
        )
        .order_by(col(ContactRow.at).desc(), col(ContactRow.id).desc())
    )
    row = session.exec(query.limit(1)).first()
    return value(row) if row else None


def last_of(session: Session, person_id: int, ballot_id: int) -> Contact | None:
    """Find the last contact a person recorded that has not been taken back."""
    query = (
        select(ContactRow)
        .where(
            ContactRow.person_id == person_id,
            ContactRow.ballot_id == ballot_id,
            *_NOT_TAKEN_BACK,
        )
        .order_by(col(ContactRow.id).desc())
    )
    row = session.exec(query.limit(1)).first()
    return value(row) if row else None


def of_message(session: Session, person_id: int, message_id: int) -> Contact | None:
    """Find what was last recorded from this message of a person."""
    query = select(ContactRow).where(
        ContactRow.person_id == person_id, ContactRow.message_id == message_id
    )
    row = session.exec(query.order_by(col(ContactRow.id).desc()).limit(1)).first()
    return value(row) if row else None


def is_undone(session: Session, contact_id: int) -> bool:
    """Whether this contact was taken back."""
    query = select(ContactRow.id).where(ContactRow.undoes == contact_id)
    return session.exec(query.limit(1)).first() is not None


def count_of(session: Session, person_id: int, ballot_id: int, outcome: Outcome) -> int:
    """Count the members whose outcome a person recorded as this."""
    query = select(func.count(func.distinct(ContactRow.member_id))).where(
        ContactRow.person_id == person_id,
        ContactRow.ballot_id == ballot_id,
        ContactRow.outcome == outcome,
        *_NOT_TAKEN_BACK,
    )
    return session.exec(query).one()


def work_since(
    session: Session, ballot_id: int, since: dt.datetime
) -> Counter[tuple[Outcome, int | None]]:
    """Count the contacts recorded since then that still count, by outcome and person.

    As the day's counts do, it leaves out what changed nothing and mailings.
    """
    query = (
        select(ContactRow.outcome, ContactRow.person_id, func.count())
        .where(
            ContactRow.ballot_id == ballot_id,
            ContactRow.recorded_at > since,
            *_COUNTED,
        )
        .group_by(ContactRow.outcome, col(ContactRow.person_id))
    )
    found = session.exec(query)
    return Counter({(Outcome(what), who): count for what, who, count in found})


def by_method(session: Session, ballot_id: int) -> dict[str | None, dict[Outcome, int]]:
    """Count the contacts that still count, by how they came about and by outcome."""
    method, said = col(ContactRow.method), col(ContactRow.outcome)
    query = select(method, said, func.count()).where(
        ContactRow.ballot_id == ballot_id, *_COUNTED
    )
    found: dict[str | None, dict[Outcome, int]] = {}
    for how, outcome, count in session.exec(query.group_by(method, said)):
        found.setdefault(how, {})[Outcome(outcome)] = count
    return found


def recorded_since(
    session: Session, person_id: int, ballot_id: int, since: dt.datetime
) -> int:
    """Count the contacts a person recorded since then."""
    whose = {"person": person_id, "ballot": ballot_id, "since": since}
    ((count,),) = _RECORDED_SINCE.run(session, whose)
    return int(count)


def earlier_word(session: Session, late: Contact) -> Contact | None:
    """Find the earlier outcome that a late contact contradicts."""
    query = (
        select(ContactRow)
        .where(
            ContactRow.member_id == late.member_id,
            ContactRow.id < late.id,
            col(ContactRow.undoes).is_(None),
            ~col(ContactRow.conflict),
        )
        .order_by(col(ContactRow.id).desc())
    )
    row = session.exec(query.limit(1)).first()
    return value(row) if row else None


def spoken_with(
    session: Session,
    ballot_id: int,
    *,
    person_id: int | None = None,
    by_name: str | None = None,
) -> frozenset[int]:
    """List the members whom somebody has contacted, in the chat or by name."""
    query = select(ContactRow.member_id).where(ContactRow.ballot_id == ballot_id)
    if person_id is not None:
        query = query.where(ContactRow.person_id == person_id)
    else:
        query = query.where(ContactRow.by_name == by_name)
    return frozenset(session.exec(query))
