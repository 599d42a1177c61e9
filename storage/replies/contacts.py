"""Contacts: the log of attempts and outcomes. A trigger lets it only grow."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple, NotRequired, TypedDict, Unpack

from sqlalchemy import ColumnElement, bindparam, exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from bot.rules.outcomes import Outcome
from bot.rules.stats import counter_keys
from bot.rules.stats.standings import Standing
from storage import ballots, counters, members
from storage.statements import by_key, inserts, plain, row_values
from storage.tables import ContactRow

MAILING = "mailing"
"""The source of a contact that went to many at once."""
SETTLED = "settled"
"""The source of an organiser's decision between two outcomes."""
_new = inserts.Insert(ContactRow, "id", unless_there=False)
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


_RECORDED_SINCE = plain.Statement(
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


_NAMES = row_values.names(Contact)
_BLANK = {
    name: field.get_default(call_default_factory=True)
    for name, field in ContactRow.model_fields.items()
    if name != "id" and not field.is_required()
}


def columns_of(row: Any) -> tuple[Any, ...]:
    """List a contact's columns, in the order in which `from_columns` takes them."""
    return tuple(col(getattr(row, name)) for name in _NAMES)


def from_columns(values: Iterable[Any]) -> Contact:
    """Make a contact from the values of its columns."""
    fields = dict(zip(_NAMES, values, strict=True))
    fields["outcome"] = Outcome(fields["outcome"])
    return Contact(**fields)


def value(row: ContactRow) -> Contact:
    """Read the contact of a row."""
    return from_columns(_of_row(row))


_of_row = attrgetter(*_NAMES)
_by_id = by_key.Values(ContactRow, _NAMES, from_columns)
_OF_MEMBER = plain.Statement(
    lambda _: (
        select(*columns_of(ContactRow))
        .where(ContactRow.member_id == bindparam("member"))
        .order_by(col(ContactRow.at).desc(), col(ContactRow.id).desc())
        .limit(bindparam("most"))
    )
)


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
    values: dict[str, Any] = {**_BLANK, **fields}
    values["standing"] = members.to_change(session, fields["member_id"]).standing
    values["id"] = _new.insert(session, values)
    undone = session.get_one(ContactRow, values["undoes"]) if values["undoes"] else None
    if undone is not None:
        _count(session, _Counted(*_counted_of(undone)), -1, counted)
    else:
        _count(session, _Counted(*(values[name] for name in _COUNTED_BY)), 1, counted)
    if asked is None:
        counters.shift_counts(session, fields["ballot_id"], counted)
    return from_columns(map(values.get, _NAMES))


class _Counted(NamedTuple):
    """By what a contact is counted."""

    ballot_id: int
    at: dt.datetime
    outcome: str
    standing: str
    source: str
    conflict: bool


_COUNTED_BY = _Counted._fields
_counted_of = attrgetter(*_COUNTED_BY)


def _count(session: Session, one: _Counted, change: int, asked: Asked) -> None:
    """Count a contact by day and by where the member stood."""
    if one.conflict or one.source == MAILING:
        return
    outcome = Outcome(one.outcome)
    day = ballots.get(session, one.ballot_id).today(one.at)
    counters.shift_day(session, one.ballot_id, day, outcome, change)
    asked[counter_keys.answer(outcome, Standing(one.standing))] += change


def get(session: Session, contact_id: int) -> Contact:
    """Get the contact with this id."""
    return _by_id.get(session, contact_id)


def find(session: Session, contact_id: int) -> Contact | None:
    """Find the contact with this id, if there is one."""
    return _by_id.find(session, contact_id)


def of_member(session: Session, member_id: int, limit: int = 20) -> list[Contact]:
    """List the contacts of a member, the latest first."""
    found = _OF_MEMBER.once(session, {"member": member_id, "most": limit})
    for values in found:
        _by_id.keep(session, values[0], values)
    return [from_columns(values) for values in found]


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
