"""*Do not contact*, kept as a keyed hash that outlives the list and the ballot."""

from sqlmodel import Session

from bot.rules import hashing
from bot.rules.member import Member
from bot.usecases.context import Context
from storage import members
from storage.privacy import key_and_erasures, suppressions

FOR_GOOD = "do not contact: for good"
THIS_BALLOT = "do not contact: this ballot"


def hashes(session: Session, member: Member) -> tuple[str, ...]:
    """Hash the membership number; without one, the name and mobile (S13)."""
    key = key_and_erasures.key(session)
    if member.membership_number:
        return (hashing.of_number(key, member.membership_number),)
    return (hashing.of_person(key, member.full_name, member.mobile or ""),)


def add(context: Context, member: Member) -> None:
    """Keep it for all ballots; the advocate may limit it to this one."""
    suppressions.add(context.session, hashes(context.session, member), context.now)


def settle(context: Context, member: Member, *, for_good: bool) -> None:
    """Take the answer whether it holds for good or only in this ballot."""
    reason = FOR_GOOD if for_good else THIS_BALLOT
    members.change(context.session, member, out_reason=reason)
    if for_good:
        add(context, member)
    else:
        lift(context, member, "only in that ballot")
    context.note("do not contact", member.id, "ever" if for_good else "ballot")


def lift(context: Context, member: Member, why: str) -> None:
    """Let other ballots contact the member again."""
    found = hashes(context.session, member)
    suppressions.lift(context.session, found, context.now, why)
