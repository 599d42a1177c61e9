"""What holds of the database after any two weeks."""

import datetime as dt
import re
from collections.abc import Iterable
from itertools import pairwise

from sqlmodel import Session, col, func, select

from bot.demo.telegram.server import Call
from storage import members, recount
from storage.outbox import outbox_entry, take
from storage.privacy import integrity_check
from storage.queue import cards
from storage.tables import (
    ClaimRow,
    ContactRow,
    MemberRow,
    NudgeRow,
    OutboxRow,
    SetAsideRow,
)
from tests.journeys.play import Branch

UNDO = re.compile(r"([\w-]+)\.undo\W?(\d*)")
"""A button under what was recorded: the key of the card, perhaps the contact."""
AT_ONCE = dt.timedelta(hours=1)
"""What is sent again after a lost answer is sent within this time."""


def check(session: Session, branch: Branch) -> None:
    """Assert it."""
    assert not list(integrity_check.faults(session))
    assert not session.exec(select(SetAsideRow.id)).all()
    held = select(func.count(MemberRow.id)).where(col(MemberRow.holder).is_not(None))
    claims = select(func.count(ClaimRow.id)).where(col(ClaimRow.ended_at).is_(None))
    assert session.exec(held).one() == session.exec(claims).one()
    assert not overlapping(session)
    assert not lost(session, branch.town.history)
    assert not asked_after_opting_out(session)
    before = recount.kept(session, branch.ballot.id)
    recount.recount(session, branch.ballot.id)
    assert recount.kept(session, branch.ballot.id) == before
    now = branch.clock.now()
    assert not take.due(session, now, 10)
    unknown = select(OutboxRow).where(OutboxRow.state == outbox_entry.UNKNOWN)
    assert all(row.once for row in session.exec(unknown))
    nudges = session.exec(select(NudgeRow)).all()
    assert nudges
    assert all(row.state != "planned" or row.send_at > now for row in nudges)
    assert list(members.every(session, branch.ballot.id))


def overlapping(session: Session) -> list[int]:
    """Members who were held twice at one moment."""
    columns = (ClaimRow.member_id, ClaimRow.taken_at, ClaimRow.ended_at)
    claims = session.exec(select(*columns).order_by(*columns[:2])).all()
    return [
        member
        for (member, _, ended), (other, taken, _) in pairwise(claims)
        if member == other and (ended is None or ended > taken)
    ]


def lost(session: Session, history: Iterable[Call]) -> list[str]:
    """What an advocate saw recorded, and the log of contacts does not hold."""
    shown = {
        found.groups()
        for call in history
        for found in UNDO.finditer(str(call.params.get("reply_markup")))
    }
    logged = set(session.exec(select(ContactRow.id, ContactRow.member_id)))
    assert shown
    return [
        key
        for key, contact in shown
        if (card := cards.with_key(session, key)) is not None
        and not holds(logged, card.member_id, contact)
    ]


def holds(logged: set[tuple[int, int]], member: int, contact: str) -> bool:
    """Whether a contact, or any, of this member is logged."""
    if contact:
        return (int(contact), member) in logged
    return any(one == member for _, one in logged)


def posted(session: Session) -> set[tuple[int, int]]:
    """Chat and message of each nudge, before old rows of the outbox are pruned."""
    became = select(OutboxRow.chat_id, OutboxRow.message_id).where(
        NudgeRow.outbox_id == OutboxRow.id, OutboxRow.state == outbox_entry.SENT
    )
    return {(chat, message) for chat, message in session.exec(became) if message}


def sent_twice(nudges: set[tuple[int, int]], history: Iterable[Call]) -> list[str]:
    """Nudges that reached somebody more than once."""
    sends: dict[tuple[str, str, str], list[tuple[dt.datetime, bool]]] = {}
    for call in history:
        if call.method == "sendMessage" and call.status == 200:
            said = call.params
            chat, markup = str(said["chat_id"]), str(said.get("reply_markup"))
            message = int(chat), call.response["result"]["message_id"]
            same = sends.setdefault((chat, str(said["text"]), markup), [])
            same.append((call.at, message in nudges))
    return [
        text
        for (_, text, _), same in sends.items()
        for (at, first), (again, second) in pairwise(same)
        if (first or second) and again - at < AT_ONCE
    ]


def asked_after_opting_out(session: Session) -> list[int]:
    """Members who were handed out after they had asked for no contact."""
    opted_out = select(ContactRow.member_id, ContactRow.at).where(
        ContactRow.outcome == "do_not_contact"
    )
    undone = set(session.exec(select(ContactRow.undoes)))
    taken = session.exec(select(ClaimRow.member_id, ClaimRow.taken_at)).all()
    found = []
    for row in session.exec(opted_out.add_columns(ContactRow.id)):
        member, at, contact = row
        if contact not in undone:
            found += [one for one, when in taken if one == member and when > at]
    return found
