"""Who asked to be left alone: by a heading, by its cell, by words anywhere else.

What is certain holds; what only may mean it is asked; an unclear cell under a heading
that asks for it counts as an opt-out.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from bot.sheets.values import optout_words as lists
from bot.sheets.values import read, statuses, text

_NO = statuses.NO | {"", "-", "–", "—"}
_FIELD = "do_not_contact"


def _phrases(block: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in block.split(",")]


PHRASES = {
    name: _phrases(getattr(lists, name)) for name in vars(lists) if name.isupper()
}
"""The phrases of every list, by its name."""

_CLASSES: dict[tuple[str, ...], set[str]] = {}
for _name, _entries in PHRASES.items():
    for _phrase in _entries:
        _CLASSES.setdefault(tuple(_phrase.split()), set()).add(_name)
_LONGEST = max(map(len, _CLASSES))
_WAYS = {"ACTS", "DONE", "THINGS", "LACKING"}
_HARMLESS = {"FILLER", *_WAYS, "WHOLE", "NOT_TO", "NOT_BE", "NO_MORE"}
_BY_MAIL = re.compile(r"(?:bulk |mass )?(?:e?mail|post|letter|writ)")
_JOINED = re.compile(
    r"(?<![a-z])(?:(do)_?)?(not?|dont|don't)_?"
    r"(calls?|contact|mails?|e-?mails?|phone|ring|texts?|sms|visits?)(?![a-z])",
    re.IGNORECASE,
)
"""Words of a refusal that a system has written as one: "donotcall", "nocontact"."""
_OPTED = re.compile(r"(opt(?:ed)?)[_-]?(out|in)(?![a-z])", re.IGNORECASE)
_COUNT = re.compile(r"\bno\.? of\b|\bnos?\.(?=\s*\w)", re.IGNORECASE)
_DAY = re.compile(r"\b(?:on )?\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{2,4})?\b")
_CLAUSE = re.compile(r"[.;!?,\n()\[\]]+|\s[-–—]\s|\bbut\b", re.IGNORECASE)
_HINT = re.compile(
    r"\bno\b|\bnot\b|n['’]t\b|\bdont\b|\bdn[ct]s?\b|_not_|never|stop|opt|subscrib|refus"
    r"|declin|object|consent"
    r"|alone|remove|suppress|block|exclude|prohibit|barred|unwanted|off (?:the )?list"
    r"|tak(?:en|e) off|come off|peid|dim ",
    re.IGNORECASE,
)


def classes_of(phrase: str) -> set[str]:
    """Tell in which lists a phrase stands, as it is met."""
    tokens = _tokens(phrase)
    return set(tokens[0].classes) if len(tokens) == 1 else set()


class Wish(NamedTuple):
    """What words say of contact: a refusal, or `turned` a question for consent."""

    sure: bool
    turned: bool = False
    by_mail: bool = False
    """It is about letters or e-mails only."""
    bare: bool = False
    """It does not say to what somebody consents."""


class _Token(NamedTuple):
    words: str
    classes: frozenset[str]


def _tokens(words: str) -> list[_Token]:
    """Cut words into known phrases, the longest first; others stand alone."""
    parts, found, at = words.split(), [], 0
    while at < len(parts):
        size = next(
            (
                n
                for n in range(min(_LONGEST, len(parts) - at), 0, -1)
                if tuple(parts[at : at + n]) in _CLASSES
            ),
            0,
        )
        phrase = tuple(parts[at : at + (size or 1)])
        found.append(_Token(" ".join(phrase), frozenset(_CLASSES.get(phrase, ()))))
        at += size or 1
    return found


@functools.lru_cache(maxsize=1024)
def asked_by(heading: str) -> Wish | None:
    """Read whether a heading asks who is to be left alone, or who may be contacted."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    spaced = _OPTED.sub(r" \1 \2", _JOINED.sub(r" \1 \2 \3", spaced))
    words = statuses.words_of(_COUNT.sub(" number ", spaced))
    tokens = _tokens(words)
    other = any("OTHER_THINGS" in token.classes for token in tokens)
    if other and not _hits(tokens, _refuses):
        return None
    if words in PHRASES["CONSENT_WHOLE"]:
        bare = words in PHRASES["CONSENT_BARE"]
        return Wish(sure=True, turned=True, bare=bare)
    refused = _refusal(tokens, in_heading=True)
    if refused:
        return refused
    asked = _hits(tokens, lambda token, _: "CONSENT" in token.classes)
    if asked:
        allowed = {"FILLER", "CONSENT", "CONSENT_WHOLE", *_WAYS}
        return Wish(sure=_only(tokens, allowed), turned=True)
    classes = frozenset[str]().union(*(token.classes for token in tokens))
    if "MAY_REFUSE" in classes:
        return Wish(sure=False)
    if "MAY_ALLOW" in classes or re.search(r"\b(?:consent|permission|opt)", words):
        return Wish(sure=False, turned=True)
    return None


def names_a_way(heading: str) -> bool:
    """Say whether a heading names contact, or a way of it: "Contact?"."""
    tokens = _tokens(statuses.words_of(heading))
    return any(token.classes & _WAYS for token in tokens)


def hinted(cell: str) -> bool:
    """Say at little cost whether a cell could ask to be left alone."""
    return len(cell) > 2 and _HINT.search(cell) is not None


def said(cell: str) -> Wish | None:
    """Read whether words in any cell ask to be left alone."""
    if not hinted(cell):
        return None
    undated = _DAY.sub(" ", _COUNT.sub(" number ", cell))
    clauses = [statuses.words_of(part) for part in _CLAUSE.split(undated)]
    found = [(clause, _refusal(_tokens(clause))) for clause in clauses if clause]
    wishes = [wish for _, wish in found if wish]
    if not wishes:
        return None
    others = [clause for clause, wish in found if not wish]
    hedged = any(
        {"PREFERS", "CONSENT_WHOLE"} & token.classes
        for clause in others
        for token in _tokens(clause)
    )
    sure = any(wish.sure for wish in wishes) and not hedged
    return Wish(sure, by_mail=all(wish.by_mail for wish in wishes))


def _refusal(tokens: list[_Token], *, in_heading: bool = False) -> Wish | None:
    """Find a refusal and what is refused, or words that say it by themselves."""
    hits = _hits(tokens, _refuses)
    whole = any("WHOLE" in token.classes for token in tokens)
    if not hits and not whole:
        missing = _hits(tokens, lambda t, way: t.words == "no" and "LACKING" in way)
        return Wish(sure=False) if missing and in_heading else None
    plain = in_heading or not (len(hits) == 1 and hits[0] == ("no", "contact"))
    by_mail = bool(hits) and all(_BY_MAIL.match(way) for _, way in hits)
    return Wish(plain and _only(tokens, _HARMLESS), by_mail=by_mail)


def _refuses(token: _Token, way: frozenset[str]) -> bool:
    if "NOT_TO" in token.classes and "ACTS" in way:
        return True
    if "NOT_BE" in token.classes and "DONE" in way:
        return True
    if "NO_MORE" not in token.classes:
        return False
    return "THINGS" in way or (token.words != "no" and bool(way & _WAYS))


def _hits(
    tokens: list[_Token], fits: Callable[[_Token, frozenset[str]], bool]
) -> list[tuple[str, str]]:
    """Pairs of a word and the way of contact that follows it, fillers aside."""
    return [
        (token.words, way.words)
        for place, token in enumerate(tokens)
        for way in _next_ways(tokens[place + 1 :])
        if fits(token, way.classes)
    ]


def _next_ways(tokens: Iterable[_Token]) -> Iterator[_Token]:
    """Yield the ways of contact that follow, up to the first word that is no filler."""
    for token in tokens:
        if token.classes & _WAYS:
            yield token
        elif "FILLER" not in token.classes:
            return


def _only(tokens: Iterable[_Token], classes: set[str]) -> bool:
    return all(
        token.classes & classes and "PREFERS" not in token.classes for token in tokens
    )


def clean(cell: text.Raw, turned: bool = False) -> read.Read:
    """Whether not to contact; `turned` where the heading asks for consent."""
    words = text.seen(cell)
    low = words.lower()
    if low in ("", "-", "–", "—"):
        return read.EMPTY
    if low in _NO:
        return read.value(_FIELD, turned)
    if low in statuses.YES:
        return read.value(_FIELD, not turned)
    wish = said(words)
    if wish and wish.sure:
        return read.value(_FIELD, True)
    if statuses.words_of(words) in _GIVEN:
        return read.value(_FIELD, False)
    return read.Read(((_FIELD, True),), (("unclear_opt_out", words),), (words,))


_GIVEN = frozenset(
    {*PHRASES["CONSENT_WHOLE"], "ok", "okay", "fine", "subscribed", "yes ok"}
)
