"""Reads what an advocate typed: a small grammar over tables of words, no guessing.

`read` is the door: words → clauses → signs → verdict, then the details word for word.
Where the signs are weak, in doubt or at odds, the reading says so and offers choices.
"""

from bot.rules.replies import (
    details,
    grammar,
    normal,
    refusals,
    sentences,
    verdict,
)
from bot.rules.replies.reading import NONE, UNCLEAR, Reading

__all__ = ["Reading", "read"]


def read(text: str) -> Reading:
    """What the message says of the open member."""
    clauses = sentences.clauses(text)
    if not normal.words(text):
        return Reading(UNCLEAR, ask=True, choices=("voted", "will_post", "no_answer"))
    found = verdict.weigh(clauses, grammar.signs(clauses))
    about = found.outcome != NONE
    wanted = "call_back" in (found.outcome, *found.also)
    when = details.when(text) if wanted else None
    at = next((s.clause for s in found.signs if s.name == found.outcome), None)
    return Reading(
        outcome=found.outcome,
        ask=found.ask and not (when and found.choices == ("call_back",)),
        choices=found.choices,
        also=found.also,
        method=details.method(clauses, at) if about else None,
        when=when,
        new_phone=details.phone(text) if about else None,
        new_email=details.email(text) if about else None,
        new_address=details.address(text) if about else None,
        states_direction=refusals.direction(text),
        states_health=refusals.health(text),
        states_national_insurance=refusals.national_insurance(text),
        because=tuple(f"{s.name}: {s.words}" for s in found.signs),
    )
