"""What was understood of a time, kept with the closed card that shows it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from bot.rules.ballot.ballot import Ballot
from bot.rules.outcomes import Outcome
from bot.rules.replies.steps import Facts, Next

QUESTIONS = {
    Outcome.CALL_BACK: "back",
    Outcome.NO_ANSWER: "back",
    Outcome.WILL_POST: "post",
    Outcome.REPLACEMENT_REQUESTED: "paper",
}
"""The question of a card by which the time of an outcome is asked, and changed."""


@dataclass(frozen=True, slots=True)
class Understood:
    """When to call back, or the day of a promise or of a request.

    `at` is the time that counts; `named` the one that was said, None where none was;
    `supposed`: the day was said and the hour was not.
    """

    at: dt.datetime | None = None
    named: dt.datetime | None = None
    supposed: bool = False
    day: dt.date | None = None


def of(
    outcome: Outcome, facts: Facts, step: Next, ballot: Ballot, now: dt.datetime
) -> Understood | None:
    """Tell what was understood of an outcome; None where it has no time."""
    match outcome:
        case Outcome.WILL_POST:
            return Understood(day=facts.day)
        case Outcome.REPLACEMENT_REQUESTED:
            return Understood(day=facts.asked_on or ballot.today(now))
        case Outcome.CALL_BACK | Outcome.NO_ANSWER if step.due_at is not None:
            if outcome is Outcome.NO_ANSWER and facts.at is None:
                return None
            named = facts.named or facts.at
            return Understood(step.due_at, named, facts.supposed)
        case _:
            return None


_kept = TypeAdapter(Understood)


def as_json(understood: Understood | None) -> dict[str, Any] | None:
    """Write it as JSON, stored with the card."""
    if understood is None:
        return None
    kept: dict[str, Any] = _kept.dump_python(understood, mode="json")
    return kept


def from_json(kept: Mapping[str, Any] | None) -> Understood | None:
    """Read it from its stored JSON; cards closed by older versions hold none."""
    return _kept.validate_python(kept) if kept else None
