"""People of the chat and their roles."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any, TypedDict, Unpack

from sqlalchemy import BigInteger, bindparam
from sqlmodel import Session, and_, col, func, select

from bot.rules.person import ORGANISING, WORKING, Person, Role, State
from storage import ballots
from storage.queue import cards
from storage.queue.cards import Card
from storage.statements import by_key, locks, plain, row_values, sessions
from storage.tables import (
    BallotRow,
    CardRow,
    MemberRow,
    PersonRow,
    PracticeRow,
    RoleRow,
)

_BALLOT = func.coalesce(bindparam("ballot", type_=BigInteger()), PersonRow.ballot_id)
_FIND = (
    select(PersonRow, RoleRow, BallotRow, col(PracticeRow.key).is_not(None))
    .outerjoin(
        RoleRow,
        and_(col(RoleRow.person_id) == PersonRow.id, col(RoleRow.ballot_id) == _BALLOT),
    )
    .outerjoin(BallotRow, col(BallotRow.id) == _BALLOT)
    .outerjoin(PracticeRow, col(PracticeRow.person_id) == PersonRow.id)
    .where(PersonRow.telegram_id == bindparam("sender"))
)

_OWN = tuple(
    name for name in row_values.names(Person) if name in PersonRow.model_fields
)
_IN_BALLOT = tuple(
    name for name in row_values.names(Person) if name in RoleRow.model_fields
)
_own_of = attrgetter(*_OWN)
_in_ballot_of = attrgetter(*_IN_BALLOT)
_COLUMNS = (
    *(col(getattr(PersonRow, name)) for name in _OWN),
    *(col(getattr(RoleRow, name)) for name in _IN_BALLOT),
)
_ROLE = len(_OWN) + _IN_BALLOT.index("role")
_FIND_PLAINLY = plain.Statement(
    lambda _: _FIND.with_only_columns(
        col(PracticeRow.key).is_not(None),
        *(col(getattr(BallotRow, name)) for name in ballots.FIELDS),
        *_COLUMNS,
        maintain_column_froms=True,
    )
)

_OF_CARD: Any = (
    select(CardRow, PersonRow, RoleRow, col(PracticeRow.key).is_not(None))
    .add_columns(MemberRow, BallotRow)
    .join(MemberRow, col(MemberRow.id) == CardRow.member_id)
    .join(BallotRow, col(BallotRow.id) == CardRow.ballot_id)
    .outerjoin(PersonRow, col(PersonRow.telegram_id) == bindparam("sender"))
    .outerjoin(
        RoleRow,
        and_(
            col(RoleRow.person_id) == PersonRow.id,
            col(RoleRow.ballot_id) == CardRow.ballot_id,
        ),
    )
    .outerjoin(PracticeRow, col(PracticeRow.person_id) == PersonRow.id)
    .where(col(CardRow.key) == bindparam("key"))
)
"""All that a press on a card is about, for the session to keep."""

_GET = (
    select(PersonRow, RoleRow)
    .outerjoin(
        RoleRow,
        and_(
            col(RoleRow.person_id) == PersonRow.id,
            col(RoleRow.ballot_id) == bindparam("ballot"),
        ),
    )
    .where(PersonRow.id == bindparam("person"))
)
"""Both rows at once, for the session to keep."""
_GET_PLAINLY = plain.Statement(
    lambda _: _GET.with_only_columns(*_COLUMNS, maintain_column_froms=True)
)
_change_role = by_key.Change(RoleRow)
_BALLOTS_OF = plain.Statement(
    lambda _: select(RoleRow.ballot_id).where(RoleRow.person_id == bindparam("person"))
)


def _value(row: PersonRow, role: RoleRow | None) -> Person:
    return _person(_own_of(row), None if role is None else _in_ballot_of(role))


def _person(own: Iterable[Any], in_ballot: Iterable[Any] | None) -> Person:
    """Make a person from their own values and those of their role, if any."""
    fields = dict(zip(_OWN, own, strict=True))
    if in_ballot is not None:
        fields |= zip(_IN_BALLOT, in_ballot, strict=True)
        fields["role"] = Role(fields["role"])
    return Person(**fields)


def _from_columns(values: Sequence[Any], *, practises: bool = False) -> Person:
    """Make a person from the values of `_COLUMNS`."""
    own, role = values[: len(_OWN)], values[len(_OWN) :]
    has_role = values[_ROLE] is not None
    person = _person(own, role if has_role else None)
    return replace(person, practises=True) if practises else person


def _in_ballot(session: Session, row: PersonRow, ballot_id: int | None) -> Person:
    if ballot_id is None:
        return _value(row, None)
    return _value(row, session.get(RoleRow, (row.id, ballot_id)))


def find(
    session: Session, telegram_id: int, ballot_id: int | None = None
) -> Person | None:
    """Find the person with this Telegram id, in this ballot or in the one last used.

    The ballot is read with them: whoever asks who somebody is goes on to ask for it.
    So is whether they play a scene of practice.
    """
    who = {"sender": telegram_id, "ballot": ballot_id}
    if sessions.only_reads(session):
        return _find_plainly(session, who)
    found = session.exec(_FIND, params=who).first()
    if found is None:
        return None
    person, role, _, practises = found
    return replace(_value(person, role), practises=practises)


def _find_plainly(session: Session, who: Mapping[str, int | None]) -> Person | None:
    found = _FIND_PLAINLY.once(session, who)
    if not found:
        return None
    practises, *both = found[0]
    ballot, values = both[: len(ballots.FIELDS)], both[len(ballots.FIELDS) :]
    person = _from_columns(values, practises=practises)
    if ballot[0] is not None:
        ballots.keep(session, ballot)
        whose = {"person": person.id, "ballot": ballot[0]}
        _GET_PLAINLY.keep(session, whose, [values])
    return person


def find_with_card(
    session: Session, telegram_id: int, key: str
) -> tuple[Card, Person | None] | None:
    """Find the card whose buttons carry this key, and who pressed one, in its ballot.

    Member and ballot are read with them: a press is about these.
    """
    found = session.exec(_OF_CARD, params={"sender": telegram_id, "key": key}).first()
    if found is None:
        return None
    card, person, role, practises, *_ = found
    if person is None:
        return cards.value(card), None
    return cards.value(card), replace(_value(person, role), practises=practises)


def hold(session: Session, telegram_id: int) -> None:
    """Let nothing else be done for this person until the commit.

    Else their `/next` from two places at once would count the same cards twice.
    """
    locks.hold(session, "person", telegram_id)


def _row(session: Session, telegram_id: int) -> PersonRow | None:
    query = select(PersonRow).where(PersonRow.telegram_id == telegram_id)
    return session.exec(query).first()


def find_or_add(
    session: Session, telegram_id: int, name: str, language: str | None = None
) -> Person:
    """Find the person with this Telegram id, or add them; update their name."""
    row = _row(session, telegram_id)
    if row is None:
        row = PersonRow(telegram_id=telegram_id, name=name, language=language)
        session.add(row)
    elif row.name != name:
        row.name = name
    session.flush()
    return _in_ballot(session, row, row.ballot_id)


def get(session: Session, person_id: int, ballot_id: int | None = None) -> Person:
    """Get the person with this id, as they are in the ballot."""
    if sessions.only_reads(session) and ballot_id is not None:
        whose = {"person": person_id, "ballot": ballot_id}
        for values in _GET_PLAINLY.once(session, whose):
            return _from_columns(values)
    if ballot_id is not None and not sessions.loaded(session, PersonRow, person_id):
        session.exec(_GET, params={"person": person_id, "ballot": ballot_id}).all()
    row = session.get_one(PersonRow, person_id)
    return _in_ballot(session, row, ballot_id or row.ballot_id)


class OfPerson(TypedDict, total=False):
    """Fields of a person that change, independent of a ballot."""

    started: bool
    blocked_at: dt.datetime | None
    freeze_hash: str | None
    owner: bool
    practised_at: dt.datetime
    language: str


class InBallot(TypedDict, total=False):
    """Fields of a person's role in one ballot that change."""

    role: Role
    promised_at: dt.datetime | None
    active_at: dt.datetime | None
    away_until: dt.datetime | None
    frozen_at: dt.datetime | None
    muted: bool
    workplace: str | None
    allowed_more: int
    allowed_at: dt.datetime | None
    own_hash: str | None
    own_member_id: int | None
    in_group: bool | None
    seen_in_group_at: dt.datetime | None
    group_id: int | None
    via_invite: int | None
    awaiting: str | None


def update(session: Session, person_id: int, **changes: Unpack[OfPerson]) -> None:
    """Change fields of a person: `update(s, 3, started=True)`."""
    row = session.get_one(PersonRow, person_id)
    for name, what in changes.items():
        setattr(row, name, what)


def give_role(
    session: Session, person_id: int, ballot_id: int, role: Role, now: dt.datetime
) -> None:
    """Give somebody a role in a ballot, which becomes the one they use."""
    row = session.get(RoleRow, (person_id, ballot_id))
    if row is None:
        row = RoleRow(person_id=person_id, ballot_id=ballot_id, role=role, since=now)
        row.frozen_at = _frozen_anywhere(session, person_id)
        session.add(row)
    elif row.role != role:
        row.role, row.since = role, now
    session.get_one(PersonRow, person_id).ballot_id = ballot_id
    session.flush()


def _frozen_anywhere(session: Session, person_id: int) -> dt.datetime | None:
    """Find since when a person is frozen: a new ballot is no way out of it."""
    query = select(RoleRow.frozen_at).where(
        RoleRow.person_id == person_id, col(RoleRow.frozen_at).is_not(None)
    )
    return session.exec(query).first()


def set_frozen(session: Session, person_id: int, at: dt.datetime | None) -> None:
    """Freeze a person in every ballot they have a role in; None unfreezes them."""
    query = select(RoleRow).where(RoleRow.person_id == person_id)
    for row in session.exec(query):
        row.frozen_at = at
        row.awaiting = None
    session.flush()


def frozen(session: Session, name: str) -> list[Person]:
    """List the frozen people of this name, each once."""
    query = (
        select(PersonRow)
        .join(RoleRow, col(RoleRow.person_id) == col(PersonRow.id))
        .where(PersonRow.name == name, col(RoleRow.frozen_at).is_not(None))
        .distinct()
    )
    return [_value(row, None) for row in session.exec(query)]


def update_role(
    session: Session, person_id: int, ballot_id: int, **changes: Unpack[InBallot]
) -> None:
    """Change fields of a person in a ballot: `update_role(s, 3, 1, muted=True)`."""
    _change_role.make(session, (person_id, ballot_id), changes)


def team(
    session: Session, ballot_id: int, roles: Iterable[Role] = tuple(Role)
) -> list[Person]:
    """List the people of a ballot with one of these roles, by name."""
    query = (
        select(PersonRow, RoleRow)
        .join(RoleRow, col(RoleRow.person_id) == col(PersonRow.id))
        .where(RoleRow.ballot_id == ballot_id, col(RoleRow.role).in_(list(roles)))
        .order_by(col(PersonRow.name), col(PersonRow.id))
    )
    return [_value(person, role) for person, role in session.exec(query)]


def ballots_of(session: Session, person_id: int) -> list[int]:
    """List the ballots in which this person has a role."""
    found = _BALLOTS_OF.once(session, {"person": person_id})
    return [ballot_id for (ballot_id,) in found]


def set_last_used(session: Session, person_id: int, ballot_id: int) -> None:
    """Set the ballot that a person used last."""
    row = session.get_one(PersonRow, person_id)
    if row.ballot_id != ballot_id:
        row.ballot_id = ballot_id
        session.flush()


def owners(session: Session) -> list[Person]:
    """List the owners of the installation."""
    found = session.exec(select(PersonRow).where(col(PersonRow.owner)))
    return [_value(row, None) for row in found]


def with_freeze_hash(session: Session, freeze_hash: str) -> Person | None:
    """Find the person who was given the freeze code with this hash."""
    query = select(PersonRow).where(PersonRow.freeze_hash == freeze_hash)
    row = session.exec(query).first()
    return _in_ballot(session, row, row.ballot_id) if row else None


def organisers(session: Session, ballot_id: int) -> list[Person]:
    """List the organisers of a ballot who may act and can be written to."""
    return [
        person
        for person in team(session, ballot_id, ORGANISING)
        if person.started and person.state is State.ACTIVE
    ]


def works_in(session: Session, person_id: int) -> list[int]:
    """List the ballots in which this person may work, the newest first."""
    query = (
        select(RoleRow.ballot_id)
        .where(RoleRow.person_id == person_id, col(RoleRow.role).in_(list(WORKING)))
        .order_by(col(RoleRow.ballot_id).desc())
    )
    return list(session.exec(query))


def with_name(session: Session, name: str) -> list[Person]:
    """List the people of this name, in any ballot."""
    found = session.exec(select(PersonRow).where(PersonRow.name == name))
    return [_value(row, None) for row in found]
