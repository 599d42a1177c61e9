"""`/stats`: where the ballot stands, in plain counts."""

from collections import Counter

from bot.rules.endings import stats as endings
from bot.usecases.unit import Desk
from storage import tallies


def stats(desk: Desk) -> endings.Ending:
    """Counts only; from the tallies, whatever the size of the list."""
    counts: Counter[str] = Counter()
    cells = tallies.cells(desk.session, desk.ballot.id)
    for (_, standing), members in cells.items():
        counts[standing] += members
    ending = endings.Counts(desk.ballot.id, dict(counts), desk.arrival.private)
    desk.say(ending, desk.arrival.chat_id)
    return ending
