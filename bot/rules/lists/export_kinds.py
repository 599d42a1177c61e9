"""What an export holds, and who may stand in it."""

from enum import StrEnum

from bot.rules.member import Member
from bot.rules.outcomes import Channel, Outcome

JOB = "export"
"""The kind of the job that makes one."""


class Kind(StrEnum):
    """What is exported."""

    CHANGES = "changes"
    CALLS = "calls"
    MAILING = "mailing"
    MEMBERS = "members"


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


def may_be_mailed(member: Member) -> bool:
    """For the branch's reminder: never at work, never who has voted or asked not to."""
    dead = Channel.PERSONAL_EMAIL in member.dead_channels
    reachable = bool(member.personal_email) and not dead
    return reachable and not member.do_not_contact and _still_asked(member)


def _still_asked(member: Member) -> bool:
    paused = member.paused_until is not None
    return member.outcome not in _NO_REMINDER and not paused


def may_be_called(member: Member) -> bool:
    """For the dialler: a number that works, nobody who wants no calls."""
    numbered = any(
        way.channel in (Channel.MOBILE, Channel.PHONE) for way in member.ways()
    )
    return numbered and not member.do_not_contact and _NO_CALLS not in member.limits


def number(member: Member) -> str:
    """Write the number to dial: country code and digits."""
    ways = (w for w in member.ways() if w.channel in (Channel.MOBILE, Channel.PHONE))
    return next(ways).value.lstrip("+")
