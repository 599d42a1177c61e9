"""Why nobody is due, and when somebody will be."""

import datetime as dt

from bot.rules import queue, timetable
from bot.rules.bands import Band
from bot.rules.endings import work
from bot.usecases.unit import Desk
from storage import lookouts, tallies


def nobody_due(desk: Desk) -> work.NobodyDue:
    """How many wait until their time, are with others, or need an organiser."""
    bands = queue.order(desk.ballot, desk.now, desk.numbers)
    ahead = lookouts.ahead(desk.session, desk.ballot.id, [int(b) for b in bands])
    return work.NobodyDue(
        ballot_id=desk.ballot.id,
        waiting=sum(count for count, _ in ahead.values()),
        next_due=min(_comes(desk, ahead), default=None),
        with_others=lookouts.held(desk.session, desk.ballot.id, desk.person.id),
        with_organiser=lookouts.with_organiser(desk.session, desk.ballot.id),
        listed=bool(tallies.cells(desk.session, desk.ballot.id)),
    )


def _comes(desk: Desk, ahead: lookouts.Ahead) -> list[dt.datetime]:
    phase = timetable.phase(desk.ballot, desk.now)
    times = [
        queue.due_from(Band(band), due_at, phase, desk.numbers)
        for band, (_, due_at) in ahead.items()
    ]
    return [time for time in times if time > desk.now]
