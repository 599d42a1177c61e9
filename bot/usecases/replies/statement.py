"""Turn words as they were read into what is recorded."""

import datetime as dt

from bot.rules.member import BY_PREFERENCE, Member
from bot.rules.outcomes import Channel, Outcome
from bot.rules.replies import steps
from bot.rules.replies.drafts import Draft
from bot.usecases.replies.move import Said

EMAILS = (Channel.PERSONAL_EMAIL, Channel.WORK_EMAIL)


def from_draft(
    draft: Draft,
    member: Member,
    dead: Channel | None = None,
    *,
    at: dt.datetime | None = None,
    by: str | None = None,
) -> Said:
    """Make the record of what a member said from a draft.

    `dead` is the channel chosen where it was asked which one is wrong.
    """
    dead = dead or dead_channel(draft, member)
    return Said(
        Outcome(draft.outcome),
        words=draft.words,
        also=tuple(Outcome(one) for one in draft.also),
        method=draft.method,
        facts=steps.Facts(
            day=draft.day,
            at=draft.at,
            named=draft.named,
            supposed=draft.supposed,
            channel=draft.channel or dead,
            dead=dead,
        ),
        at=at,
        by=by,
        message_id=draft.message_id,
    )


def dead_channel(draft: Draft, member: Member) -> Channel | None:
    """Find the channel that is not theirs, if only one can be meant."""
    ways = [way.channel for way in member.contact_methods()]
    if draft.outcome == Outcome.WRONG_CONTACT:
        meant = [way for way in ways if _fits(draft.method, way)]
    elif Outcome.WRONG_CONTACT in draft.also:
        meant = [way for way in ways if not _fits(draft.method, way)]
    else:
        return None
    return meant[0] if len(meant) == 1 else None


def _fits(method: str | None, way: Channel) -> bool:
    """Whether a contact by this method uses that channel; no method fits any."""
    if method == "email":
        return way in EMAILS
    if method in ("text", "whatsapp"):
        return way is Channel.MOBILE
    if method == "phone":
        return way not in EMAILS
    return method is None and way in BY_PREFERENCE
