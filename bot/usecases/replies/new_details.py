"""Offer new numbers and addresses found in an advocate's words; save none unasked."""

from bot.rules import general_endings
from bot.rules.member import Member
from bot.rules.outcomes import Channel
from bot.rules.replies import contact_details, drafts
from bot.rules.replies import endings as replies_endings
from bot.rules.replies.drafts import Draft
from bot.usecases.care import who_knows
from bot.usecases.context import Context
from storage import members, panels
from storage.queue import cards

LIMITS = drafts.LIMITS


def offer(context: Context, member: Member, draft: Draft) -> None:
    """Offer to save a new number or e-mail address; a postal address is not kept."""
    new = [pair for pair in draft.details if not _known(member, *pair)]
    if new:
        about = {"member": member.id, "details": new}
        context.tell(
            replies_endings.OfferDetails(context.panel("details", about), member.id)
        )
    if draft.address:
        context.tell(replies_endings.AddressNotKept())


def take_detail(context: Context, panel: cards.Panel, code: str) -> object:
    """Save the new number or address by one tap, and keep the old one too."""
    if not panels.use_up(context.session, panel):
        return general_endings.NotAllowed("expired")
    member = members.get(context.session, panel.number("member"))
    if code == "keep":
        for field, value in panel.several("details"):
            member = _replaced(context, member, field, value)
        who_knows.reachable_again(context, member)
    ending = replies_endings.DetailsSettled(changed=code == "keep")
    context.edit(ending)
    return ending


def _known(member: Member, field: str, value: str) -> bool:
    if field == LIMITS:
        return value in member.limits
    return bool(getattr(member, field) == value)


def _replaced(context: Context, member: Member, field: str, value: str) -> Member:
    context.note("contact changed", member.id, field)
    if field == LIMITS:
        limits = member.limits | {value}
        return members.change(context.session, member, limits=limits)
    old = getattr(member, field)
    extra = dict(member.extra)
    if old:
        before = str(extra.get(f"earlier {field}") or "")
        extra[f"earlier {field}"] = f"{before}, {old}".lstrip(", ")
    changed = contact_details.as_field(field, value) | {
        "extra": extra,
        "dead_channels": member.dead_channels - {Channel(field)},
    }
    return members.change(context.session, member, **changed)
