"""Take back the last contact; the log keeps both."""

import datetime as dt

from bot.rules.lists import list_status
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


def undo_last(context: Context) -> queue_endings.Ending:
    """Take back the last thing this person recorded, within ten minutes."""
    last = contacts.last_of(context.session, context.person.id, context.ballot.id)
    if last is None:
        return _answer(context, queue_endings.NothingToUndo("nothing"))
    return undo(context, last, within=UNDO_WITHIN)


def undo(
    context: Context, contact: contacts.Contact, within: dt.timedelta | None
) -> queue_endings.Ending:
    """Take a contact back, and restore the member as before it."""
    member = members.hold(context.session, contact.member_id)
    if contacts.is_undone(context.session, contact.id):
        return _answer(context, queue_endings.NothingToUndo("already"))
    if within is not None and context.now - contact.recorded_at > within:
        return _answer(context, queue_endings.NothingToUndo("too late"))
    if within is not None and (contact.update_id or 0) > context.arrival.update_id:
        return _answer(context, queue_endings.NothingToUndo("later word"))
    if not stands(context, contact) or _list_spoke(member, contact):
        return _answer(context, queue_endings.NothingToUndo("later word"))
    log_undo(context, contact, member)
    handle_case.withdraw(context, member, contact.recorded_at)
    if not contact.conflict:
        _may_be_contacted(context, member, contact)
        back = snapshot.restore(contact.before)
        before = pins.undo(member, back, context.now)
        member = members.change(context.session, member, **before)
    context.note("undone", member.id, contact.outcome)
    _answer(context, queue_endings.Undone(contact.id))
    return _hand_again(context, member)


def stands(context: Context, contact: contacts.Contact) -> bool:
    """Whether this is the member's last word, and was not taken back."""
    last = contacts.last_word(context.session, contact.member_id)
    return last is not None and last.id == contact.id


def _list_spoke(member: Member, contact: contacts.Contact) -> bool:
    """Whether a list has changed the member since; that is not taken back."""
    said = (contact.outcome, *contact.also.split())
    before = contact.before
    if contact.conflict:
        return False
    if member.do_not_contact and Outcome.DO_NOT_CONTACT not in said:
        return not before.get("do_not_contact")
    if contact.outcome is Outcome.WRONG_CONTACT:
        return member.outcome != before.get("outcome")
    return member.source == list_status.UNION


def _may_be_contacted(
    context: Context, member: Member, contact: contacts.Contact
) -> None:
    """Lift a mistaken *do not contact* for other ballots too."""
    if member.do_not_contact and not contact.before.get("do_not_contact"):
        do_not_contact.lift(context, member, contact.recorded_at)


def _hand_again(context: Context, member: Member) -> queue_endings.Ending:
    """Show the member's card once more, unless somebody else has them or nobody may."""
    if member.do_not_contact or not next_member.probes(context):
        return queue_endings.NothingHeld()
    until = caps.lease_until(context.now, context.numbers)
    taken = claims.take_this(
        context.session,
        member,
        context.person.id,
        lease_until=until,
        now=context.now,
        one_caller=context.numbers.households,
    )
    return next_member.hand(context, taken) if taken else queue_endings.NothingHeld()


def log_undo(context: Context, contact: contacts.Contact, member: Member) -> None:
    """Log the undo; change nothing in the log."""
    contacts.log(
        context.session,
        ballot_id=context.ballot.id,
        member_id=member.id,
        person_id=context.person.id,
        at=context.now,
        recorded_at=context.now,
        outcome=contact.outcome,
        source="undo",
        update_id=context.arrival.update_id,
        undoes=contact.id,
        before={},
    )


def _answer(context: Context, ending: queue_endings.Ending) -> queue_endings.Ending:
    context.tell(ending)
    return ending
