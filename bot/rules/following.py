"""What each outcome leads to: the next step sets itself, so no intention is lost."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.rules import hours, promises, queue, replacements, retries, timetable
from bot.rules.ballot import Ballot
from bot.rules.bands import Band
from bot.rules.outcomes import Outcome
from bot.rules.phases import OVER, Phase
from bot.rules.queue import Settings
from bot.rules.steps import Alarm, Case, Facts, Next, Out, Whose

_NOT_IN_BALLOT = Next(out=Out.NOT_IN_BALLOT, whose=Whose.ORGANISER)
_AGREED = {Band.PROMISE, Band.CALL_BACK}


@dataclass(frozen=True, slots=True)
class _Situation:
    facts: Facts
    ballot: Ballot
    now: dt.datetime
    settings: Settings

    @property
    def phase(self) -> Phase:
        return timetable.phase(self.ballot, self.now)

    def wait(self, band: Band) -> dt.datetime:
        return self.now + queue.wait(band, self.phase, self.settings)

    def not_before(self, band: Band, moment: dt.datetime) -> dt.datetime:
        """The time to store so that no phase pulls a row before that moment."""
        phase = timetable.phase(self.ballot, moment)
        return queue.reach(band, phase, moment, self.settings)


def after(
    outcome: Outcome,
    facts: Facts,
    ballot: Ballot,
    now: dt.datetime,
    settings: Settings = queue.DEFAULTS,
) -> Next:
    """Where the member goes after an outcome, when due, and to whom."""
    situation = _Situation(facts, ballot, now, settings)
    step = _with_case(_RULES[outcome](situation), outcome, situation)
    step = replace(step, dead=facts.dead or step.dead)
    if situation.phase in OVER and step.out is None:
        return Next(out=Out.ENDED, late=step.late, dead=step.dead, case=step.case)
    return step


def _voted(s: _Situation) -> Next:
    """Hearsay is checked once, at the end of the promises."""
    if not s.facts.hearsay or s.facts.checked or s.phase in OVER:
        return Next(out=Out.VOTED)
    return Next(Band.HEARSAY, s.wait(Band.HEARSAY), whose=Whose.OTHER)


def _will_post(s: _Situation) -> Next:
    if s.facts.day is None:
        return Next(Band.WILL_VOTE, s.wait(Band.WILL_VOTE))
    due = promises.ask_again(s.ballot, s.facts.day, s.now)
    return replace(
        _same(Band.PROMISE, due, s.settings),
        promise_day=s.facts.day,
        collection=promises.collection(s.ballot, s.facts.day),
        late=promises.lateness(s.ballot, s.facts.day),
    )


def _needs_replacement(s: _Situation) -> Next:
    """Not come yet is not lost; after the cut-off nobody chases what cannot come."""
    begins = replacements.can_begin(s.ballot, s.now)
    if begins:
        due = s.not_before(Band.NO_PAPER, begins)
        return Next(Band.NO_PAPER, due, not_come=True)
    if not timetable.replaceable(s.ballot, s.now):
        return Next(out=Out.NO_PAPER, whose=Whose.ORGANISER)
    due = s.wait(Band.NO_PAPER)
    return Next(Band.NO_PAPER, due, alarm=_alarm(s, s.ballot.today(s.now)))


def _replacement_requested(s: _Situation) -> Next:
    asked = s.facts.asked_on or s.ballot.today(s.now)
    ahead = (at for at in replacements.checks(s.ballot, asked) if at > s.now)
    due = next(ahead, s.wait(Band.REPLACEMENT))
    return Next(Band.REPLACEMENT, due, alarm=_alarm(s, asked))


def _undecided(s: _Situation) -> Next:
    return Next(Band.UNDECIDED, s.wait(Band.UNDECIDED), whose=Whose.OTHER)


def _no_answer(s: _Situation) -> Next:
    """Another channel and time of day, at last another advocate, then an organiser."""
    if s.facts.at:
        return _call_back(s)
    left = s.settings.tries - s.facts.tries
    if left <= 0 and s.phase is not Phase.LAST_DAYS:
        return Next(out=Out.TRIED_OUT, whose=Whose.ORGANISER)
    band = retries.band(s.facts.band)
    due = s.wait(band)
    if s.phase is not Phase.LAST_DAYS:
        due = retries.another_time(s.ballot, s.now, due)
    return Next(
        band,
        due,
        whose=Whose.OTHER if left <= 1 else Whose.ANYBODY,
        channel=retries.another_way(s.facts),
    )


def _call_back(s: _Situation) -> Next:
    """At the time asked for, but not after the morning of the last posting day."""
    asked = s.facts.at
    at = asked if asked and asked > s.now else s.wait(Band.CALL_BACK)
    last = s.ballot.at(timetable.of(s.ballot).last_day, hours.CALLS.start)
    if last > s.now:
        at = min(at, last)
    return _same(Band.CALL_BACK, hours.earliest(s.ballot, at, hours.CALLS), s.settings)


def _wrong_contact(s: _Situation) -> Next:
    dead = s.facts.dead or s.facts.channel
    working = [way for way in s.facts.ways if way is not dead]
    if not working:
        return Next(out=Out.WHO_KNOWS, dead=dead)
    due = max(s.facts.due_at or s.now, s.now)
    step = _same(s.facts.band or Band.UNTOUCHED, due, s.settings)
    return replace(step, channel=working[0], dead=dead)


def _question(s: _Situation) -> Next:
    """New contact waits for the answer; a promise already made does not."""
    band, due = s.facts.band, s.facts.due_at
    if band in _AGREED and due and due > s.now:
        return _same(band, due, s.settings)
    return Next(out=Out.CASE, whose=Whose.ORGANISER)


def _complaint(s: _Situation) -> Next:
    """A pause; where it passes the last posting day, the organiser is asked now."""
    until = s.now + s.settings.pause
    if s.ballot.today(until) > timetable.of(s.ballot).last_day:
        alarm = None if s.phase in OVER else Alarm.PAUSE_TOO_LONG
        return Next(out=Out.CASE, whose=Whose.ORGANISER, alarm=alarm)
    band = s.facts.band or Band.UNTOUCHED
    due = s.not_before(band, until)
    return Next(band, due, whose=Whose.OTHER, paused_until=until)


def _always(step: Next) -> Callable[[_Situation], Next]:
    return lambda _: step


_RULES: dict[Outcome, Callable[[_Situation], Next]] = {
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
    Outcome.QUESTION: _question,
    Outcome.COMPLAINT: _complaint,
}


def _with_case(step: Next, outcome: Outcome, s: _Situation) -> Next:
    """A question or complaint, said alone or beside something else, opens a case."""
    said = {outcome, *s.facts.also}
    if Outcome.COMPLAINT in said:
        step = replace(step, case=Case.COMPLAINT)
    elif Outcome.QUESTION in said:
        step = replace(step, case=Case.QUESTION)
    new_contact = step.band is not None and step.band not in _AGREED
    if step.case and new_contact and step.paused_until is None:
        return replace(
            step, band=None, due_at=None, out=Out.CASE, whose=Whose.ORGANISER
        )
    return step


def _same(band: Band, due: dt.datetime, settings: Settings) -> Next:
    return Next(band, due, whose=Whose.SAME, kept_until=due + settings.ripe)


def _alarm(s: _Situation, asked: dt.date) -> Alarm | None:
    if replacements.can_return(s.ballot, asked):
        return None
    return Alarm.CANNOT_RETURN
