"""The life of shares: how they stand, a sign of life, taken back, lapsed."""

import datetime as dt

from sqlmodel import Session

from bot.rules import sharing
from bot.rules.endings import joining, sheets
from bot.rules.members import Member
from bot.usecases.unit import Desk
from storage import listings, members, ripening, shares
from storage.panels import Panel


def tapped(desk: Desk, panel: Panel, code: str) -> object:
    """Under the list of shares: one is still alive, or is taken back."""
    what, _, number = code.partition("_")
    share = shares.get(desk.session, int(number)) if number.isdecimal() else None
    if share is None or share.ballot_id != desk.ballot.id:
        return joining.NotAllowed("expired")
    if what == "back":
        release(desk.session, share.id)
        shares.note(desk.session, share.id, ended_at=desk.now)
    else:
        prolong(desk.session, share, sharing.lapses(desk.ballot, desk.now))
    ending = sheets.Shares(desk.ballot.id, panel.key)
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    return ending


def release(session: Session, share_id: int) -> None:
    """What is not back goes to anybody."""
    for member in _waiting(session, share_id):
        members.change(session, member, kept_for=None, kept_until=None)


def prolong(session: Session, share: shares.Share, until: dt.datetime) -> None:
    """A sign of life: the rest stays set aside."""
    shares.note(session, share.id, lapses_at=until)
    for member in _waiting(session, share.id):
        members.change(session, member, kept_until=until)
        ripening.told(session, [member.id])


def _waiting(session: Session, share_id: int) -> list[Member]:
    waiting = listings.these(session, shares.waiting(session, share_id))
    return [member for member in waiting if member.kept_for and member.holder is None]


def lapse(session: Session, now: dt.datetime) -> None:
    """Shares whose time is over end; each tick looks."""
    for share in shares.lapsing(session, now):
        release(session, share.id)
        shares.note(session, share.id, ended_at=now)
