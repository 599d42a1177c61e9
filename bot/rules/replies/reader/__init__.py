"""Reads what an advocate typed: a small grammar over tables of words.

`read` is the door: words → clauses → signs → verdict, then the details word for word.
Weights learned from labelled messages say how far to trust the signs; where they and
the grammar are not of one mind the reading asks, and offers the likeliest outcomes.
"""

from collections.abc import Sequence

from bot.rules.replies.reader import (
    also_said,
    confidence,
    contact_method,
    grammar,
    plain_words,
    private_words,
    sentences,
    spans,
    verdict,
)
from bot.rules.replies.reader.reading import NONE, UNCLEAR, Reading

__all__ = ["Reading", "read"]

SURE, SURER = 0.75, 0.95
"""So likely an outcome must be to be recorded unasked; the second where the grammar
has it for a lesser one of two that are stated."""
COMMON = ("voted", "will_post", "no_answer")
LIKELY = 0.1  # so likely an outcome stands before what the grammar offers


def read(text: str) -> Reading:
    """Read what the message says of the open member."""
    clauses = sentences.clauses(text)
    if not plain_words.words(text):
        return Reading(UNCLEAR, ask=True, choices=COMMON)
    if not clauses:
        return Reading(NONE)
    signs = grammar.signs(clauses)
    weighed = verdict.weigh(clauses, signs)
    found = _settled(weighed, confidence.likely(clauses, signs, weighed))
    about = found.outcome != NONE
    also = also_said.also(found.outcome, clauses, signs, weighed)
    when = None
    if "call_back" in (found.outcome, *also):
        when = spans.when(text)
    elif found.outcome == "no_answer" and (when := spans.next_try(text)):
        also = (*also, "call_back")
    return Reading(
        outcome=found.outcome,
        ask=found.ask,
        choices=found.choices,
        also=also,
        method=contact_method.method(found.outcome, clauses, signs) if about else None,
        when=when,
        new_phone=spans.phone(text) if about else None,
        new_email=spans.email(text) if about else None,
        new_address=spans.address(text) if about else None,
        speaker=_speaker(clauses),
        subject="member" if about else "others",
        certainty="ask" if found.ask else "plain",
        states_direction=private_words.direction(text),
        states_health=private_words.health(text),
        states_national_insurance=private_words.national_insurance(text),
        because=_because(clauses, signs, weighed, found),
    )


def _because(
    clauses: Sequence[sentences.Clause],
    signs: Sequence[grammar.Sign],
    weighed: verdict.Verdict,
    found: verdict.Verdict,
) -> tuple[str, ...]:
    """Name the signs that count.

    Where the weights say otherwise, the words they go by.
    """
    told = tuple(f"{sign.name}: {sign.words}" for sign in found.signs)
    if found.ask or found.outcome == weighed.outcome:
        return told
    words = confidence.spoke(clauses, signs, weighed, found.outcome)
    return (f"{found.outcome}: {', '.join(words)}",)


def _speaker(clauses: Sequence[sentences.Clause]) -> str:
    """Whose words they are: the member's (quoted), a proxy's, or the advocate's own."""
    if any(clause.quoted for clause in clauses):
        return "member"
    told = any("proxy" in clause.words for clause in clauses)
    return "proxy" if told else "advocate"


def _settled(found: verdict.Verdict, chances: dict[str, float]) -> verdict.Verdict:
    """Record where one outcome is likely enough, else ask, likeliest first."""
    first = max(chances, key=chances.__getitem__)
    denied = found.ask and any(sign.name == "negated" for sign in found.signs)
    enough = SURER if first in found.also else SURE
    if first != UNCLEAR and chances[first] >= enough and not denied:
        return found._replace(outcome=first, ask=False, choices=())
    return found._replace(ask=True, choices=_offers(found, chances))


def _offers(found: verdict.Verdict, chances: dict[str, float]) -> tuple[str, ...]:
    """Three outcomes to tap: the likely ones, what the grammar saw, the commonest."""
    ranked = sorted(chances, key=chances.__getitem__, reverse=True)
    likely = (label for label in ranked if chances[label] >= LIKELY)
    every = dict.fromkeys((*likely, found.outcome, *found.choices, *COMMON))
    return tuple(label for label in every if label not in (NONE, UNCLEAR))[:3]
