"""By which channel the contact came about that gave the outcome."""

import functools
from collections.abc import Sequence
from typing import NamedTuple

from bot.rules.replies.reader import (
    grammar,
    lexicon,
    phrases,
    sentences,
    superseded,
    verb_context,
)

_FUTURE = lexicon.words("details.future")
_US = lexicon.words("ways.us")
_MANY = lexicon.words("ways.many")
_ADVERB = lexicon.words("ways.adverb")
_GRIEVED = frozenset(("complaint", "do_not_contact"))
_FAILED = frozenset(("no_answer", "wrong_contact"))
_RECORDED = lexicon.words("ways.recorded")
_COUNTED = lexicon.words("ways.counted")
_NOT, _OTHER = "not", "other"


class Way(NamedTuple):
    """A channel named: where, and whether it is said as what somebody did."""

    channel: str
    clause: int
    start: int
    end: int
    did: bool


def method(
    outcome: str,
    clauses: Sequence[sentences.Clause],
    signs: Sequence[grammar.Sign],
) -> str | None:
    """Name the channel of the contact with the outcome; None if two had the same."""
    ways = [
        way
        for at, clause in enumerate(clauses)
        for way in _named(at, clause)
        if _ours(way, clause, outcome, [s for s in signs if s.clause == at])
    ]
    named = {way.clause for way in ways if way.channel != _OTHER}
    ways = [w for w in ways if w.channel != _OTHER or w.clause not in named]
    if len({way.channel for way in ways}) > 1:
        ways = _reaching(ways, outcome, clauses, signs)
    channels = {way.channel for way in ways}
    return channels.pop() if len(channels) == 1 and channels != {_OTHER} else None


def _named(at: int, clause: sentences.Clause) -> list[Way]:
    hits = _table().find(clause.words)
    if clause.quoted:
        hits = [hit for hit in hits if clause.words[hit.start] in _RECORDED]
    masks = [hit for hit in hits if hit.name == _NOT]
    return [
        Way(hit.name, at, hit.start, hit.end, hit.weak)
        for hit in sorted(hits, key=lambda hit: hit.start)
        if hit.name != _NOT
        and not any(m.start <= hit.start < m.end for m in masks)
        and not any(o.name == "in_person" and o.start <= hit.start < o.end
                    and hit.name != o.name for o in hits)
    ]  # fmt: skip


def _ours(
    way: Way,
    clause: sentences.Clause,
    outcome: str,
    here: Sequence[grammar.Sign],
) -> bool:
    """Whether it is a contact between the member and us that has taken place."""
    words = clause.words
    said = words[way.start : way.end]
    told = [s for s in here if superseded.label(s) == outcome]
    if _planned(way, words) or _resented(way, words, here):
        return False
    if outcome in _GRIEVED and (_MANY & set(said) or (way.did and "or" in words)):
        return False
    if outcome == "call_back" and any(_within(way, sign) for sign in told):
        return False
    if not way.did:
        return True
    back = bool(_US & {*said, *words[way.end : way.end + 2]})
    if not back and (verb_context.negated(words, way.start) or "we" in said):
        return False
    if outcome in superseded.PAPERLESS and not back and told:
        return False
    who = verb_context.subject(words, way.start, "own")
    if who == "member":
        return back or (
            outcome not in superseded.PAPERLESS and words[way.end :] == ("$",)
        )
    return who in ("own", "we")


def _planned(way: Way, words: Sequence[str]) -> bool:
    """Whether it stands after will, try, wants: a contact still to come."""
    return any(
        word in _FUTURE
        and words[at - 1] not in _COUNTED
        and (way.did or word != "going")
        for at, word in enumerate(words[: way.start])
    )


def _resented(way: Way, words: Sequence[str], here: Sequence[grammar.Sign]) -> bool:
    """Whether the member is upset at it, or will have no more of it."""
    said = set(words[way.start : way.end])
    against = [s for s in here if s.name in _GRIEVED]
    if not against or _ADVERB & said:
        return False
    many = _MANY & said or "we" in (*said, verb_context.subject(words, way.start))
    return bool(many) or any(s.start <= way.start for s in against)


def _within(way: Way, sign: grammar.Sign) -> bool:
    return sign.start <= way.start < sign.start + len(sign.words.split())


def _reaching(
    ways: Sequence[Way],
    outcome: str,
    clauses: Sequence[sentences.Clause],
    signs: Sequence[grammar.Sign],
) -> list[Way]:
    """Choose the last of several contacts that did not fail.

    All if failing is the word.
    """
    if outcome in _FAILED:
        return list(ways)
    failed = [
        (s.clause, s.start)
        for s in signs
        if s.name in _FAILED and not any(_visit(way, s) for way in ways)
    ]
    ends = [*((way.clause, way.start) for way in ways[1:]), (len(clauses), 0)]
    reached = []
    begins = (0, 0)
    for way, end in zip(ways, ends, strict=True):
        since = begins[1] + 1 if begins[0] == way.clause else 0
        missed = verb_context.NOT & set(clauses[way.clause].words[since : way.start])
        if not missed and not any(begins <= at < end for at in failed):
            reached.append(way)
        begins = end
    return reached[-1:]


def _visit(way: Way, sign: grammar.Sign) -> bool:
    """Whether `knocked` and the like is all there is of the failure."""
    inside = way.start <= sign.start < way.end
    return way.channel == "in_person" and way.clause == sign.clause and inside


@functools.cache
def _table() -> phrases.Table:
    return phrases.Table(lexicon.tables("methods"), lexicon.classes())
