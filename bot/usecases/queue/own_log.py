"""Let a branch's own log correct the index of its queue, between claims."""

import datetime as dt

from sqlmodel import Session

from bot.rules.queue import own_log, queue_rules
from bot.rules.stats.standings import Standing
from storage import ballots, counters

_COMPARED = (Standing.WILL_VOTE, Standing.UNTOUCHED)


def changed(
    session: Session, now: dt.datetime, numbers: queue_rules.Settings
) -> dict[int, float]:
    """Find for which ballots what "will vote" is worth has changed, and to what."""
    worths = ballots.told_worths(session, now)
    learns = numbers.by_index and numbers.learn_after
    asked = counters.asked_everywhere(session, now, _COMPARED) if learns else {}
    found = dict.fromkeys(worths, 1.0)
    for ballot_id, said in asked.items():
        told, untouched = (said[standing] for standing in _COMPARED)
        found[ballot_id] = own_log.told_worth(
            told, untouched, worths[ballot_id], numbers.learn_after
        )
    return {
        ballot_id: worth
        for ballot_id, worth in found.items()
        if worth != worths[ballot_id]
    }


def work_out(session: Session, now: dt.datetime, numbers: queue_rules.Settings) -> None:
    """Work out anew for each ballot what "will vote" is worth, from counters alone."""
    for ballot_id, worth in changed(session, now, numbers).items():
        ballots.set_told_worth(session, ballot_id, worth)
