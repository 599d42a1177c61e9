"""The next step that follows from each outcome."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bot.rules.ballot import hours, post, timetable, workdays
from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.phases import OVER, Phase
from bot.rules.outcomes import Channel, Outcome
from bot.rules.queue import bands, index, queue_rules
from bot.rules.queue.bands import Band
from bot.rules.queue.queue_rules import Settings
from bot.rules.replies import case_steps, promises, replacements
from bot.rules.replies.steps import Alarm, Facts, Next, Out, Situation, Whose

_NOON = dt.time(12)
_NOT_IN_BALLOT = Next(out=Out.NOT_IN_BALLOT, whose=Whose.ORGANISER)
_LEAVES_PROMISE = {
    Outcome.NO_ANSWER,
    Outcome.CALL_BACK,
    Outcome.WRONG_CONTACT,
    Outcome.QUESTION,
    Outcome.COMPLAINT,
}


def after(
    outcome: Outcome,
    facts: Facts,
    ballot: Ballot,
    now: dt.datetime,
    settings: Settings = queue_rules.DEFAULTS,
) -> Next:
    """Where the member goes after an outcome, when due, and to whom."""
    situation = Situation(facts, ballot, now, settings)
    step = case_steps.open_case(_RULES[outcome](situation), outcome, situation)
    stands = facts.promised if outcome in _LEAVES_PROMISE else None
    step = replace(
        step,
        dead=facts.dead or step.dead,
        promise_day=step.promise_day or stands,
    )
    if situation.phase in OVER and step.out is None:
        return Next(out=Out.ENDED, late=step.late, dead=step.dead, case=step.case)
    return step


def _voted(s: Situation) -> Next:
    """Check hearsay once, after the promises."""
    if not s.facts.hearsay or s.facts.checked or s.phase in OVER:
        return Next(out=Out.VOTED)
    return Next(Band.HEARSAY, s.wait(Band.HEARSAY), whose=Whose.OTHER)


def _will_post(s: Situation) -> Next:
    if s.facts.day is None:
        emptied = promises.collection(s.ballot, s.ballot.today(s.now))
        not_before = s.not_before(Band.WILL_VOTE, emptied)
        return Next(Band.WILL_VOTE, max(s.wait(Band.WILL_VOTE), not_before))
    due = promises.ask_again(s.ballot, s.facts.day, s.now)
    return replace(
        s.same(Band.PROMISE, due),
        promise_day=s.facts.day,
        collection=promises.collection(s.ballot, s.facts.day),
        late=promises.lateness(s.ballot, s.facts.day),
    )


def _needs_replacement(s: Situation) -> Next:
    """Wait while papers are landing; after the cut-off tell an organiser."""
    begins = replacements.can_begin(s.ballot, s.now)
    if begins:
        due = s.not_before(Band.NO_PAPER, begins)
        return Next(Band.NO_PAPER, due, not_come=True)
    if not timetable.replaceable(s.ballot, s.now):
        return Next(out=Out.NO_PAPER, whose=Whose.ORGANISER)
    due = s.wait(Band.NO_PAPER)
    return Next(Band.NO_PAPER, due, alarm=_alarm(s, s.ballot.today(s.now)))


def _replacement_requested(s: Situation) -> Next:
    asked = s.facts.asked_on or s.ballot.today(s.now)
    ahead = (at for at in replacements.checks(s.ballot, asked) if at > s.now)
    due = next(ahead, post.next_delivery(s.ballot, s.now))
    return Next(Band.REPLACEMENT, due, alarm=_alarm(s, asked))


def _undecided(s: Situation) -> Next:
    """Ask somebody else later; who said "will vote" keeps their place by the index."""
    band = Band.UNDECIDED
    if s.settings.by_index:
        band = index.after_doubt(s.facts.band, s.ballot.told_worth)
    return Next(band, s.wait(band), whose=Whose.OTHER)


def _no_answer(s: Situation) -> Next:
    """Try another channel and hour, then another advocate, then an organiser.

    Silence makes the rest longer, and takes nobody's place away; only by the index does
    who said "will vote" go behind those never contacted, after the third.
    """
    if s.facts.at:
        return _call_back(s)
    left = s.settings.tries - s.facts.tries
    if left <= 0 and s.phase is not Phase.LAST_DAYS:
        return Next(out=Out.TRIED_OUT, whose=Whose.ORGANISER)
    if s.settings.by_index:
        worth = s.ballot.told_worth
        band = index.after_silence(s.facts.band, s.facts.tries, worth)
    else:
        band = bands.after_silence(s.facts.band)
    rest = queue_rules.rest(s.facts.tries, s.phase, s.settings)
    due = _next_time(s.ballot, s.now, s.now + rest)
    return Next(
        band,
        s.not_before(band, due),
        whose=Whose.OTHER if left <= 1 else Whose.ANYBODY,
        channel=_next_channel(s.facts),
    )


def _next_channel(facts: Facts) -> Channel | None:
    """Choose the next channel in turn; the same one where there is no other."""
    channels = [channel for channel in facts.channels if channel is not facts.dead]
    if facts.channel not in channels:
        return channels[0] if channels else None
    return channels[(channels.index(facts.channel) + 1) % len(channels)]


def _next_time(
    ballot: Ballot, tried: dt.datetime, earliest: dt.datetime
) -> dt.datetime:
    """Follow a morning by an evening, an afternoon by a morning, an evening by noon."""
    hour = _other_hour(ballot.local(tried).time())
    soonest = ballot.local(earliest)
    day = soonest.date()
    if soonest.time() > hour:
        day += workdays.DAY
    return hours.earliest(ballot, ballot.at(day, hour), hours.CALLS)


def _other_hour(tried: dt.time) -> dt.time:
    if tried < _NOON:
        return hours.EVENING
    return hours.CALLS.start if tried < hours.EVENING else _NOON


def _call_back(s: Situation) -> Next:
    """Call at the time asked for, at once if it has passed; by the last posting day."""
    asked = s.facts.at
    at = max(asked, s.now) if asked else s.wait(Band.CALL_BACK)
    last = s.ballot.at(timetable.of(s.ballot).last_day, hours.CALLS.start)
    if last > s.now:
        at = min(at, last)
    return s.same(Band.CALL_BACK, hours.earliest(s.ballot, at, hours.CALLS))


def _wrong_contact(s: Situation) -> Next:
    dead = s.facts.dead or s.facts.channel
    working = [channel for channel in s.facts.channels if channel is not dead]
    if not working:
        return Next(out=Out.WHO_KNOWS, dead=dead)
    due = max(s.facts.due_at or s.now, s.now)
    step = s.same(s.band, due)
    return replace(step, channel=working[0], dead=dead)


def _always(step: Next) -> Callable[[Situation], Next]:
    return lambda _: step


_RULES: dict[Outcome, Callable[[Situation], Next]] = {
    Outcome.VOTED: _voted,
    Outcome.WILL_POST: _will_post,
    Outcome.NEEDS_REPLACEMENT: _needs_replacement,
    Outcome.REPLACEMENT_REQUESTED: _replacement_requested,
    Outcome.UNDECIDED: _undecided,
    Outcome.NOT_VOTING: _always(Next(out=Out.NOT_VOTING)),
    Outcome.NO_ANSWER: _no_answer,
    Outcome.CALL_BACK: _call_back,
    Outcome.WRONG_CONTACT: _wrong_contact,
    Outcome.NOT_A_MEMBER: _always(_NOT_IN_BALLOT),
    Outcome.DO_NOT_CONTACT: _always(Next(out=Out.DO_NOT_CONTACT)),
    Outcome.QUESTION: case_steps.question,
    Outcome.COMPLAINT: case_steps.complaint,
}


def _alarm(s: Situation, asked: dt.date) -> Alarm | None:
    if replacements.can_return(s.ballot, asked):
        return None
    return Alarm.CANNOT_RETURN
