"""What a new phase of a ballot changes for members whom nothing else would move."""

import datetime as dt

from sqlmodel import Session

from bot.rules.ballot import timetable
from bot.rules.member import Fields
from bot.rules.replies import enter_queue, steps
from storage import ballots, members
from storage.queue import left_by_phase

WITHIN = dt.timedelta(days=4)
"""So long after a phase began, or the cut-off passed, is looked for such members: a
bot that was off for a long weekend finds them still."""
BALLOTS_AT_ONCE = MEMBERS_AT_ONCE = 10
"""Few, so that other units of work come between."""


def begin(session: Session, now: dt.datetime) -> bool:
    """Store of some ballots which phase now is; True where there may be more."""
    found = ballots.next_phase_due(session, now, BALLOTS_AT_ONCE)
    for ballot in found:
        ballots.set_phase(session, ballot.id, timetable.stretch(ballot, now))
    return len(found) == BALLOTS_AT_ONCE


def move(session: Session, now: dt.datetime) -> bool:
    """Give new tries to who was tried out; tell organisers who has no paper.

    Of one ballot; True where there may be more.
    """
    ballot = left_by_phase.first_ballot(session, now - WITHIN, now)
    if ballot is None:
        return False
    begun = timetable.stretch(ballot, now).since or now
    found = left_by_phase.tried_out(session, ballot.id, begun, MEMBERS_AT_ONCE)
    if not timetable.replaceable(ballot, now):
        found += left_by_phase.without_paper(session, ballot.id, MEMBERS_AT_ONCE)
    for member_id in found:
        member = members.get(session, member_id)
        step = enter_queue.in_a_new_phase(member, ballot, now)
        if step is not None:
            fields: Fields = {**steps.place_fields(step), "tries": 0}
            members.change(session, member, **fields)
    return bool(found)
