"""Which statements of a message still hold: the latest state, and what it undoes."""

from collections.abc import Sequence

from bot.rules.replies.reader import grammar, lexicon, sentences

_AS = {
    "sending": "will_post", "has": "will_post", "arrived": "will_post",
    "lost_again": "needs_replacement", "plan": "call_back",
    "own_plan": "call_back",
}  # fmt: skip
_BUT = lexicon.words("verdict.but")
_MEANT = ("undecided", "not_voting", "will_post")
PAPERLESS = ("needs_replacement", "replacement_requested")


def thrown(signs: Sequence[grammar.Sign]) -> list[grammar.Sign]:
    """Read a paper thrown away: by mistake, replace it; on purpose, a refusal."""
    names = {s.name for s in signs}
    refusal = bool(names & {"purpose", "not_voting"})
    mistake = bool(names & {"mistake", "needs_replacement", "replacement_requested"})
    means = "not_voting" if refusal and not mistake else "needs_replacement"
    weak = refusal == mistake
    return [
        s._replace(name=means, weak=weak) if s.name == "binned" else s for s in signs
    ]


def label(sign: grammar.Sign) -> str:
    """Name the outcome a sign speaks for; its own name if it speaks for none."""
    return _AS.get(sign.name, sign.name)


def still_stated(
    told: list[grammar.Sign],
    signs: Sequence[grammar.Sign],
    clauses: Sequence[sentences.Clause],
) -> list[grammar.Sign]:
    """Drop the signs that a later state or the past tense has made untrue."""
    past = [s for s in signs if s.name == "old"]
    told = [
        s for s in told
        if s.name == "wrong_contact" or not any(is_past(old, s) for old in past)
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
        gone = {*PAPERLESS, "undecided", "will_post", "no_answer", "sending", "has"}
        told = [s for s in told if label(s) not in gone and s.name not in gone]
    told = _turned(_papers(told), clauses)
    if any(s.name == "replacement_requested" for s in told):
        told = [
            s for s in told if s.name not in ("needs_replacement", "sending", "has")
        ]
    return told


def is_past(old: grammar.Sign, sign: grammar.Sign) -> bool:
    """Whether `was going to`, `thought` and the like stand before a sign."""
    return old.clause == sign.clause and old.start <= sign.start


def _papers(told: list[grammar.Sign]) -> list[grammar.Sign]:
    """Keep the later of paper at hand and paper gone."""
    gone = [s for s in told if s.name in (*PAPERLESS, "lost_again") and not s.weak]
    here = [s for s in told if s.name in ("arrived", "has") and not s.weak]
    if not gone:
        return told
    last = max((s.clause, s.start) for s in gone)
    if any((s.clause, s.start) > last for s in here):
        return [s for s in told if s not in gone]
    if any(s.name == "lost_again" for s in gone):
        told = [s for s in told if s.name != "replacement_requested"]
    return [s for s in told if label(s) != "will_post"]


def _turned(
    told: list[grammar.Sign], clauses: Sequence[sentences.Clause]
) -> list[grammar.Sign]:
    """Let what is meant after a `but` outweigh what was meant before it."""
    firm = [s for s in told if not s.weak and clauses[s.clause].link in _BUT]
    later = [s for s in firm if label(s) in _MEANT]
    if not later:
        return told
    now = label(later[-1])
    return [
        s for s in told
        if label(s) not in _MEANT or label(s) == now or s.clause > later[-1].clause
    ]  # fmt: skip


def _contact(told: list[grammar.Sign]) -> list[grammar.Sign]:
    """Not reached, or reached and asked to come back: what is said outweighs a plan."""
    labels = {label(s) for s in told if not s.weak}
    if "wrong_contact" in labels:
        told = [s for s in told if s.name not in ("has", "no_answer")]
    if "no_answer" in labels and any(s.name == "call_back" for s in told if not s.weak):
        return [s for s in told if s.name != "no_answer"]
    if labels - {"no_answer", "complaint", "wrong_contact", "call_back"}:
        return [s for s in told if s.name != "no_answer"]
    return told
