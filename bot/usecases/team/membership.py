"""A person's membership of the branch's groups: confirmed, left, unreachable."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session

from bot.rules.person import WORKING, Person, Role
from bot.rules.team import endings as team_endings
from bot.usecases import ballot_of_ending, outbox_codec, outgoing, release
from storage.outbox import outbox_entry
from storage.privacy import audit
from storage.team import chats, people

ORGANISER_GONE = "organiser gone"
"""In the audit log: somebody stopped being an organiser, by whatever way."""


class NoReader:
    """Who a message goes to has no role (any more) in which they may see members."""


@dataclass(frozen=True, slots=True)
class Membership:
    """The membership that seeing members depends on; when it was last confirmed."""

    group_id: int
    user_id: int
    confirmed_at: dt.datetime | None = None


def of_reader(
    session: Session, entry: outbox_entry.Entry
) -> Membership | NoReader | None:
    """Find what seeing a member depends on for whom a message goes to.

    None where the role alone counts.
    """
    person = _reader(session, entry)
    if person is None or person.ballot_id is None or not person.works:
        return NoReader()
    if not person.in_group:
        return None
    linked = [chat.id for chat in chats.linked(session, person.ballot_id)]
    if not linked:
        return None
    group_id = person.group_id if person.group_id in linked else linked[0]
    return Membership(group_id, entry.chat_id, person.seen_in_group_at)


def _reader(session: Session, entry: outbox_entry.Entry) -> Person | None:
    """Find the person a message goes to, with their role in the ballot it is of."""
    ending = outbox_codec.unpack(entry.ending)
    ballot_id = None if ending is None else ballot_of_ending.find(session, ending)
    if ballot_id is None:
        return None
    return people.find(session, entry.chat_id, ballot_id)


def note_answer(
    session: Session, entry: outbox_entry.Entry, inside: bool, now: dt.datetime
) -> None:
    """Note Telegram's answer whether the reader of a message is in the group."""
    person = _reader(session, entry)
    if person is not None:
        seen_in_group(session, person, inside, now)


def tell_unconfirmed(
    session: Session, entry: outbox_entry.Entry, now: dt.datetime
) -> None:
    """Tell organisers, once an hour, that Telegram did not confirm a membership."""
    person = _reader(session, entry)
    if person is None or person.ballot_id is None:
        return
    ending = team_endings.Unconfirmed(person.id, person.ballot_id)
    key = f"unconfirmed {person.id} {person.ballot_id} {now:%Y%m%d%H}"
    outgoing.tell_organisers(session, person.ballot_id, ending, now, key=key)


def join_group(session: Session, person: Person, group_id: int) -> None:
    """Tie a person's role to the linked group they are seen in (S4)."""
    if person.ballot_id is None or person.in_group:
        return
    if person.role not in WORKING | {Role.PENDING}:
        return
    people.update_role(
        session, person.id, person.ballot_id, in_group=True, group_id=group_id
    )


def seen_in_group(
    session: Session, person: Person, inside: bool, now: dt.datetime
) -> None:
    """Note whether a person is in the group; one who left loses role and cards (S4).

    Who is suspended stays so: leaving and asking to be let in again would lift it.
    """
    if person.ballot_id is None or person.role is Role.SUSPENDED:
        return
    if inside:
        people.update_role(session, person.id, person.ballot_id, seen_in_group_at=now)
    else:
        leave(session, person, person.ballot_id, "left", now)


def leave(
    session: Session, person: Person, ballot_id: int, how: str, now: dt.datetime
) -> None:
    """Take role and cards from a person who leaves; the owner keeps the role."""
    if person.role is Role.ORGANISER:
        gone = f"person {person.id}"
        audit.record(session, ORGANISER_GONE, now, ballot_id=ballot_id, detail=gone)
    if person.role is not Role.OWNER:
        people.update_role(
            session, person.id, ballot_id, role=Role.GONE, in_group=False
        )
        outgoing.set_menu(session, person.telegram_id, Role.GONE, now)
    audit.record(session, how, now, ballot_id=ballot_id, person_id=person.id)
    release.release_all(session, person.id, ballot_id, how, now)


def release_blocked(session: Session, telegram_id: int, now: dt.datetime) -> None:
    """Give back the members of a person who blocked the bot; tell organisers (P9)."""
    person = people.find(session, telegram_id)
    if person is None or person.blocked_at is not None:
        return
    people.update(session, person.id, blocked_at=now)
    for ballot_id in people.ballots_of(session, person.id):
        release.release_all(session, person.id, ballot_id, "blocked", now)
        if people.get(session, person.id, ballot_id).role in WORKING:
            ending = team_endings.Unreachable(person.id, ballot_id)
            key = f"blocked {person.id} {ballot_id} {now:%Y%m%d%H}"
            outgoing.tell_organisers(session, ballot_id, ending, now, key=key)
