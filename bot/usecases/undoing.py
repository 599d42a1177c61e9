"""Take the last contact back: the log keeps both."""

import datetime as dt
from typing import Any

from bot.rules import caps
from bot.rules.endings import work
from bot.rules.members import Member
from bot.rules.outcomes import Channel, Outcome
from bot.usecases import next_member
from bot.usecases.unit import Desk
from storage import claims, contacts, members, tallies

UNDO_WITHIN = dt.timedelta(minutes=10)
_INSTANTS = {
    "outcome_at",
    "paused_until",
    "promised_at",
    "requested_at",
    "due_at",
    "kept_until",
}


def undo_last(desk: Desk) -> work.Ending:
    """Take back the last thing this person recorded, within ten minutes."""
    last = contacts.last_of(desk.session, desk.person.id, desk.ballot.id)
    if last is None:
        return _answer(desk, work.NothingToUndo("nothing"))
    return undo(desk, last, within=UNDO_WITHIN)


def undo(
    desk: Desk, contact: contacts.Contact, within: dt.timedelta | None
) -> work.Ending:
    """Take a contact back; the member stands as before it."""
    if contacts.is_undone(desk.session, contact.id):
        return _answer(desk, work.NothingToUndo("already"))
    if within is not None and desk.now - contact.recorded_at > within:
        return _answer(desk, work.NothingToUndo("too late"))
    later = contacts.of_member(desk.session, contact.member_id, limit=1)[0]
    if later.id != contact.id:
        return _answer(desk, work.NothingToUndo("later word"))
    member = members.get(desk.session, contact.member_id)
    log_undo(desk, contact, member)
    if not contact.conflict:
        members.change(desk.session, member, **restored(contact))
        day = desk.ballot.today(contact.recorded_at)
        tallies.shift_day(desk.session, desk.ballot.id, day, contact.outcome, -1)
    desk.note("undone", member.id, contact.outcome)
    _answer(desk, work.Undone(contact.id))
    return _hand_again(desk, member)


def _hand_again(desk: Desk, member: Member) -> work.Ending:
    """The member's card once more, unless somebody else has them by now."""
    until = caps.lease_until(desk.now, desk.numbers)
    taken = claims.take_this(
        desk.session, member, desk.person.id, lease_until=until, now=desk.now
    )
    return next_member.hand(desk, taken) if taken else work.NothingHeld()


def log_undo(desk: Desk, contact: contacts.Contact, member: Member) -> None:
    """The log grows by the taking back; nothing in it is changed."""
    contacts.log(
        desk.session,
        ballot_id=desk.ballot.id,
        member_id=member.id,
        person_id=desk.person.id,
        at=desk.now,
        recorded_at=desk.now,
        outcome=contact.outcome,
        source="undo",
        update_id=desk.arrival.update_id,
        undoes=contact.id,
        before={},
    )


def restored(contact: contacts.Contact) -> dict[str, Any]:
    """The member's fields as they were before a contact."""
    return {name: _value(name, what) for name, what in contact.before.items()}


def _value(name: str, what: Any) -> Any:
    if what is None:
        return None
    if name in _INSTANTS:
        return dt.datetime.fromisoformat(what)
    if name == "promise_day":
        return dt.date.fromisoformat(what)
    if name == "dead_channels":
        return frozenset(map(Channel, what))
    return Outcome(what) if name == "outcome" else what


def _answer(desk: Desk, ending: work.Ending) -> work.Ending:
    desk.tell(ending)
    return ending
