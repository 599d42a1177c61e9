"""Finds the signs of each outcome in clauses, and what tense, doubt and speaker do."""

import functools
from collections.abc import Sequence
from typing import NamedTuple

from bot.rules.replies.reader import lexicon, phrases, sentences, verb_context, who_asks

# Signs whose own words hold the negation or the speaker; nothing before them matters.
FREE = lexicon.words("grammar.free")
# What counts even inside a question: getting another paper, a call, no more contact.
SPARE = frozenset(("needs_replacement", "call_back", "do_not_contact"))
_ANOTHER = frozenset(("newpaper", "another", "replacement", "resend", "reissue"))
OPENERS = lexicon.words("grammar.openers")
# Tell whether a paper was thrown away by mistake or on purpose.
CUES = frozenset(("mistake", "purpose"))
# Without a question mark only these two words open a question of the advocate's.
_PLAINLY = lexicon.words("grammar.plain_questions")
_BOXES = frozenset(("post", "postbox", "box"))
_KEPT = frozenset(("call_back", "do_not_contact"))
_STATES = lexicon.words("grammar.states")
ACTS = frozenset(("sent", "send", "sending"))
# Signs an advocate may state of themselves ("i left a voicemail"); others are not ours.
OURS = lexicon.words("grammar.ours")


class Sign(NamedTuple):
    """One sign found: what it says, how surely, where, and in which words."""

    name: str
    weak: bool
    clause: int
    start: int
    words: str


def signs(clauses: Sequence[sentences.Clause]) -> list[Sign]:
    """Every sign in these clauses, in the order of the message."""
    kept: list[Sign] = []
    heading = kin = False
    carried = "member"
    for at, clause in enumerate(clauses):
        here = _in(at, clause, carried)
        carried = _carried(clause)
        kin = kin or _own_kin(clause, kept)
        if kin:
            here = [Sign("kin", False, at, 0, "mykin")]
        elif advocate_asks(clause, here):
            here = [s if _kept(s, clause) else s._replace(name="chat") for s in here]
        if clause.quoted and clause.mark == "?" and not any(map(_asks_more, here)):
            here = [Sign("question", False, at, 0, " ".join(clause.words[1:-1]))]
        kept.extend(s for s in here if not heading or s.name in SPARE)
        heading = clause.mark in (":", "-") and any(s.name == "question" for s in here)
    return kept


def _carried(clause: sentences.Clause) -> str:
    """Whom a following clause without a subject speaks of."""
    words = clause.words
    own = words[1] in ("am", "mine") or words[1:3] in (("i", "am"), ("i", "will"))
    if own and clause.mark == "," and not {"her", "him", "them"} & set(words):
        return "own"
    return "member"


def _kept(sign: Sign, clause: sentences.Clause) -> bool:
    """Say whether it may be put to colleagues (`can someone ring her`)."""
    return sign.name in _KEPT and bool({"her", "him", "them"} & set(clause.words))


def _own_kin(clause: sentences.Clause, found: Sequence[Sign]) -> bool:
    """Whether the talk is of the advocate's own family, before any member is named."""
    if clause.quoted or "mykin" not in clause.words:
        return False
    return verb_context.subject(
        clause.words, clause.words.index("mykin")
    ) != "member" or (not found and clause.words[1] == "mykin")


def advocate_asks(clause: sentences.Clause, here: Sequence[Sign]) -> bool:
    """Whether the advocate puts a question of their own (`has she voted?`)."""
    opens, second = clause.words[1:3]
    asks = opens in OPENERS and (clause.mark == "?" or f"{opens}_{second}" in _PLAINLY)
    if clause.quoted or not asks:
        return False
    return not any(
        s.name == "question" or _ANOTHER & set(s.words.split()) for s in here
    )


def _asks_more(sign: Sign) -> bool:
    return sign.name in SPARE or sign.name in ("voted", "wrong_contact")


def _in(at: int, clause: sentences.Clause, carried: str) -> list[Sign]:
    out = []
    for hit in _unmasked(found(clause.words), clause):
        name = _meant(hit, clause, carried)
        if name:
            said = " ".join(clause.words[hit.start : hit.end]).strip("^$ ")
            weak = hit.weak or name.startswith("~")
            out.append(Sign(name.strip("~"), weak, at, hit.start, said))
    return out


def _unmasked(
    found: list[phrases.Found], clause: sentences.Clause
) -> list[phrases.Found]:
    """Drop the phrases inside a longer phrase of another sign, or inside a question."""
    found = [hit for hit in found if not any(_covers(o, hit) for o in found)]
    left = next((h for h in found if _message_left(h, clause)), None)
    if left:
        found = [h for h in found if h.start <= left.start or h.name == "no_answer"]
    asked = [hit for hit in found if hit.name == "question" and not hit.weak]
    if asked:
        first = min(asked, key=lambda hit: hit.start)
        found = [
            h for h in found if h.start < first.start or h in asked or _spare(h, clause)
        ]
    return found


def _message_left(hit: phrases.Found, clause: sentences.Clause) -> bool:
    """Say whether a message was left: its words are the advocate's, no report."""
    said = set(clause.words[hit.start : hit.end])
    return hit.name == "no_answer" and bool(said & {"left", "leaving", "voicemail"})


def _spare(hit: phrases.Found, clause: sentences.Clause) -> bool:
    if hit.name == "needs_replacement":
        return bool(_ANOTHER & set(clause.words[hit.start : hit.end]))
    return hit.name in SPARE or hit.name == "replacement_requested"


def _covers(other: phrases.Found, hit: phrases.Found) -> bool:
    wider = other.start <= hit.start and hit.end <= other.end
    longer = other.end - other.start > hit.end - hit.start
    if other.name == "topic" and hit.name in SPARE:
        return False
    if (other.name, hit.name) == ("needs_replacement", "replacement_requested"):
        return False
    return (
        wider and longer and other.name not in ("chat", "doubt", "old", "vague", *CUES)
    )


def _meant(hit: phrases.Found, clause: sentences.Clause, carried: str) -> str:
    """Say what a phrase says once its surroundings are heard; empty if nothing."""
    if hit.name in ("topic", "hush"):
        return "chat" if hit.name == "topic" else ""
    if hit.name in ACTS:
        return verb_context.act(hit.name, clause, hit.start, hit.end, carried)
    if hit.name == "replacement_requested":
        return who_asks.request(clause, hit.start)
    who = verb_context.subject(clause.words, hit.start, carried)
    near = clause.words[hit.start : hit.end + 1]
    if who == "others" and hit.name not in FREE:
        return "chat"
    if who == "own" and _own_affair(hit, clause, near[0]):
        return "chat"
    before = clause.words[max(0, hit.start - 3) : hit.start]
    if hit.name == "not_voting" and verb_context.HEDGES & set(before):
        return "undecided"
    if hit.name in ("not_voting", "undecided") and "dirn" in near:
        return "direction"
    if hit.name == "call_back":
        boxes = _BOXES & set(clause.words[hit.start : hit.end + 2])
        return "" if boxes else who_asks.another_call(clause, hit.start, hit.end, who)
    if hit.name not in FREE and verb_context.negated(clause.words, hit.start):
        return "negated"
    return hit.name


def _own_affair(hit: phrases.Found, clause: sentences.Clause, first: str) -> bool:
    """Say whether the advocate speaks of themselves, which is no report."""
    if hit.name == "question" and first not in ("will", "find"):
        return True
    ours = hit.name in OURS and not hit.weak and first not in _STATES
    return not ours and not clause.quoted


@functools.lru_cache(maxsize=256)
def found(words: tuple[str, ...]) -> list[phrases.Found]:
    """Every phrase of every sign in these words, whatever stands around it."""
    return _table().find(words)


@functools.cache
def _table() -> phrases.Table:
    return phrases.Table(lexicon.signs(), lexicon.classes())
