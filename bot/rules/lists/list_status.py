"""The status a union list gives a member, and whether it changes what the bot knows."""

import datetime as dt
from collections.abc import Mapping

from bot.rules.ballot.ballot import Ballot
from bot.rules.member import Member
from bot.rules.outcomes import Outcome

OUTCOMES: Mapping[str, Outcome] = {
    "will_vote": Outcome.WILL_POST,
    "replacement_requested": Outcome.REPLACEMENT_REQUESTED,
    "voted": Outcome.VOTED,
    "not_voting": Outcome.NOT_VOTING,
}
UNION = "union"
"""The source of an outcome that came by a list."""

_STATUSES = {outcome: status for status, outcome in OUTCOMES.items()}
_OPEN = frozenset({None, Outcome.NO_ANSWER, Outcome.WRONG_CONTACT})
_FINAL = frozenset({Outcome.VOTED, Outcome.NOT_A_MEMBER, Outcome.DO_NOT_CONTACT})
_IN_CASE = frozenset({Outcome.QUESTION, Outcome.COMPLAINT})


def newer_status(member: Member, ballot: Ballot) -> tuple[str, dt.date | None, bool]:
    """Choose the newer of the list's status and our outcome: status, day, is it ours.

    Our outcome is given as a list's status; one without such a status never wins.
    """
    ours = _STATUSES.get(member.outcome) if member.outcome else None
    listed = member.import_status, member.import_status_on, False
    if ours is None or member.source == UNION or member.outcome_at is None:
        return listed
    day = ballot.today(member.outcome_at)
    newer = member.import_status_on is not None and member.import_status_on > day
    if newer and member.import_status != "unknown":
        return listed
    return ours, day, True


def changes_outcome(member: Member, status: str) -> bool:
    """Whether a newer status of a list changes the member's outcome and next step.

    Otherwise it is only noted: *voted* never falls back, and a status that repeats
    what we know, or says less, changes nothing.
    """
    by_list = member.source == UNION
    if status == "voted":
        return member.outcome is not Outcome.VOTED or member.source == "hearsay"
    if member.outcome in _FINAL or status == "unknown":
        return False
    if status == "replacement_requested":
        return member.outcome is not Outcome.REPLACEMENT_REQUESTED
    if member.outcome in _IN_CASE:
        return False
    if status == "not_voting":
        return member.outcome is not Outcome.NOT_VOTING
    return by_list or member.outcome in {*_OPEN, Outcome.NOT_VOTING}


def told_since(member: Member, day: dt.date | None, ballot: Ballot) -> bool:
    """Whether the member told us something after the day of a list's status."""
    if day is None or member.outcome_at is None or member.outcome in _OPEN:
        return False
    return member.source != UNION and ballot.today(member.outcome_at) > day


def contradicts(member: Member, outcome: Outcome) -> bool:
    """Whether a list's outcome that changes nothing contradicts what we recorded.

    An organiser then decides which of the two is right.
    """
    ours = member.outcome in _FINAL and member.source != UNION
    return ours and outcome not in (Outcome.WILL_POST, member.outcome)
