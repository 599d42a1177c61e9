"""What sending taught us: message ids, people who cannot be reached, groups moved."""

import datetime as dt

from sqlmodel import Session

from bot.rules.person import WORKING, Person, Role
from bot.rules.queue import endings as queue_endings
from bot.rules.team import endings as team_endings
from bot.rules.team import joining
from bot.usecases import outbox_codec, outgoing, release
from bot.usecases.nudges import results
from storage import ballots, members, outbox
from storage.privacy import audit, shown_messages
from storage.queue import cards, claims
from storage.team import chats, people


def _card(session: Session, entry: outbox.Entry) -> cards.Card | None:
    """The card that a row shows, if it shows one."""
    ending = outbox_codec.unpack(entry.ending) if entry.kind == "card" else None
    if not isinstance(ending, queue_endings.Handed):
        return None
    return cards.get(session, ending.card_id)


def _holder(session: Session, entry: outbox.Entry) -> Person | None:
    """Whose chat a row goes to, as they are in the ballot of its card."""
    card = _card(session, entry)
    return people.met(session, entry.chat_id, card.ballot_id if card else None)


def vouching_group(
    session: Session, entry: outbox.Entry
) -> tuple[int, int, dt.datetime | None] | None:
    """The group whose membership this card's holder rests on, and when last seen."""
    person = _holder(session, entry)
    if person is None or person.ballot_id is None or not person.in_group:
        return None
    linked = [chat.id for chat in chats.linked(session, person.ballot_id)]
    if not linked:
        return None
    group = person.group_id if person.group_id in linked else linked[0]
    return group, person.telegram_id, person.seen_in_group_at


def confirmed(
    session: Session, entry: outbox.Entry, inside: bool, now: dt.datetime
) -> None:
    """Telegram's word on the holder of a card."""
    person = _holder(session, entry)
    if person is not None:
        seen_in_group(session, person, inside, now)


def comes_in(session: Session, person: Person, group_id: int) -> None:
    """Seen in a linked group: their place rests on it, however they were let in."""
    if person.ballot_id is None or person.in_group:
        return
    if person.role not in WORKING | {Role.PENDING}:
        return
    people.settle(
        session, person.id, person.ballot_id, in_group=True, group_id=group_id
    )


def seen_in_group(
    session: Session, person: Person, inside: bool, now: dt.datetime
) -> None:
    """Telegram's word on a membership; who has left holds nobody any more (S4)."""
    if person.ballot_id is None:
        return
    if inside:
        people.settle(session, person.id, person.ballot_id, seen_in_group_at=now)
    else:
        leave(session, person, person.ballot_id, "left", now)


def leave(
    session: Session, person: Person, ballot_id: int, how: str, now: dt.datetime
) -> None:
    """Who leaves the group loses the role; only the owner keeps it, without cards."""
    if person.role is not Role.OWNER:
        people.settle(session, person.id, ballot_id, role=Role.GONE, in_group=False)
        outgoing.set_menu(session, person.telegram_id, Role.GONE, now)
    audit.note(session, how, now, ballot_id=ballot_id, person_id=person.id)
    release.release_all(session, person.id, ballot_id, how, now)


def sent(
    session: Session, entry: outbox.Entry, message_id: int | None, now: dt.datetime
) -> None:
    """A message has an id: a card's, and of whatever else shows a member (S11)."""
    results.sent(session, entry, message_id, now)
    if message_id is None:
        return
    remember = entry.options.get("remember")
    if remember is not None:
        ballots.remember(session, remember, {"message_id": message_id})
    if entry.kind == "send" and entry.options.get("shows"):
        shown_messages.remember(session, entry.chat_id, message_id, now)
    card = _card(session, entry)
    if card is not None and entry.message_id is None:
        shown_at = card.shown_at or now
        cards.note(session, card.id, message_id=message_id, shown_at=shown_at)


def failed(
    session: Session, entry: outbox.Entry, state: str, why: str, now: dt.datetime
) -> None:
    """A card that never went out gives its member back."""
    results.failed(session, entry, state, why, now)
    card = _card(session, entry)
    if card is not None and card.closed_at is None:
        claims.end(session, card.member_id, "not shown", now)
        cards.note(session, card.id, closed_at=now, asking={"how": "released"})


def recover(session: Session, now: dt.datetime) -> None:
    """What a sender left when it ended goes again, or nobody knows (P7)."""
    for entry in outbox.recover(session, now):
        failed(session, entry, outbox.UNKNOWN, "stopped while sending", now)


def unconfirmed(session: Session, entry: outbox.Entry, now: dt.datetime) -> None:
    """No card without a word on the membership; the organisers are told."""
    failed(session, entry, outbox.DROPPED, "membership", now)
    person = _holder(session, entry)
    if person is not None and person.ballot_id is not None:
        ending = team_endings.Unconfirmed(person.id, person.ballot_id)
        key = f"unconfirmed {person.id} {person.ballot_id} {now:%Y%m%d%H}"
        outgoing.tell_organisers(session, person.ballot_id, ending, now, key=key)


def blocked(session: Session, telegram_id: int, now: dt.datetime) -> None:
    """Somebody cannot be reached: what they hold goes back (P9)."""
    person = people.met(session, telegram_id)
    if person is None or person.blocked_at is not None:
        return
    people.note(session, person.id, blocked_at=now)
    for ballot_id in people.ballots_of(session, person.id):
        release.release_all(session, person.id, ballot_id, "blocked", now)
        if people.get(session, person.id, ballot_id).role in WORKING:
            ending = team_endings.Unreachable(person.id, ballot_id)
            key = f"blocked {person.id} {ballot_id} {now:%Y%m%d%H}"
            outgoing.tell_organisers(session, ballot_id, ending, now, key=key)


def migrated(session: Session, old: int, new: int) -> None:
    """A group became a supergroup: every stored id follows."""
    chats.migrate(session, old, new)


def set_aside(session: Session, chat_id: int, now: dt.datetime) -> None:
    """An update was given up: in private, the sender is asked to send it again."""
    if chat_id > 0:
        outgoing.post(session, joining.SendAgain(), chat_id, now)


def gap(session: Session, since: dt.datetime, now: dt.datetime) -> None:
    """Back after more than 23 hours: groups and holders hear that words may be lost."""
    ending = joining.WasAway()
    for ballot in ballots.every(session):
        for chat in chats.linked(session, ballot.id):
            outgoing.post(session, ending, chat.id, now)
        for person in people.team(session, ballot.id):
            if members.held(session, person.id, ballot.id):
                outgoing.say(session, ending, person.telegram_id, now)
