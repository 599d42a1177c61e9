"""Let a branch's own log correct the index of its queue, between claims."""

import datetime as dt

from sqlmodel import Session

from bot.rules.queue import own_log, queue_rules
from bot.rules.stats.standings import Standing
from bot.usecases.queue import new_phase
from storage import ballots, counters


def work_out(session: Session, now: dt.datetime, numbers: queue_rules.Settings) -> None:
    """Work out anew for each ballot what "will vote" is worth, from counters alone."""
    for ballot in ballots.closing_between(session, now, now + new_phase.AHEAD):
        worth = 1.0
        if numbers.by_index and numbers.learn_after:
            told, untouched = (
                counters.asked_of(session, ballot.id, before)
                for before in (Standing.WILL_VOTE, Standing.UNTOUCHED)
            )
            weight = numbers.learn_after
            worth = own_log.told_worth(told, untouched, ballot.told_worth, weight)
        if worth != ballot.told_worth:
            ballots.set_told_worth(session, ballot.id, worth)
