"""What a closed card says was recorded, with the time that was understood."""

import datetime as dt

from bot.rules.ballot import hours
from bot.rules.outcomes import Outcome
from bot.rules.queue.screens import CardFacts
from bot.rules.replies import understood
from bot.texts import languages, words

PLACES = languages.mark(
    ("near home", "near work", "on the way", "after tea", "on the school run")
)
"""What the buttons note of where and after what; typed words stay as they are."""


def said(facts: CardFacts) -> str:
    """As in "call back Fri 4 Dec, 18:00", "will post Tue 1 Dec", "voted"."""
    if facts.outcome is None:
        return ""
    outcome = words.outcome_name(facts.outcome)
    kept = understood.from_json(facts.asking.get("understood"))
    if facts.outcome is Outcome.WILL_POST:
        return f"{outcome} {_promise(facts)}"
    if facts.outcome is Outcome.REPLACEMENT_REQUESTED and kept and kept.day:
        day = words.short_day(kept.day)
        return languages.say("replacement asked for {day}", day=day)
    if kept is None or kept.at is None:
        return outcome
    when = _call_back(facts, kept, kept.at)
    if facts.outcome is Outcome.CALL_BACK:
        return f"{outcome} {when}"
    return languages.say("{outcome}, try again {when}", outcome=outcome, when=when)


def promise_day(facts: CardFacts) -> dt.date | None:
    """Return the day of the promise that the card recorded."""
    kept = understood.from_json(facts.asking.get("understood"))
    return kept.day if kept else facts.member.promise_day


def _promise(facts: CardFacts) -> str:
    member, day = facts.member, promise_day(facts)
    parts = [words.short_day(day) if day else languages.say("(no day said)")]
    if member.promise_where:
        where = words.safe(languages.say(member.promise_where))
        parts.append(languages.say("box {where}", where=where))
    if member.promise_after:
        parts.append(words.safe(languages.say(member.promise_after)))
    return ", ".join(parts)


def _call_back(facts: CardFacts, kept: understood.Understood, at: dt.datetime) -> str:
    """Say when; what was only supposed, or moved, is said to be so."""
    if kept.named is None:
        return languages.say("{when} (no time said)", when=_about(facts, at))
    when = _about(facts, at) if kept.supposed else _at(facts, at)
    if kept.named == at:
        return when
    named = words.hour(facts.ballot.local(kept.named))
    if hours.within(facts.ballot, kept.named, hours.CALLS):
        return languages.say("{when} (moved: later is too late to post)", when=when)
    return languages.say(
        "{when} (moved: {named} is outside calling hours)", when=when, named=named
    )


def _at(facts: CardFacts, at: dt.datetime) -> str:
    local = facts.ballot.local(at)
    return f"{words.short_day(local.date())}, {words.hour(local)}"


def _about(facts: CardFacts, at: dt.datetime) -> str:
    local = facts.ballot.local(at)
    day, time = words.short_day(local.date()), words.hour(local)
    return languages.say("{day}, about {time}", day=day, time=time)
