"""A member whom the advocate found upset: a case at once, and a pause."""

from bot.rules.member import Member
from bot.rules.queue.bands import Band
from bot.rules.replies import case_steps, steps
from bot.usecases.care import handle_case
from bot.usecases.context import Context
from storage import members
from storage.care import cases
from storage.replies import contacts


def may_mark(context: Context, contact: contacts.Contact) -> bool:
    """Whether that can be said still: it was not yet, and the words sound so."""
    marked = any(
        case.kind == steps.Case.UPSET and case.opened_at >= contact.recorded_at
        for case in cases.of_member(context.session, contact.member_id)
    )
    return not marked and case_steps.sounds_upset(contact.words)


def mark(context: Context, member: Member, contact: contacts.Contact) -> None:
    """Open a case of somebody upset, or make the one that was opened such a case."""
    opened = [
        case
        for case in cases.of_member(context.session, member.id)
        if case.awaits and case.opened_at >= contact.recorded_at
    ]
    context.note("upset", member.id)
    if opened:
        handle_case.change_kind(context, opened[0], steps.Case.UPSET)
        case = cases.get(context.session, opened[0].id)
        handle_case.to_organisers(context, case)
    else:
        handle_case.open_case(context, steps.Case.UPSET, contact.words, member.id)
    if member.band is not None:
        _pause(context, member, Band(member.band))


def _pause(context: Context, member: Member, band: Band) -> None:
    """Leave them alone as after a complaint; where that is too long the case asks."""
    facts = steps.Facts(band=band, due_at=member.due_at)
    situation = steps.Situation(facts, context.ballot, context.now, context.numbers)
    step = case_steps.complaint(situation)
    fields = steps.place_fields(step) | {"kept_for": None, "kept_until": None}
    members.change(context.session, member, **fields)
