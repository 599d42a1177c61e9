"""*Do not contact*, kept as keyed hashes that outlive the list and the ballot."""

import datetime as dt
from collections.abc import Iterable

from sqlmodel import Session

from bot.rules.member import Member
from bot.rules.privacy import person_hashes
from bot.rules.replies import enter_queue, steps
from bot.usecases import release
from bot.usecases.context import Context
from storage import ballots, members
from storage.privacy import key_and_erasures, suppressions
from storage.queue import claims

FOR_GOOD = "do not contact: for good"
THIS_BALLOT = "do not contact: this ballot"
ELSEWHERE = "do not contact: asked in another ballot"


def hashes(session: Session, *found: Member) -> frozenset[str]:
    """Hash every way to know a member: the number, the name with each detail (S13)."""
    if not found:
        return frozenset()
    return hashes_by(key_and_erasures.key(session), found)


def hashes_by(key: bytes, found: Iterable[Member]) -> frozenset[str]:
    """Hash every way to know these members, by this key."""
    every = (person_hashes.of(key, member, _disputed(member)) for member in found)
    return frozenset().union(*every)


def _disputed(member: Member) -> str | None:
    number = member.extra.get("membership_number")
    return str(number) if number else None


def add(context: Context, member: Member) -> None:
    """Keep it for all ballots, those under way too; it may be limited to this one."""
    session, now = context.session, context.now
    suppressions.add(session, hashes(session, member), now)
    _stop_elsewhere(session, [member], now)


def _stop_elsewhere(
    session: Session, found: Iterable[Member], now: dt.datetime
) -> None:
    """Stop contact with who has these membership numbers in the other ballots."""
    for other in members.elsewhere(session, found):
        if not other.do_not_contact:
            _stop(session, other, ELSEWHERE, now)


def _stop(session: Session, member: Member, why: str, now: dt.datetime) -> None:
    out = steps.out_of_queue(steps.Out.DO_NOT_CONTACT)
    out |= {"do_not_contact": True, "out_reason": why}
    stopped = members.change(session, member, **out)
    if member.holder is not None:
        release.stop(session, stopped, "do not contact", now)
        claims.end(session, member.id, "stopped", now)


def keep(session: Session, found: Iterable[Member], now: dt.datetime) -> None:
    """Keep it for all ballots, of those whom a list says not to contact."""
    told = [m for m in found if m.do_not_contact and m.out_reason != THIS_BALLOT]
    keep_hashed(session, told, hashes(session, *told), now)


def keep_hashed(
    session: Session, told: list[Member], hashed: frozenset[str], now: dt.datetime
) -> None:
    """Keep it for all ballots, of those with these hashes."""
    if told:
        suppressions.add(session, hashed, now)
        _stop_elsewhere(session, told, now)


def hold_again(session: Session, fresh: frozenset[str], now: dt.datetime) -> int:
    """Stop contact with whom these hashes tell, after a restore; return how many."""
    found = [
        member
        for ballot in (ballots.every(session) if fresh else ())
        for member in members.every(session, ballot.id)
        if not member.do_not_contact and _told(session, member, fresh)
    ]
    for member in found:
        _stop(session, member, steps.Out.DO_NOT_CONTACT.value, now)
    return len(found)


def _told(session: Session, member: Member, fresh: frozenset[str]) -> bool:
    """Whether hashes made of this member's row are among these."""
    key = key_and_erasures.key(session)
    sure = person_hashes.sure(key, member, _disputed(member), fresh)
    return bool(sure) or hashes(session, member) <= fresh


def settle(
    context: Context, member: Member, since: dt.datetime, *, for_good: bool
) -> None:
    """Take the answer whether what was asked `since` then holds for good, or here only.

    What they asked for before, in another ballot, is left as it was.
    """
    reason = FOR_GOOD if for_good else THIS_BALLOT
    members.change(context.session, member, out_reason=reason)
    if for_good:
        add(context, member)
    else:
        lift(context, member, since)
    context.note("do not contact", member.id, "ever" if for_good else "ballot")


def lift(context: Context, member: Member, since: dt.datetime | None = None) -> None:
    """Let other ballots contact the member again, unless they asked before `since`."""
    session, now = context.session, context.now
    found = hashes(session, member)
    suppressions.lift(session, found, now, since)
    if found & suppressions.every(session):
        return
    for other in members.elsewhere(session, [member]):
        if other.out_reason == ELSEWHERE:
            ballot = ballots.get(session, other.ballot_id)
            step = enter_queue.reachable_again(ballot, now)
            back = steps.place_fields(step) | {"do_not_contact": False}
            members.change(session, other, **back)
