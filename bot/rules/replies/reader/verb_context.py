"""What stands around a verb: who, not, will, might, told to, thought, until."""

import itertools
from collections.abc import Sequence

from bot.rules.replies.reader import lexicon, sentences

MEMBER = lexicon.words("mood.member")
NOT = frozenset(("not", "never", "without"))
NEAR = 4
_WILL = lexicon.words("mood.will")
_MIGHT = lexicon.words("mood.might")
_DOUBT = lexicon.words("mood.doubt")
_TOLD = lexicon.words("mood.told")
HEDGES = lexicon.words("mood.hedges")
_SEEN = frozenset(("saw", "seen", "watched"))
_RAISED = lexicon.words("mood.raised")
_LATER = lexicon.words("mood.later")
_TIME = lexicon.words("mood.time")


def subject(words: Sequence[str], start: int, carried: str = "member") -> str:
    """Who the words at `start` are about: `member`, `own` (the advocate), `others`.

    Where the clause names nobody, it is whoever the talk was of before.
    """
    for word in reversed(words[:start]):
        if word in MEMBER:
            return "member"
        if word in ("i", "am", "you", "mine"):
            return "own"
        if word == "we":
            return "we"
        if word in ("others", "mykin"):
            return "others"
    return carried


def negated(words: Sequence[str], start: int) -> bool:
    """Whether a `not` shortly before reaches these words."""
    return any(w in NOT for w in words[max(0, start - NEAR) : start])


def act(
    tense: str, clause: sentences.Clause, start: int, end: int, carried: str
) -> str:
    """Say what one mention of voting or posting says."""
    while clause.words[start] in NOT and start + 1 < end:
        start += 1
    before, after = clause.words[1:start], clause.words[end:]
    said = clause.words[start:end]
    who = subject(clause.words, start, carried)
    if "mine" in (*said, *after[:2]) and not clause.quoted:
        return "chat"
    if who == "others" and "proxy" not in before:
        return "chat"
    if who in ("own", "we") and not clause.quoted and not _for_member(said, after):
        return _advocates(before)
    if said[0] == "post" and before[-1:] == ("the",):
        return ""
    if said == ("bother",) and before[-1:] and before[-1] in ("the", "any", "a", "no"):
        return ""
    if "newpaper" in before[-3:] and not {"and", "then"} & set(before[-2:]):
        return "replacement_requested"
    if tense == "sent":
        return _done(before, said, after, clause)
    return _meant(tense, before, said, after, clause)


def _reach(before: Sequence[str], many: int) -> Sequence[str]:
    """Return the words just before a verb that a negation can reach it from.

    `don't worry, she is posting it`: past the subject only `not think` and its like do.
    """
    close = before[-many:]
    if _RAISED & set(before):
        return close
    last = max((at for at, w in enumerate(close) if w in MEMBER), default=-1)
    return close[last + 1 :]


def _for_member(said: Sequence[str], after: Sequence[str]) -> bool:
    near = (*said, *after[:5])
    return bool({"hers", "his"} & set(said)) or any(
        pair in (("for", "her"), ("for", "him"), ("for", "them"), ("for", "proxy"))
        for pair in itertools.pairwise(near)
    )


def _advocates(before: Sequence[str]) -> str:
    """Read the advocate as subject: their own paper, thoughts, what they asked."""
    if set(before) & {"think", "reckon", "guess", "assume", "suspect", "believe"}:
        return "doubt"
    if set(before) & _SEEN:
        return "voted"
    if set(before) & _TOLD or "her" in before or "him" in before:
        return "vague"
    return "chat"


def _done(
    before: Sequence[str], said: Sequence[str], after: Sequence[str],
    clause: sentences.Clause,
) -> str:  # fmt: skip
    words = set(before)
    close = before[-5:]
    if any(w in NOT for w in _reach(before, 5)) or "no" in before[-2:]:
        return "not_yet"
    if {"would", "have"} <= words or "wish" in words or "if" in after[:2]:
        return "not_yet"
    if _still_to_come(close):
        if words & (_TOLD - {"said"}):
            return "vague"
        return "sending" if words & _WILL else "~sending"
    if "last" in after[:1] and after[1:2] and after[1] in ("time", "year"):
        return "old"
    if {"until", "til", "till", "once", "when", "after", "unless"} & set(close):
        return "vague"
    if words & _DOUBT or clause.mark == "?":
        return "maybe"
    if said == ("done",) and not before and not after[:-1]:
        return "vague"
    return "voted"


def _still_to_come(close: Sequence[str]) -> bool:
    """Whether `posted` is still to come or wanted: will be posted, to get it sent."""
    if close[-1:] and close[-1] in ("has", "have", "had", "is", "was", "'s", "already"):
        return False
    if close[-1:] == ("to",):
        return True
    return bool({"will", "going", "needs", "wants", "need"} & set(close)) or any(
        pair in (("to", "be"), ("to", "get"), ("to", "have"))
        for pair in itertools.pairwise(close)
    )


def _meant(
    tense: str, before: Sequence[str], said: Sequence[str], after: Sequence[str],
    clause: sentences.Clause,
) -> str:  # fmt: skip
    words, close = set(before), before[-6:]
    rest = (*said, *after)
    timed = bool(_TIME & set(rest))
    if "did" in before[-2:] and "not" not in close and clause.mark != "?":
        return "voted"
    if any(w in NOT for w in _reach(before, 6)) or "no" in before[-1:]:
        return _not_meant(close, rest)
    if {"was", "were"} & set(close) and ({"going", "to"} & set(close)):
        return "old"
    if "dirn" in (*said, *after[:1]) and not timed:
        return "direction"
    if words & _MIGHT and (tense == "send" or {"if", "whether"} & set(before[-2:])):
        return "undecided"
    if "refuses" in words or "refused" in words or "refusing" in words:
        return "not_voting"
    if words & (_TOLD - {"said"}) and not words & {"will", "says", "promised"}:
        return "vague"
    if {"would"} & words:
        return "~sending"
    if tense == "sending" or words & _WILL or timed:
        return "sending"
    return "~sending"


def _not_meant(close: Sequence[str], rest: Sequence[str]) -> str:
    if _LATER & set(rest):
        return "not_yet" if "yet" in rest else "~sending"
    if "dirn" in rest:
        return "direction"
    if {"did", "has", "have", "had", "been"} & set(close):
        return "not_yet"
    if {"could", "can"} & set(close):
        return "vague"
    if {"sure", "certain", "know", "decided"} & set(close) or HEDGES & set(close):
        return "undecided"
    return "not_voting"
