"""Questions and complaints: who is upset, the pause, and the case they open."""

import re
from dataclasses import replace

from bot.rules.ballot import timetable
from bot.rules.ballot.phases import OVER
from bot.rules.outcomes import Outcome
from bot.rules.queue.bands import Band
from bot.rules.replies.steps import Alarm, Case, Next, Out, Situation, Whose

_AGREED = {Band.PROMISE, Band.CALL_BACK}


def question(s: Situation) -> Next:
    """Stop new contact until the answer; keep an agreed promise or call-back."""
    band, due = s.facts.band, s.facts.due_at
    if band in _AGREED and due and due > s.now:
        return s.same(band, due)
    return Next(out=Out.CASE, whose=Whose.ORGANISER)


def complaint(s: Situation) -> Next:
    """Pause contact; a pause past the last posting day goes to an organiser at once."""
    until = s.now + s.settings.pause
    if s.ballot.today(until) > timetable.of(s.ballot).last_day:
        alarm = None if s.phase in OVER else Alarm.PAUSE_TOO_LONG
        return Next(out=Out.CASE, whose=Whose.ORGANISER, alarm=alarm)
    due = s.not_before(s.band, until)
    return Next(s.band, due, whose=Whose.OTHER, paused_until=until)


def open_case(step: Next, outcome: Outcome, s: Situation) -> Next:
    """Open a case for a question or complaint, said alone or beside something else."""
    said = {outcome, *s.facts.also}
    if Outcome.COMPLAINT in said:
        step = replace(step, case=Case.UPSET if s.facts.upset else Case.COMPLAINT)
    elif Outcome.QUESTION in said:
        step = replace(step, case=Case.QUESTION)
    new_contact = step.band is not None and step.band not in _AGREED
    if step.case and new_contact and step.paused_until is None:
        return replace(
            step, band=None, due_at=None, out=Out.CASE, whose=Whose.ORGANISER
        )
    return step


_UPSET = re.compile(
    r"\b(angry|anger|furious|fuming|livid|raging|irate|upset|distressed|in tears|crying"
    r"|cried|annoyed|pissed off|hacked off|cheesed off|fed up|sick of|sick and tired"
    r"|had enough|kicked off|kicking off|shouted|shouting|yelled|screamed"
    r"|swore|swearing|went mad|went off on one|disgusted|disgrace\w*|had a go"
    r"|hung up on me|slammed|harass\w*|hassl\w*|pester\w*|badger\w*|hounded"
    r"|leave (?:me|her|him|them) alone|stop (?:ringing|calling|texting|bothering)"
    r"|told me to (?:get lost|do one|go away|piss off|f\w+ off)"
    r"|lost (?:her|his|their) temper)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|isn't|wasn't|no longer|n't)(?: \w+){0,2} $", re.IGNORECASE
)


def sounds_upset(words: str) -> bool:
    """Whether words tell of somebody who is angry or hurt."""
    return any(
        not _NOT.search(words[: found.start()]) for found in _UPSET.finditer(words)
    )
