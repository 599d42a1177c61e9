"""What sending taught us: message ids, people who cannot be reached, groups moved."""

import datetime as dt

from sqlmodel import Session

from bot.rules.endings import joining
from bot.rules.persons import ORGANISING, Role
from bot.usecases import saying
from storage import ballots, cards, chats, claims, members, outbox, people


def vouching_group(
    session: Session, telegram_id: int
) -> tuple[int, int, dt.datetime | None] | None:
    """The group whose membership this person's role rests on, and when last seen."""
    person = people.met(session, telegram_id)
    if person is None or person.ballot_id is None or not person.in_group:
        return None
    linked = chats.linked(session, person.ballot_id)
    return (linked[0].id, telegram_id, person.seen_in_group_at) if linked else None


def seen_in_group(
    session: Session, telegram_id: int, inside: bool, now: dt.datetime
) -> None:
    """Telegram's word on a membership; who has left holds nobody any more (S4)."""
    person = people.met(session, telegram_id)
    if person is None or person.ballot_id is None:
        return
    if inside:
        people.settle(session, person.id, person.ballot_id, seen_in_group_at=now)
    else:
        leave(session, person.id, person.ballot_id, "left", now)


def leave(
    session: Session, person_id: int, ballot_id: int, how: str, now: dt.datetime
) -> None:
    """Somebody loses their role: claims released, kept members freed."""
    person = people.get(session, person_id, ballot_id)
    if person.role not in ORGANISING:
        people.settle(session, person_id, ballot_id, role=Role.GONE, in_group=False)
    release_all(session, person_id, ballot_id, how, now)


def release_all(
    session: Session, person_id: int, ballot_id: int, how: str, now: dt.datetime
) -> None:
    """Everything this person holds or keeps goes back; the tick closes the cards."""
    for member in members.held(session, person_id, ballot_id):
        claims.end(session, member.id, how, now)
    for member in members.kept(session, person_id, ballot_id):
        members.change(session, member, kept_for=None, kept_until=None)


def sent(
    session: Session, entry: outbox.Entry, message_id: int | None, now: dt.datetime
) -> None:
    """A card's message has an id: at its first step, and when its details are shown."""
    card_id = entry.about.get("card_id")
    if entry.kind != "card" or card_id is None or message_id is None:
        return
    card = cards.get(session, card_id)
    first = entry.message_id is None
    if first:
        cards.note(
            session, card_id, message_id=message_id, shown_at=card.shown_at or now
        )


def failed(
    session: Session, entry: outbox.Entry, state: str, why: str, now: dt.datetime
) -> None:
    """A card that never went out gives its member back."""
    card_id = entry.about.get("card_id")
    if entry.kind == "card" and card_id is not None:
        card = cards.get(session, card_id)
        if card.closed_at is None:
            claims.end(session, card.member_id, "not shown", now)
            cards.note(session, card_id, closed_at=now, asking={"how": "released"})


def unconfirmed(session: Session, entry: outbox.Entry, now: dt.datetime) -> None:
    """No card without a word on the membership; the organisers are told."""
    failed(session, entry, outbox.DROPPED, "membership", now)


def blocked(session: Session, telegram_id: int, now: dt.datetime) -> None:
    """Somebody cannot be reached: what they hold goes back (P9)."""
    person = people.met(session, telegram_id)
    if person is None or person.blocked_at is not None:
        return
    people.note(session, person.id, blocked_at=now)
    for ballot_id in people.ballots_of(session, person.id):
        release_all(session, person.id, ballot_id, "blocked", now)


def migrated(session: Session, old: int, new: int) -> None:
    """A group became a supergroup: every stored id follows."""
    chats.migrate(session, old, new)


def set_aside(session: Session, chat_id: int, now: dt.datetime) -> None:
    """An update was given up: in private, the sender is asked to send it again."""
    if chat_id > 0:
        about = saying.pack(joining.SendAgain())
        outbox.put(session, chat_id, "send", about, now)


def gap(session: Session, since: dt.datetime, now: dt.datetime) -> None:
    """Back after more than 23 hours: groups and holders hear that words may be lost."""
    about = saying.pack(joining.WasAway())
    for ballot in ballots.every(session):
        for chat in chats.linked(session, ballot.id):
            outbox.put(session, chat.id, "send", about, now)
        for person in people.team(session, ballot.id):
            if members.held(session, person.id, ballot.id):
                outbox.put(session, person.telegram_id, "send", about, now)
