"""Take the last contact back: the log keeps both."""

import datetime as dt

from bot.rules.lists import union_word
from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.queue import caps, pins
from bot.rules.queue import endings as queue_endings
from bot.rules.replies import snapshot
from bot.usecases.care import handle_case
from bot.usecases.context import Context
from bot.usecases.privacy import do_not_contact
from bot.usecases.queue import next_member
from storage import members
from storage.queue import claims
from storage.replies import contacts

UNDO_WITHIN = dt.timedelta(minutes=10)


def undo_last(desk: Context) -> queue_endings.Ending:
    """Take back the last thing this person recorded, within ten minutes."""
    last = contacts.last_of(desk.session, desk.person.id, desk.ballot.id)
    if last is None:
        return _answer(desk, queue_endings.NothingToUndo("nothing"))
    return undo(desk, last, within=UNDO_WITHIN)


def undo(
    desk: Context, contact: contacts.Contact, within: dt.timedelta | None
) -> queue_endings.Ending:
    """Take a contact back; the member stands as before it."""
    if contacts.is_undone(desk.session, contact.id):
        return _answer(desk, queue_endings.NothingToUndo("already"))
    if within is not None and desk.now - contact.recorded_at > within:
        return _answer(desk, queue_endings.NothingToUndo("too late"))
    member = members.get(desk.session, contact.member_id)
    if not stands(desk, contact) or _list_spoke(member, contact):
        return _answer(desk, queue_endings.NothingToUndo("later word"))
    log_undo(desk, contact, member)
    handle_case.withdraw(desk, member, contact.recorded_at)
    if not contact.conflict:
        _may_be_contacted(desk, member, contact)
        back = snapshot.restored(contact.before)
        before = pins.undone(member, back, desk.now)
        member = members.change(desk.session, member, **before)
    desk.note("undone", member.id, contact.outcome)
    _answer(desk, queue_endings.Undone(contact.id))
    return _hand_again(desk, member)


def stands(desk: Context, contact: contacts.Contact) -> bool:
    """Whether this is the member's last word, and was not taken back."""
    last = contacts.last_word(desk.session, contact.member_id)
    return last is not None and last.id == contact.id


def _list_spoke(member: Member, contact: contacts.Contact) -> bool:
    """Whether a list has told more of the member since: that is not taken back."""
    said = (contact.outcome, *contact.also.split())
    before = contact.before
    if contact.conflict:
        return False
    if member.do_not_contact and Outcome.DO_NOT_CONTACT not in said:
        return not before.get("do_not_contact")
    if contact.outcome is Outcome.WRONG_CONTACT:
        return member.outcome != before.get("outcome")
    return member.source == union_word.UNION


def _may_be_contacted(desk: Context, member: Member, contact: contacts.Contact) -> None:
    """A *do not contact* by mistake is not kept for other ballots either."""
    if member.do_not_contact and not contact.before.get("do_not_contact"):
        do_not_contact.lift(desk, member, "taken back at once")


def _hand_again(desk: Context, member: Member) -> queue_endings.Ending:
    """The member's card once more, unless somebody else has them or nobody may."""
    if member.do_not_contact or not next_member.probes(desk):
        return queue_endings.NothingHeld()
    until = caps.lease_until(desk.now, desk.numbers)
    taken = claims.take_this(
        desk.session, member, desk.person.id, lease_until=until, now=desk.now
    )
    return next_member.hand(desk, taken) if taken else queue_endings.NothingHeld()


def log_undo(desk: Context, contact: contacts.Contact, member: Member) -> None:
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


def _answer(desk: Context, ending: queue_endings.Ending) -> queue_endings.Ending:
    desk.tell(ending)
    return ending
