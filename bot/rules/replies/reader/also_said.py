"""Find the further outcomes of a message by reading each clause alone."""

import functools
from collections.abc import Iterable, Iterator, Sequence

from bot.rules.replies.reader import (
    grammar,
    lexicon,
    phrases,
    sentences,
    superseded,
    verb_context,
    verdict,
)
from bot.rules.replies.reader.learned import confidence

SURE = 0.9  # so likely a part heard alone must be: a false extra opens a case
SURER = 0.97  # where it is a state of the ballot, which has fewer words of its own
_STATES = (
    "needs_replacement", "replacement_requested", "not_voting", "undecided",
    "will_post",
)  # fmt: skip
_FEELS = ("question", "complaint")
_STATED = ("call_back", *_FEELS, "wrong_contact")
_BESIDE = {
    "not_a_member": ("do_not_contact", "voted", *_STATED),
    "do_not_contact": ("voted", *_STATES, *_FEELS, "wrong_contact"),
    "voted": _STATED,
    **dict.fromkeys(_STATES, _STATED),
    **dict.fromkeys(superseded.PAPERLESS, ("not_voting", "undecided", *_STATED)),
    "call_back": (*_FEELS, "wrong_contact"),
    "question": ("complaint", "wrong_contact"),
    "complaint": ("wrong_contact",),
    "wrong_contact": ("no_answer",),
}
"""What can be true beside each, of what comes after it in the order of the labels."""
_PLAINLY = {
    label: lexicon.words(f"beside.{label}")
    for label in ("do_not_contact", "voted", *_STATES, *_STATED, "no_answer")
    if label != "undecided"
}
_OVER = lexicon.words("beside.over")
_ELSEWHERE = lexicon.words("beside.elsewhere")
_PAPER = lexicon.words("beside.paper")
_CONTACT = lexicon.words("beside.contact")
_OTHERS = lexicon.words("beside.others")
_MOANS = lexicon.words("beside.moans")
_UNION = lexicon.words("beside.union")
_MEANING = lexicon.words("beside.meaning")
_BEFORE = lexicon.words("beside.before")
_ASKS = lexicon.words("beside.asks")
_ASKED = frozenset(("she", "he", "they", "her", "him", "them"))
_AGAINST = verb_context.NOT | {"me"}
_SHORT = 8


def also(
    first: str,
    clauses: Sequence[sentences.Clause],
    signs: Sequence[grammar.Sign],
    found: verdict.Verdict,
) -> tuple[str, ...]:
    """List the outcomes stated beside the first, in the order of the labels."""
    allowed = _BESIDE.get(first, ())
    if not allowed:
        return ()
    stated = {
        label
        for said in (_signed(found.signs), _heard(clauses, signs), _phrased(clauses))
        for label, at in said
        if label in allowed and _now(first, label, clauses[at])
    }
    return tuple(label for label in verdict.ORDER if label in stated)


def _signed(told: Sequence[grammar.Sign]) -> Iterator[tuple[str, int]]:
    """List what the signs that hold say, where their words can mean nothing else."""
    for sign in told:
        label = superseded.label(sign)
        said = sign.words.split()
        against = label in _STATED and verb_context.NOT & set(said)
        if not sign.weak and _plain(label, said) and not against:
            yield label, sign.clause


def _plain(label: str, said: Iterable[str]) -> bool:
    return label not in _PLAINLY or not _PLAINLY[label].isdisjoint(said)


def _heard(
    clauses: Sequence[sentences.Clause], signs: Sequence[grammar.Sign]
) -> Iterator[tuple[str, int]]:
    """List what each clause comes to when it is all there is."""
    for at, clause in enumerate(clauses):
        here = [s._replace(clause=0) for s in signs if s.clause == at]
        found = verdict.weigh([clause], here)
        chances = confidence.likely([clause], here, found)
        label = max(chances, key=chances.__getitem__)
        plain = _plain(label, clause.words) or label in _STATES
        if plain and chances[label] >= (SURER if label in _STATES else SURE):
            yield label, at


def _phrased(clauses: Sequence[sentences.Clause]) -> Iterator[tuple[str, int]]:
    """List what stands in plain words, and a question with `she asks` after it."""
    for at, clause in enumerate(clauses):
        for hit in _table().find(clause.words):
            who = verb_context.subject(clause.words, hit.start)
            if who in ("member", "we") and not verb_context.negated(
                clause.words, hit.start
            ):
                yield hit.name, at
        after = clauses[at + 1].words[1:-1] if at + 1 < len(clauses) else ()
        asks = len(after) < _SHORT and _ASKS & set(after) and not _AGAINST & set(after)
        if clause.words[1] in grammar.OPENERS and asks:
            yield "question", at


def _now(first: str, label: str, clause: sentences.Clause) -> bool:
    """Whether the clause says so of the member and of now, beside the first."""
    said = set(clause.words)
    if label == "wrong_contact":
        return not _ELSEWHERE & said
    if label == "complaint":
        return not _MOANS & said or bool(_UNION & said)
    if label == "call_back":
        past = first == "voted" and _OVER & said
        return not (past or (verb_context.NOT | _OTHERS | {"no"}) & said)
    if label == "question":
        return not _answered(first, clause, said)
    if first in superseded.PAPERLESS and label in ("not_voting", "undecided"):
        return bool(_MEANING & said) and not _BEFORE & said
    if first == "not_a_member" and label == "voted":
        return bool({"voted", "post", "posted"} & said) and "in" not in said
    return True


def _answered(first: str, clause: sentences.Clause, said: set[str]) -> bool:
    """Whether a question repeats the first outcome, or is the advocate's own."""
    if first == "call_back":
        return bool(_CONTACT & said)
    if first == "undecided" and "hear" in said:
        return True
    if first in ("undecided", "do_not_contact") and verb_context.NOT & said:
        return True
    asked = clause.words[1] == "asked" and _ASKED & set(clause.words[2:4])
    return bool(asked or (first in superseded.PAPERLESS and _PAPER & said))


@functools.cache
def _table() -> phrases.Table:
    return phrases.Table(lexicon.tables("also_said"), lexicon.classes())
