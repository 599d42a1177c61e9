"""What a new phase of a ballot changes for members whom nothing else would move."""

import datetime as dt

from sqlmodel import Session

from bot.rules.ballot import timetable
from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.phases import OVER
from bot.rules.member import Fields
from bot.rules.replies import enter_queue, steps
from storage import ballots, members
from storage.queue import left_by_phase

WITHIN = dt.timedelta(days=4)
"""So long after a phase began, or the cut-off passed, is looked for such members: a
bot that was off for a long weekend finds them still."""
AHEAD = dt.timedelta(days=400)
"""No ballot closes later than this."""
AT_ONCE = 100


def tick(session: Session, now: dt.datetime) -> None:
    """Give new tries to who was tried out; tell organisers who has no paper."""
    for ballot in ballots.closing_between(session, now, now + AHEAD):
        if timetable.phase(ballot, now) not in OVER:
            begun = _begun(ballot, now)
            if begun is not None:
                _move(session, ballot, begun, now)


def _begun(ballot: Ballot, now: dt.datetime) -> dt.datetime | None:
    """When the last change came, if that is not long ago."""
    table = timetable.of(ballot)
    changes = [span.start for span in table.phases if span.start]
    if table.replacement_cutoff:
        changes.append(table.replacement_cutoff)
    lately = (change for change in changes if change <= now < change + WITHIN)
    return max(lately, default=None)


def _move(
    session: Session, ballot: Ballot, begun: dt.datetime, now: dt.datetime
) -> None:
    found = left_by_phase.tried_out(session, ballot.id, begun, AT_ONCE)
    if not timetable.replaceable(ballot, now):
        found += left_by_phase.without_paper(session, ballot.id, AT_ONCE)
    for member_id in found:
        member = members.get(session, member_id)
        step = enter_queue.in_a_new_phase(member, ballot, now)
        if step is not None:
            fields: Fields = {**steps.place_fields(step), "tries": 0}
            members.change(session, member, **fields)
