"""The kinds of export, and who may be in them."""

from enum import StrEnum

from bot.rules.member import Member
from bot.rules.outcomes import Channel, Outcome

JOB = "export"
"""The kind of job that makes an export."""


class Kind(StrEnum):
    """What is exported."""

    CHANGES = "changes"
    CALLS = "calls"
    MAILING = "mailing"
    MEMBERS = "members"
    CASES = "cases"
    COMPLAINTS = "complaints"


_NO_REMINDER = frozenset(
    {
        Outcome.VOTED,
        Outcome.NOT_VOTING,
        Outcome.NOT_A_MEMBER,
        Outcome.DO_NOT_CONTACT,
        Outcome.QUESTION,
        Outcome.COMPLAINT,
    }
)
_NO_CALLS = "text only"
_CALLED = (Channel.MOBILE, Channel.PHONE)


def may_be_mailed(member: Member) -> bool:
    """Whether the branch's reminder may go to them: never to a work address."""
    dead = Channel.PERSONAL_EMAIL in member.dead_channels
    reachable = bool(member.personal_email) and not dead
    paused = member.paused_until is not None
    wanted = member.outcome not in _NO_REMINDER and not paused
    return reachable and wanted and not member.do_not_contact


def may_be_called(member: Member) -> bool:
    """Whether the dialler may call them: a number works and they accept calls."""
    has_number = any(one.channel in _CALLED for one in member.contact_methods())
    return has_number and not member.do_not_contact and _NO_CALLS not in member.limits


def number_to_dial(member: Member) -> str:
    """Write the number as diallers want it: country code and digits, no plus sign."""
    numbers = (one for one in member.contact_methods() if one.channel in _CALLED)
    return next(numbers).value.lstrip("+")
