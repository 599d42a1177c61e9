"""Weighs the signs of a message: the primary outcome, what is also true, or ask."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.rules.replies.reader import grammar, lexicon, reading, sentences, superseded

# First stated in this order is primary (the order of the labels' rules).
ORDER = (
    "not_a_member", "do_not_contact", "voted", "needs_replacement",
    "replacement_requested", "not_voting", "undecided", "will_post", "call_back",
    "question", "complaint", "wrong_contact", "no_answer",
)  # fmt: skip
_STATES = lexicon.words("verdict.states")
_MEMBER = lexicon.words("verdict.member")
_NOT_BESIDE = {
    "not_a_member": {*_STATES, "call_back", "wrong_contact", "no_answer"} - {"voted"},
    "do_not_contact": {"call_back", "wrong_contact", "no_answer", "will_post"},
    **{state: {*_STATES, "no_answer"} for state in _STATES},
}
# Beside another outcome these count only where such a word is used.
_PLAINLY = {
    "call_back": lexicon.words("verdict.call_back"),
    "wrong_contact": lexicon.words("verdict.wrong_contact"),
}
_OPEN = ("needs_replacement", "will_post", "not_voting", "undecided")


class Verdict(NamedTuple):
    """The outcome and what is also true; whether to ask; the signs that count."""

    outcome: str
    ask: bool
    also: tuple[str, ...]
    choices: tuple[str, ...]
    signs: tuple[grammar.Sign, ...]


def weigh(
    clauses: Sequence[sentences.Clause], signs: Sequence[grammar.Sign]
) -> Verdict:
    """Weigh what the signs of one message come to."""
    signs = superseded.thrown(signs)
    told = [s for s in signs if superseded.label(s) in ORDER]
    told = superseded.still_stated(told, signs, clauses)
    stated = _stated(told)
    idle = all(s.weak for s in told) and any(s.name == "chat" for s in signs)
    if not stated or (idle and not _about_member(clauses)):
        return _nothing(clauses, signs)
    sure = [
        o for o in stated if any(superseded.label(s) == o and not s.weak for s in told)
    ]
    first = (sure or stated)[0]
    agreed = len(stated) == 1 and len({s.words for s in told}) > 1
    doubted = _doubted(first, signs, clauses) or {"voted", "not_voting"} <= set(sure)
    also = tuple(o for o in sure if o != first and _beside(first, o, told))
    if doubted or not (sure or agreed):
        offers = tuple(dict.fromkeys((*stated, *_guesses(signs))))[:3]
        return Verdict(first, True, also, offers, tuple(told))
    return Verdict(first, False, also, (), tuple(told))


def _stated(told: Sequence[grammar.Sign]) -> list[str]:
    """List the outcomes told, primary first; a plan after no answer comes last."""
    labels = {superseded.label(s) for s in told}
    stated = [outcome for outcome in ORDER if outcome in labels]
    if {"call_back", "no_answer"} <= labels:
        stated = [o for o in stated if o != "call_back"] + ["call_back"]
    return stated


def _doubted(
    first: str, signs: Sequence[grammar.Sign], clauses: Sequence[sentences.Clause]
) -> bool:
    """Whether a plain `voted` stands beside a doubt, or before a `but`."""
    if first != "voted":
        return False
    past = [s for s in signs if s.name == "old"]
    voted = max(s.clause for s in signs if s.name == "voted")
    return any(
        s.name in ("doubt", "maybe")
        and not any(superseded.is_past(old, s) for old in past)
        for s in signs
    ) or any(
        s.clause > voted
        and clauses[s.clause].link == "but"
        and superseded.label(s) in _OPEN
        for s in signs
    )


def _beside(first: str, label: str, told: Sequence[grammar.Sign]) -> bool:
    """Whether a second outcome can be true beside the first, and is plainly said."""
    if label in _NOT_BESIDE.get(first, ()):
        return False
    needed = _PLAINLY.get(label)
    said = " ".join(s.words for s in told if superseded.label(s) == label).split()
    return needed is None or first == "no_answer" or bool(needed & set(said))


def _guesses(signs: Sequence[grammar.Sign]) -> list[str]:
    names = {s.name for s in signs}
    guesses = []
    if names & {"doubt", "maybe", "direction", "not_yet", "vague", "negated"}:
        guesses = ["voted", "will_post", "not_voting"]
    return guesses


def _nothing(
    clauses: Sequence[sentences.Clause], signs: Sequence[grammar.Sign]
) -> Verdict:
    """No outcome is stated: chatter, or a report that says too little."""
    if not clauses:
        return Verdict(reading.NONE, False, (), (), ())
    names = {s.name for s in signs}
    asks = any(grammar.advocate_asks(c, signs) for c in clauses)
    own = bool({"own_plan", "kin"} & names)
    asks = asks and not names & {"doubt", "maybe", "direction", "not_yet"}
    if asks or own or ("chat" in names and not _about_member(clauses)):
        return Verdict(reading.NONE, False, (), (), tuple(signs))
    offers = tuple(_guesses(signs)) or ("voted", "will_post", "no_answer")
    return Verdict(reading.UNCLEAR, True, (), offers, tuple(signs))


def _about_member(clauses: Sequence[sentences.Clause]) -> bool:
    return any(_MEMBER & set(clause.words) for clause in clauses)
