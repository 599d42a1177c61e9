"""Weighs the signs of a message: which outcome is primary, what is also true, or ask."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.rules.replies import lexicon, grammar, reading, sentences

# First stated in this order is primary (the order of the labels' rules).
ORDER = (
    "not_a_member", "do_not_contact", "voted", "needs_replacement",
    "replacement_requested", "not_voting", "undecided", "will_post", "call_back",
    "question", "complaint", "wrong_contact", "no_answer",
)  # fmt: skip
_AS = {
    "sending": "will_post", "has": "will_post", "arrived": "will_post",
    "lost_again": "needs_replacement", "plan": "call_back",
    "own_plan": "call_back",
}  # fmt: skip
_STATES = lexicon.words("verdict.states")
_MEMBER = lexicon.words("verdict.member")
_BUT = lexicon.words("verdict.but")
_MEANT = ("undecided", "not_voting", "will_post")
_NOT_BESIDE = {
    "not_a_member": {*_STATES, "call_back", "wrong_contact", "no_answer"} - {"voted"},
    "do_not_contact": {"call_back", "wrong_contact", "no_answer", "will_post"},
    "voted": {*_STATES, "no_answer"},
    "needs_replacement": {*_STATES, "no_answer"},
    "replacement_requested": {*_STATES, "no_answer"},
    "not_voting": {*_STATES, "no_answer"},
    "undecided": {*_STATES, "no_answer"},
    "will_post": {*_STATES, "no_answer"},
}
# Beside another outcome these count only where such a word is used.
_PLAINLY = {
    "call_back": frozenset(
        "ring call phone text callback contact speak talk chat ringing calling bell "
        "email visit discuss".split()
    ),
    "wrong_contact": frozenset(
        "number phone mobile email line landline address dead bounced disconnected "
        "digit".split()
    ),
}
_OPEN = ("needs_replacement", "will_post", "not_voting", "undecided")
_PAPERLESS = ("needs_replacement", "replacement_requested")


class Verdict(NamedTuple):
    """The labels that stand, the first primary; whether to ask; the signs that count."""

    outcome: str
    ask: bool
    also: tuple[str, ...]
    choices: tuple[str, ...]
    signs: tuple[grammar.Sign, ...]


def weigh(
    clauses: Sequence[sentences.Clause], signs: Sequence[grammar.Sign]
) -> Verdict:
    """What the signs of one message come to."""
    signs = _thrown(signs)
    told = [s for s in signs if _label(s) in ORDER]
    told = _latest(told, signs, clauses)
    stated = [label for label in ORDER if any(_label(s) == label for s in told)]
    if {"call_back", "no_answer"} <= set(stated):
        stated = [s for s in stated if s != "call_back"] + ["call_back"]
    idle = all(s.weak for s in told) and any(s.name == "chat" for s in signs)
    if not stated or (idle and not _about_member(clauses)):
        return _nothing(clauses, signs)
    firm = {_label(s) for s in told if not s.weak}
    first = stated[0]
    sure = [label for label in stated if label in firm]
    if first not in firm and sure:
        first = sure[0]
    agreed = len({s.words for s in told if s.weak}) > 1 and len(stated) == 1
    ask = (
        (first not in firm and not agreed)
        or _doubted(first, signs, clauses)
        or _clash(sure)
    )
    also = tuple(
        label for label in sure if label != first and _beside(first, label, told)
    )
    if ask:
        offers = tuple(dict.fromkeys((*stated, *_guesses(signs))))[:3]
        return Verdict(first, True, also, offers, tuple(told))
    return Verdict(first, False, also, (), tuple(told))


def _thrown(signs: Sequence[grammar.Sign]) -> list[grammar.Sign]:
    """Thrown away: by mistake it is to be replaced, on purpose it is a refusal."""
    names = {s.name for s in signs}
    refusal = bool(names & {"purpose", "not_voting"})
    mistake = bool(names & {"mistake", "needs_replacement", "replacement_requested"})
    means = "not_voting" if refusal and not mistake else "needs_replacement"
    weak = refusal == mistake
    return [
        s._replace(name=means, weak=weak) if s.name == "binned" else s for s in signs
    ]


def _label(sign: grammar.Sign) -> str:
    return _AS.get(sign.name, sign.name)


def _latest(
    told: list[grammar.Sign],
    signs: Sequence[grammar.Sign],
    clauses: Sequence[sentences.Clause],
) -> list[grammar.Sign]:
    """Without what a later state, or the past tense, has made untrue."""
    past = [s for s in signs if s.name == "old"]
    told = [
        s for s in told
        if s.name == "wrong_contact" or not any(_over(old, s) for old in past)
    ]  # fmt: skip
    doubts = {(s.clause, s.start) for s in signs if s.name == "doubt"}
    if any(s.name == "maybe" for s in signs):
        told = [s for s in told if s.name != "undecided"]
    told = [
        s for s in told
        if s.name not in ("undecided", "question") or (s.clause, s.start) not in doubts
    ]  # fmt: skip
    told = _contact(told)
    if not any(s.name == "no_answer" for s in told):
        told = [s for s in told if s.name != "own_plan"]
    names = {s.name for s in told}
    if "voted" in names:
        gone = {*_PAPERLESS, "undecided", "will_post", "no_answer", "sending", "has"}
        told = [s for s in told if _label(s) not in gone and s.name not in gone]
    told = _turned(_papers(told), clauses)
    if any(s.name == "replacement_requested" for s in told):
        told = [
            s for s in told if s.name not in ("needs_replacement", "sending", "has")
        ]
    return told


def _over(old: grammar.Sign, sign: grammar.Sign) -> bool:
    return old.clause == sign.clause and old.start <= sign.start


def _papers(told: list[grammar.Sign]) -> list[grammar.Sign]:
    """Paper at hand against paper gone: the one said last holds."""
    gone = [s for s in told if s.name in (*_PAPERLESS, "lost_again") and not s.weak]
    here = [s for s in told if s.name in ("arrived", "has") and not s.weak]
    if not gone:
        return told
    last = max((s.clause, s.start) for s in gone)
    if any((s.clause, s.start) > last for s in here):
        return [s for s in told if s not in gone]
    if any(s.name == "lost_again" for s in gone):
        told = [s for s in told if s.name != "replacement_requested"]
    return [s for s in told if _label(s) != "will_post"]


def _turned(
    told: list[grammar.Sign], clauses: Sequence[sentences.Clause]
) -> list[grammar.Sign]:
    """After a `but`, what is meant now outweighs what was meant before it."""
    firm = [s for s in told if not s.weak and clauses[s.clause].link in _BUT]
    later = [s for s in firm if _label(s) in _MEANT]
    if not later:
        return told
    now = _label(later[-1])
    return [
        s for s in told
        if _label(s) not in _MEANT or _label(s) == now or s.clause > later[-1].clause
    ]  # fmt: skip


def _contact(told: list[grammar.Sign]) -> list[grammar.Sign]:
    """Not reached, or reached and asked to come back: what is said outweighs a plan."""
    labels = {_label(s) for s in told if not s.weak}
    if "wrong_contact" in labels:
        told = [s for s in told if s.name not in ("has", "no_answer")]
    if "no_answer" in labels and any(s.name == "call_back" for s in told if not s.weak):
        return [s for s in told if s.name != "no_answer"]
    if labels - {"no_answer", "complaint", "wrong_contact", "call_back"}:
        return [s for s in told if s.name != "no_answer"]
    return told


def _doubted(
    first: str, signs: Sequence[grammar.Sign], clauses: Sequence[sentences.Clause]
) -> bool:
    """Whether a plain `voted` stands beside a doubt, or before a `but`."""
    if first != "voted":
        return False
    past = [s for s in signs if s.name == "old"]
    voted = max(s.clause for s in signs if s.name == "voted")
    return any(
        s.name in ("doubt", "maybe") and not any(_over(old, s) for old in past)
        for s in signs
    ) or any(
        s.clause > voted and clauses[s.clause].link == "but" and _label(s) in _OPEN
        for s in signs
    )


def _clash(sure: Sequence[str]) -> bool:
    return {"voted", "not_voting"} <= set(sure)


def _beside(first: str, label: str, told: Sequence[grammar.Sign]) -> bool:
    """Whether a second outcome can be true beside the first, and is plainly said."""
    if label in _NOT_BESIDE.get(first, ()):
        return False
    needed = _PLAINLY.get(label)
    said = " ".join(s.words for s in told if _label(s) == label).split()
    return needed is None or first == "no_answer" or bool(needed & set(said))


def _guesses(signs: Sequence[grammar.Sign]) -> list[str]:
    names = {s.name for s in signs}
    guesses = []
    if names & {"doubt", "maybe", "direction", "not_yet", "vague"}:
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
