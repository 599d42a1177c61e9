"""Take a list of members into a ballot."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlmodel import Session

from bot.rules import entering
from bot.rules.ballot import Ballot
from bot.rules.outcomes import Outcome
from bot.rules.people import PLAIN, SheetMember
from bot.usecases.recording import placed
from storage import members

OUTCOMES = {
    "will_vote": Outcome.WILL_POST,
    "replacement_requested": Outcome.REPLACEMENT_REQUESTED,
    "voted": Outcome.VOTED,
    "not_voting": Outcome.NOT_VOTING,
}


def add(
    session: Session, ballot: Ballot, found: Iterable[SheetMember], now: dt.datetime
) -> list[int]:
    """New members as their list tells of them."""
    return members.add(session, ballot.id, (_fields(one, ballot, now) for one in found))


def _fields(member: SheetMember, ballot: Ballot, now: dt.datetime) -> dict[str, Any]:
    told_on = dt.date.fromisoformat(member.status_date) if member.status_date else None
    outcome = OUTCOMES.get(member.ballot_status)
    step = entering.imported(member.ballot_status, told_on, ballot, now)
    fields = {name: getattr(member, name) for name in PLAIN}
    fields |= {
        "membership_number": member.membership_number,
        "first_name": member.first_name or "",
        "last_name": member.last_name or "",
        "notes": member.notes or "",
        "extra": dict(member.extra),
        "do_not_contact": member.do_not_contact,
        "import_status": member.ballot_status,
        "import_status_on": told_on,
        "outcome": outcome,
        "outcome_at": ballot.at(told_on) if told_on and outcome else None,
        "source": "union" if outcome else None,
        **placed(step),
    }
    if outcome is Outcome.REPLACEMENT_REQUESTED:
        fields["requested_at"] = ballot.at(told_on) if told_on else now
    reachable = any(fields[way] for way in members.WAYS)
    if member.do_not_contact or not reachable:
        fields |= {"band": None, "due_at": None}
        fields["out_reason"] = "do not contact" if member.do_not_contact else NO_WAY
    return fields


NO_WAY = "no working channel"
