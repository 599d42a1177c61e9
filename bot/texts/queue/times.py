"""What a closed card says was recorded, with the time that was understood."""

import datetime as dt

from bot.rules.ballot import hours
from bot.rules.outcomes import Outcome
from bot.rules.queue.screens import CardFacts
from bot.rules.replies import understood
from bot.texts import words


def said(facts: CardFacts) -> str:
    """As in "call back Fri 4 Dec, 18:00", "will post Tue 1 Dec", "voted"."""
    if facts.outcome is None:
        return ""
    outcome = words.OUTCOMES[facts.outcome]
    kept = understood.from_json(facts.asking.get("understood"))
    if facts.outcome is Outcome.WILL_POST:
        return f"{outcome} {_promise(facts)}"
    if facts.outcome is Outcome.REPLACEMENT_REQUESTED and kept and kept.day:
        return f"replacement asked for {words.short_day(kept.day)}"
    if kept is None or kept.at is None:
        return outcome
    again = "" if facts.outcome is Outcome.CALL_BACK else ", try again"
    return f"{outcome}{again} {_call_back(facts, kept, kept.at)}"


def promise_day(facts: CardFacts) -> dt.date | None:
    """Return the day of the promise that the card recorded."""
    kept = understood.from_json(facts.asking.get("understood"))
    return kept.day if kept else facts.member.promise_day


def _promise(facts: CardFacts) -> str:
    member, day = facts.member, promise_day(facts)
    parts = [words.short_day(day) if day else "(no day said)"]
    parts += [f"box {words.safe(w)}" for w in (member.promise_where,) if w]
    parts += [words.safe(w) for w in (member.promise_after,) if w]
    return ", ".join(parts)


def _call_back(facts: CardFacts, kept: understood.Understood, at: dt.datetime) -> str:
    """Say when; what was only supposed, or moved, is said to be so."""
    if kept.named is None:
        return f"{_at(facts, at, 'about ')} (no time said)"
    when = _at(facts, at, "about " if kept.supposed else "")
    if kept.named == at:
        return when
    named = _clock(facts.ballot.local(kept.named))
    if hours.within(facts.ballot, kept.named, hours.CALLS):
        return f"{when} (moved: later is too late to post)"
    return f"{when} (moved: {named} is outside calling hours)"


def _at(facts: CardFacts, at: dt.datetime, about: str) -> str:
    local = facts.ballot.local(at)
    return f"{words.short_day(local.date())}, {about}{_clock(local)}"


def _clock(local: dt.datetime) -> str:
    return f"{local.hour}:{local:%M}"
