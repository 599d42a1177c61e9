"""Cards and other panels: messages with buttons, known by a random key (S7)."""

import datetime as dt
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypedDict, Unpack

from sqlalchemy import bindparam, func
from sqlalchemy import update as update_of
from sqlmodel import Session, col, select

from bot.rules.queue.card_state import CardState
from storage.panels import Panel as Panel
from storage.statements import by_key, inserts, plain, row_values, sessions
from storage.tables import ButtonRow, CardRow, ClaimRow
from storage.types import UtcDateTime

KEY_BYTES = 12
_cards = inserts.Insert(CardRow, "id", unless_there=False)
_panels = inserts.Insert(ButtonRow, "key", unless_there=False)


def new_key() -> str:
    """Make a random key of 96 bits, 16 characters long; buttons carry it."""
    return secrets.token_urlsafe(KEY_BYTES)


@dataclass(frozen=True, slots=True)
class Card:
    """The private message that shows a claimed member."""

    id: int
    claim_id: int
    ballot_id: int
    member_id: int
    person_id: int
    key: str
    opened_at: dt.datetime
    message_id: int | None = None
    shown_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None
    deleted_at: dt.datetime | None = None
    asking: CardState = field(default_factory=CardState)


_change = by_key.Change(CardRow)
_by_id = by_key.Values(CardRow, row_values.names(Card), lambda values: Card(*values))
_COLUMNS = [col(getattr(CardRow, name)) for name in row_values.names(Card)]
_LAST_CLOSED = plain.Statement(
    lambda _: (
        select(*_COLUMNS)
        .where(
            CardRow.person_id == bindparam("person"),
            CardRow.ballot_id == bindparam("ballot"),
            col(CardRow.closed_at) >= bindparam("since"),
        )
        .order_by(col(CardRow.closed_at).desc(), col(CardRow.id).desc())
        .limit(1)
    )
)


def value(row: CardRow) -> Card:
    """Read the card of a row."""
    return row_values.value(Card, row)


def open_card(
    session: Session,
    claim_id: int,
    ballot_id: int,
    member_id: int,
    person_id: int,
    now: dt.datetime,
) -> Card:
    """Open a card for a claim; its message is not known yet."""
    key = new_key()
    values = {
        "claim_id": claim_id,
        "ballot_id": ballot_id,
        "member_id": member_id,
        "person_id": person_id,
        "key": key,
        "opened_at": now,
        "asking": {},
    }
    return Card(
        id=_cards.insert(session, values),
        claim_id=claim_id,
        ballot_id=ballot_id,
        member_id=member_id,
        person_id=person_id,
        key=key,
        opened_at=now,
    )


def get(session: Session, card_id: int) -> Card:
    """Get the card with this id."""
    return _by_id.get(session, card_id)


def with_key(session: Session, key: str) -> Card | None:
    """Find the card whose buttons carry this key."""
    row = session.exec(select(CardRow).where(CardRow.key == key)).first()
    return value(row) if row else None


class Changes(TypedDict, total=False):
    """Fields of a card that change."""

    message_id: int | None
    shown_at: dt.datetime
    closed_at: dt.datetime
    deleted_at: dt.datetime
    asking: CardState


def update(session: Session, card_id: int, **changes: Unpack[Changes]) -> None:
    """Change fields of a card: `update(s, 5, message_id=77)`."""
    _change.make(session, (card_id,), changes)


_now = bindparam("now", type_=UtcDateTime())
_SHOWN = plain.Statement(
    lambda _: (
        update_of(CardRow)
        .where(col(CardRow.id) == bindparam("card"))
        .values(
            message_id=bindparam("message"),
            shown_at=func.coalesce(CardRow.shown_at, _now),
        )
    )
)
_ASKING = plain.Statement(
    lambda _: select(CardRow.asking).where(CardRow.id == bindparam("card"))
)


def mark_shown(
    session: Session, card_id: int, message_id: int, now: dt.datetime
) -> None:
    """Record in which message a card stands; it may show the member from now on."""
    values = {"card": card_id, "message": message_id, "now": now}
    _SHOWN.run(session, values)
    sessions.outdated(session, CardRow, card_id)


def remember_line(session: Session, card_id: int, message_id: int) -> None:
    """Record in which message below a card the same stands."""
    asking: CardState
    for (asking,) in _ASKING.run(session, {"card": card_id}):
        update(session, card_id, asking={**asking, "line": message_id})


def of_message(session: Session, person_id: int, message_id: int) -> Card | None:
    """Find the card that stands in this message of a person's private chat."""
    query = select(CardRow).where(
        CardRow.person_id == person_id, CardRow.message_id == message_id
    )
    row = session.exec(query.limit(1)).first()
    return value(row) if row else None


def newest(session: Session, member_id: int, person_id: int) -> Card | None:
    """Find the newest card of a member that this person was given."""
    query = (
        select(CardRow)
        .where(CardRow.member_id == member_id, CardRow.person_id == person_id)
        .order_by(col(CardRow.id).desc())
    )
    row = session.exec(query.limit(1)).first()
    return value(row) if row else None


def newest_of(
    session: Session, member_ids: Collection[int], person_id: int
) -> dict[int, Card]:
    """Find the newest card of each of these members that this person was given."""
    if not member_ids:
        return {}
    members = {f"member{place}": one for place, one in enumerate(member_ids)}
    found = _newest_of(len(members)).run(session, {**members, "person": person_id})
    return {card.member_id: card for card in (Card(*values) for values in found)}


@cache
def _newest_of(count: int) -> plain.Statement:
    members: list[Any] = [bindparam(f"member{place}") for place in range(count)]
    query = (
        select(*_COLUMNS)
        .where(
            CardRow.person_id == bindparam("person"),
            col(CardRow.member_id).in_(members),
        )
        .order_by(col(CardRow.id))
    )
    return plain.Statement(lambda _: query)


def last_closed(
    session: Session, person_id: int, ballot_id: int, since: dt.datetime
) -> Card | None:
    """Find the card a person closed last, if it was at `since` or later."""
    whose = {"person": person_id, "ballot": ballot_id, "since": since}
    found = _LAST_CLOSED.run(session, whose)
    return Card(*found[0]) if found else None


def still_open(session: Session, member_id: int) -> list[Card]:
    """List a member's open cards, whoever holds them."""
    query = select(CardRow).where(
        CardRow.member_id == member_id, col(CardRow.closed_at).is_(None)
    )
    return [value(row) for row in session.exec(query)]


def left_open(session: Session, limit: int) -> list[tuple[Card, str]]:
    """List open cards whose claim has ended, and how it ended."""
    query = (
        select(CardRow, ClaimRow.ending)
        .join(ClaimRow, col(ClaimRow.id) == col(CardRow.claim_id))
        .where(col(CardRow.closed_at).is_(None), col(ClaimRow.ended_at).is_not(None))
    )
    found = session.exec(query.limit(limit))
    return [(value(row), ending or "closed") for row, ending in found]


def shown_before(session: Session, instant: dt.datetime, limit: int) -> list[Card]:
    """List cards shown before then whose message has not been deleted."""
    query = select(CardRow).where(
        col(CardRow.shown_at) <= instant, col(CardRow.deleted_at).is_(None)
    )
    return [value(row) for row in session.exec(query.limit(limit))]


def open_panel(
    session: Session,
    action: str,
    expires_at: dt.datetime,
    *,
    about: Mapping[str, object] | None = None,
    person_id: int | None = None,
    chat_id: int | None = None,
    ballot_id: int | None = None,
    many: bool = False,
) -> str:
    """Open a panel and return its buttons' key. `many`: it may be pressed again."""
    key = new_key()
    _panels.insert(
        session,
        {
            "key": key,
            "action": action,
            "expires_at": expires_at,
            "about": dict(about or {}),
            "person_id": person_id,
            "chat_id": chat_id,
            "ballot_id": ballot_id,
            "many": many,
        },
    )
    return key


def shared_panel(
    session: Session, action: str, ballot_id: int, until: dt.datetime
) -> str:
    """Get the key of the one panel that a ballot's people share; open it if needed."""
    query = select(ButtonRow).where(
        ButtonRow.action == action,
        ButtonRow.ballot_id == ballot_id,
        col(ButtonRow.person_id).is_(None),
    )
    row = session.exec(query.limit(1)).first()
    if row is None:
        return open_panel(session, action, until, ballot_id=ballot_id, many=True)
    row.expires_at = until
    session.flush()
    return row.key


def panel(session: Session, key: str) -> Panel | None:
    """Find the panel whose buttons carry this key."""
    row = session.get(ButtonRow, key)
    return row_values.value(Panel, row) if row else None


def record_press(session: Session, key: str, now: dt.datetime) -> None:
    """Record that the panel was pressed; only one with `many` works again."""
    session.get_one(ButtonRow, key).pressed_at = now
    session.flush()


def change_panel(session: Session, key: str, about: Mapping[str, object]) -> None:
    """Replace what the panel carries."""
    session.get_one(ButtonRow, key).about = dict(about)
    session.flush()


def expire(session: Session, key: str, now: dt.datetime) -> None:
    """Make the panel's buttons expire now."""
    session.get_one(ButtonRow, key).expires_at = now
    session.flush()


def undeleted(session: Session, person_id: int, ballot_id: int) -> list[Card]:
    """List the cards given to a person whose messages have not been deleted."""
    query = select(CardRow).where(
        CardRow.person_id == person_id,
        CardRow.ballot_id == ballot_id,
        col(CardRow.deleted_at).is_(None),
    )
    return [value(row) for row in session.exec(query)]


def undeleted_in(session: Session, ballot_id: int, limit: int) -> list[Card]:
    """List some cards of a ballot whose messages have not been deleted."""
    query = select(CardRow).where(
        CardRow.ballot_id == ballot_id, col(CardRow.deleted_at).is_(None)
    )
    return [value(row) for row in session.exec(query.limit(limit))]


def any_shown(session: Session, ballot_id: int) -> bool:
    """Whether any card was ever opened in a ballot."""
    query = select(CardRow.id).where(CardRow.ballot_id == ballot_id)
    return session.exec(query.limit(1)).first() is not None


def any_of(session: Session, person_id: int) -> bool:
    """Whether a card was ever opened for a person, in any ballot."""
    query = select(CardRow.id).where(CardRow.person_id == person_id)
    return session.exec(query.limit(1)).first() is not None


def of_member(session: Session, member_id: int) -> list[Card]:
    """List every card of a member, whoever was given it."""
    found = session.exec(select(CardRow).where(CardRow.member_id == member_id))
    return [value(row) for row in found]
