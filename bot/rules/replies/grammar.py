"""Finds the signs of each outcome in clauses, and what tense, doubt and speaker do."""

import functools
from collections.abc import Sequence
from typing import NamedTuple

from bot.rules.replies import lexicon, mood, phrases, sentences

# Signs whose own words hold the negation or the speaker; nothing before them matters.
FREE = frozenset("chat vague doubt old direction not_yet no_answer voice".split())
ACTS = frozenset(("sent", "send", "sending"))
# Signs an advocate may state of themselves ("i left a voicemail"); others are not ours.
OURS = frozenset(
    "no_answer call_back wrong_contact replacement_requested chat vague doubt direction"
    " old not_yet question lost_again".split()
)


class Sign(NamedTuple):
    """One sign found: what it says, how surely, where, and in which words."""

    name: str
    weak: bool
    clause: int
    start: int
    words: str


def signs(clauses: Sequence[sentences.Clause]) -> list[Sign]:
    """Every sign in these clauses, in the order of the message."""
    return [sign for at, clause in enumerate(clauses) for sign in _in(at, clause)]


def _in(at: int, clause: sentences.Clause) -> list[Sign]:
    found = _unmasked(_table().find(clause.words), clause)
    out = []
    for hit in found:
        name = _meant(hit, clause)
        if name:
            said = " ".join(clause.words[hit.start : hit.end]).strip("^$ ")
            weak = hit.weak or name.startswith("~")
            out.append(Sign(name.strip("~"), weak, at, hit.start, said))
    return out


def _unmasked(
    found: list[phrases.Found], clause: sentences.Clause
) -> list[phrases.Found]:
    """Without what lies inside a longer phrase of another sign, or inside a question."""
    asked = [hit for hit in found if hit.name == "question" and not hit.weak]
    if asked:
        first = min(asked, key=lambda hit: hit.start)
        found = [h for h in found if h.start < first.start or h in asked or _spare(h)]
    return [hit for hit in found if not any(_covers(o, hit) for o in found)]


def _spare(hit: phrases.Found) -> bool:
    """What counts even inside a question: getting another paper, no more contact."""
    return hit.name in ("needs_replacement", "call_back", "do_not_contact")


def _covers(other: phrases.Found, hit: phrases.Found) -> bool:
    wider = other.start <= hit.start and hit.end <= other.end
    longer = other.end - other.start > hit.end - hit.start
    return wider and longer and other.name not in ("doubt", "old", "vague")


def _meant(hit: phrases.Found, clause: sentences.Clause) -> str:
    """What a phrase says once its surroundings are heard; empty if nothing."""
    if hit.name in ACTS:
        return mood.act(hit.name, clause, hit.start, hit.end)
    if hit.name == "replacement_requested":
        return mood.request(clause, hit.start)
    who = mood.subject(clause.words, hit.start)
    if who == "others" and hit.name not in FREE:
        return "chat"
    if who == "own" and hit.name not in OURS and not clause.quoted:
        return "chat"
    if hit.name not in FREE and mood.negated(clause.words, hit.start):
        return "vague"
    return hit.name


@functools.cache
def _table() -> phrases.Table:
    return phrases.Table(lexicon.signs(), lexicon.classes())
