"""Members as they may be shown: until the data controller agrees, only who it is.

Everything that shows members gathers them here, so that no screen can forget it.
"""

from collections.abc import Iterable
from typing import Protocol

from sqlmodel import Session

from bot.rules import member as rules
from bot.rules.member import Member
from bot.usecases.moment import Moment
from storage import ballots, members


class OfMember(Protocol):
    """An ending about one member."""

    @property
    def member_id(self) -> int:
        """Tell whom it is about."""


def gather(moment: Moment, ending: OfMember) -> Member:
    """Find the member an ending is about."""
    return get(moment.session, ending.member_id)


def get(session: Session, member_id: int) -> Member:
    """Find a member as they may be shown."""
    return shown(session, members.get(session, member_id))


def shown(session: Session, member: Member) -> Member:
    """Show initials and reference only in low-data mode."""
    return rules.masked(member) if low_data(session, member.ballot_id) else member


def each(session: Session, found: Iterable[Member]) -> tuple[Member, ...]:
    """Show several as they may be shown."""
    return tuple(shown(session, member) for member in found)


def low_data(session: Session, ballot_id: int) -> bool:
    """Whether nobody has agreed for the data controller yet."""
    return ballots.life(session, ballot_id).agreed_at is None
