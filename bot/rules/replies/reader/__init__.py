"""Reads what an advocate typed: a small grammar over tables of words.

`read` is the door, and `read_many` for several: words → clauses → signs → verdict,
then the details word for word.
Weights learned from labelled messages say how far to trust the signs; where they and
the grammar are not of one mind the reading asks, and offers the likeliest outcomes.
"""

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.rules.replies.reader import (
    also_said,
    contact_method,
    grammar,
    plain_words,
    private_words,
    sentences,
    spans,
    verdict,
)
from bot.rules.replies.reader.learned import chances, confidence
from bot.rules.replies.reader.reading import NONE, UNCLEAR, Reading

__all__ = ["Reading", "read", "read_many"]

SURE, SURER = 0.75, 0.95
"""So likely an outcome must be to be recorded unasked; the second where the grammar
has it for a lesser one of two that are stated."""
GRAVE = 0.95
"""So likely an outcome must be that ends all contact with the member."""
ENDS_CONTACT = ("voted", "not_voting", "do_not_contact")
COMMON = ("voted", "will_post", "no_answer")
LIKELY = 0.1  # so likely an outcome stands before what the grammar offers
FEW = 2
"""So many words without a sign tell nothing ("another", "yesterday"); wholly a sign
they are as plain as can be ("posted")."""
CHATTER = 0.8
"""So likely a sentence must be no report to be left out beside others."""
MOST_SENTENCES = 8
"""So many sentences are read one by one; a longer text is read as a whole."""
REMEMBERED = 128
"""Readings kept between the thread that reads ahead and the unit of work: more than the
hundred updates that come at once."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


class _Opinion(NamedTuple):
    """What a text comes to: its clauses and signs, the grammar's word, the chances."""

    clauses: list[sentences.Clause]
    signs: list[grammar.Sign]
    weighed: verdict.Verdict
    chances: dict[str, float]

    @property
    def first(self) -> str:
        """The likeliest label."""
        return max(self.chances, key=self.chances.__getitem__)


@functools.lru_cache(maxsize=REMEMBERED)
def read(text: str) -> Reading:
    """Read what the message says of the open member."""
    return read_many([text])[0]


def read_many(texts: Iterable[str]) -> list[Reading]:
    """Read each of these messages; together they take half the time."""
    heard = [(text, sentences.clauses(text)) for text in texts]
    senses = iter(chances.senses([text for text, clauses in heard if clauses]))
    return [
        _read(text, clauses, next(senses)) if clauses else _empty(text)
        for text, clauses in heard
    ]


def _empty(text: str) -> Reading:
    """Read a message of marks alone, or of nothing at all."""
    if not plain_words.words(text):
        return Reading(UNCLEAR, ask=True, choices=COMMON)
    return Reading(NONE)


def _read(
    text: str, clauses: list[sentences.Clause], sense: Mapping[str, float]
) -> Reading:
    clauses, signs, weighed, likely = _report(text, clauses, sense)
    found = _settled(weighed, likely, len(plain_words.words(text)))
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


def _report(
    text: str, clauses: list[sentences.Clause], sense: Mapping[str, float]
) -> _Opinion:
    """Read the text, without what stands beside a report.

    Talk, or a new number, may hide a report or make it less sure; what is left when it
    is taken away is never another report.
    """
    whole = _opinion(clauses, sense)
    if whole.first != NONE and whole.chances[whole.first] >= SURER:
        return whole
    parts = [part for part in _SENTENCE.split(text) if plain_words.words(part)]
    if not 1 < len(parts) <= MOST_SENTENCES:
        return whole
    heard = zip(parts, chances.senses(parts), strict=True)
    kept = [part for part, sense in heard if not _beside(part, sense)]
    if not 0 < len(kept) < len(parts):
        return whole
    left = " ".join(kept)
    alone = _opinion(sentences.clauses(left), *chances.senses([left]))
    return alone if whole.first in (NONE, alone.first) else whole


def _beside(part: str, sense: Mapping[str, float]) -> bool:
    """Whether a sentence is talk, or only a way to reach the member."""
    found = _opinion(sentences.clauses(part), sense)
    reaches = spans.phone(part) or spans.email(part) or spans.address(part)
    only_reaches = bool(reaches) and found.first == UNCLEAR
    return only_reaches or found.chances[NONE] >= CHATTER


def _opinion(clauses: list[sentences.Clause], sense: Mapping[str, float]) -> _Opinion:
    signs = grammar.signs(clauses)
    weighed = verdict.weigh(clauses, signs)
    return _Opinion(
        clauses, signs, weighed, chances.likely(sense, clauses, signs, weighed)
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


def _settled(
    found: verdict.Verdict, likely: dict[str, float], words: int
) -> verdict.Verdict:
    """Record where one outcome is likely enough, else ask, likeliest first."""
    first = max(likely, key=likely.__getitem__)
    denied = found.ask and any(sign.name == "negated" for sign in found.signs)
    says_little = words <= FEW and not found.signs and first != NONE
    unsure = first == UNCLEAR or denied or says_little
    if not unsure and likely[first] >= _enough(first, found, words):
        return found._replace(outcome=first, ask=False, choices=())
    return found._replace(ask=True, choices=_offers(found, likely))


def _enough(outcome: str, found: verdict.Verdict, words: int) -> float:
    """How likely an outcome has to be to be recorded unasked."""
    if outcome in found.also:
        return SURER
    plain = words <= FEW and outcome == found.outcome and not found.ask
    return GRAVE if outcome in ENDS_CONTACT and not plain else SURE


def _offers(found: verdict.Verdict, likely: dict[str, float]) -> tuple[str, ...]:
    """Three outcomes to tap: the likely ones, what the grammar saw, the commonest."""
    ranked = sorted(likely, key=likely.__getitem__, reverse=True)
    likeliest = (label for label in ranked if likely[label] >= LIKELY)
    every = dict.fromkeys((*likeliest, found.outcome, *found.choices, *COMMON))
    return tuple(label for label in every if label not in (NONE, UNCLEAR))[:3]
