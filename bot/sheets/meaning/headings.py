"""What a heading means: the field people mean by it, not one that it resembles."""

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from bot.rules.lists import names
from bot.sheets.meaning import vocabulary
from bot.sheets.values import optouts, statuses, text

SURE, LIKELY, VAGUE = 3, 2, 1


class Meaning(NamedTuple):
    """The field a heading names; `turned` and `status` say how its yes is meant."""

    field: str
    strength: int = SURE
    turned: bool = False
    status: str | None = None
    asked: bool = False
    """It holds, but the organiser is asked whether it is meant."""


def blocks(block: str) -> dict[str, str]:
    """Divide lines into the word before the colon and what stands after it."""
    lines = block.strip().replace("\n  ", " ").splitlines()
    return dict(line.split(": ", 1) for line in lines)


def entries(block: str) -> dict[str, str]:
    """Phrase to the word before its colon."""
    return {
        phrase: meant
        for meant, phrases in blocks(block).items()
        for phrase in vocabulary.phrases(phrases)
    }


_SPELLINGS = entries(vocabulary.SPELLINGS)
_BY_PHRASE = {
    **{p: Meaning(f, VAGUE) for p, f in entries(vocabulary.VAGUE).items()},
    **{p: Meaning(f, LIKELY) for p, f in entries(vocabulary.LIKELY).items()},
    **{p: Meaning(f) for p, f in entries(vocabulary.FIELDS).items()},
}
_GONE, _GONE_TOO, _STAYS = (
    frozenset(vocabulary.phrases(block))
    for block in (vocabulary.GONE, vocabulary.GONE_TOO, vocabulary.STAYS)
)
_ASKING = frozenset(vocabulary.phrases(vocabulary.ASKING))
_WITH = {
    field: frozenset(vocabulary.phrases(words))
    for field, words in blocks(vocabulary.WITH).items()
}
_PARTS = sorted(
    (
        (frozenset(part.split()), field)
        for part, field in entries(vocabulary.PARTS).items()
    ),
    key=lambda one: -len(one[0]),
)
_QUALIFIERS = frozenset(vocabulary.QUALIFIERS.split())
_FILLER = frozenset(
    [
        "the",
        "of",
        "a",
        "an",
        "your",
        "my",
        "their",
        "our",
        "s",
        "is",
        "for",
        "at",
        "please",
        "details",
    ]
)


def _any_of(block: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(vocabulary.phrases(block))})\b")


_NEVER, _FURTHER = _any_of(vocabulary.NEVER), _any_of(vocabulary.FURTHER)
_DOUBTFUL = frozenset(vocabulary.phrases(vocabulary.DOUBTFUL))
_HINTS = {
    field: frozenset(vocabulary.phrases(words))
    for field, words in blocks(vocabulary.HINTS).items()
}
_WHOLE_HINTS = frozenset(h for hints in _HINTS.values() for h in hints if " " in h)
_HOW_THEY_VOTE = re.compile(
    r"\b(?:how|which way|preference|direction|for or against|yes or number)\b.*\bvot"
    r"|\bvot.*\b(?:preference|direction|way|for|against)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATE = re.compile(r"(?:as (?:at|of|on) )?\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
_COUNTED = re.compile(
    r"^\s*(?:q?\d{1,3}\s*[.):]|can2_|(?:survey|question)\s*:)\s*", re.IGNORECASE
)
_EITHER = re.compile(r"/| or |\||\n|\s[-–—:]\s|[(\[]|[)\]]")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


@functools.lru_cache(maxsize=1024)
def words_of(heading: str) -> str:
    """Write a heading as phrases are: known words, no punctuation, no plural."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text.seen(heading))
    low = re.sub(r"\be[ -]?(?:mail|bost)", "email", names.folded(spaced))
    low = re.sub(r"\bm'?ship\b", "member", low.replace("’", "'"))
    low = re.sub(r"\b[sl][./ ]+name\b", "surname", low)
    low = re.sub(r"\bf[./ ]+name\b", "forename", low)
    low = re.sub(r"\bw/place\b", "workplace", low)
    low = low.replace("don't", "do not").replace("'s", " ").replace("(s)", "")
    low = re.sub(r"([a-z])(\d+)$", r"\1 \2", re.sub(r"\bn°|#|№", " no ", low))
    parts = re.sub(r"[^\w]+", " ", low.replace("_", " ")).split()
    known = " ".join(_SPELLINGS.get(part, part) for part in parts)
    return " ".join(dict.fromkeys(w for w in known.split() if w not in _FILLER))


@functools.lru_cache(maxsize=1024)
def read(heading: str, year: int) -> Meaning | None:
    """Read what a heading means in a list of this year; None if it is none of ours.

    The same headings are tried as one row, as two, and for every separator.
    """
    wish = optouts.asked_by(heading)
    if wish and wish.sure:
        return Meaning(
            "do_not_contact", turned=wish.turned, asked=wish.by_mail or wish.bare
        )
    heading = _COUNTED.sub("", _DATE.sub(" ", heading))
    words = words_of(heading)
    gone = _gone(words)
    if gone or not words or _passed_over(words, year):
        return gone
    words = " ".join(_YEAR.sub("", words).split())
    found = _BY_PHRASE.get(words) or _BY_PHRASE.get(words.removesuffix("s"))
    if found:
        return found._replace(asked=words in _DOUBTFUL)
    status = statuses.asked_by(_YEAR.sub("", heading))
    if status:
        return Meaning("ballot_status", status=status)
    return (
        _dated(words)
        or _by_parts(words)
        or _qualified(heading, year)
        or _either(heading, year)
    )


def _by_parts(words: str) -> Meaning | None:
    """Read a heading that has the parts of a field and nothing else of weight."""
    parts = {w for w in words.split() if w not in _ASKING and not w.isdecimal()}
    for core, field in _PARTS:
        if core <= parts and parts - core <= _WITH[field]:
            return Meaning(field, LIKELY)
    return None


def _gone(words: str) -> Meaning | None:
    """Read a heading that asks who has left, or who is still a member."""
    if words in _STAYS:
        return Meaning("left", turned=True)
    parts = set(_YEAR.sub("", words).split())
    ended = parts >= {"end", "date"} or bool(parts & _GONE)
    return Meaning("left") if ended and parts <= _GONE | _GONE_TOO else None


def _dated(words: str) -> Meaning | None:
    """Read a heading that asks when a member voted, or will."""
    bare = re.sub(r"\b(?:date|on|when|day)\b", "", words)
    status = statuses.asked_by(bare) if bare != words else None
    return Meaning("status_date", LIKELY, status=status) if status else None


def _qualified(heading: str, year: int) -> Meaning | None:
    """Read a heading with instructions or a synonym in brackets: "Told us
    (dd/mm/yyyy)". Other words there leave it to what stands below."""
    within = _BRACKETS.findall(heading)
    if not within:
        return None
    alone = read(_BRACKETS.sub(" ", heading), year)
    for words in within if alone else ():
        told = set(re.sub(r"[^a-z]+", " ", words.lower()).split())
        also = None if told <= _QUALIFIERS else read(words, year)
        if also and alone and also.field != alone.field:
            return None
        if not also and alone and not told <= _QUALIFIERS:
            alone = alone._replace(strength=VAGUE)
    return alone


def _either(heading: str, year: int) -> Meaning | None:
    """Two words for one thing, or two languages, of which one may not be known."""
    parts = [part for part in _EITHER.split(heading) if words_of(part)]
    if len(parts) < 2:
        return None
    meant = [read(part, year) for part in parts]
    known = [meaning for meaning in meant if meaning]
    fields = {meaning.field for meaning in known}
    if not known or (len(fields) > 1 and fields != {"mobile", "phone"}):
        return None
    return known[0] if None not in meant else known[0]._replace(strength=VAGUE)


def how_they_vote(heading: str) -> bool:
    """Say whether a heading is about how people vote."""
    return bool(_HOW_THEY_VOTE.search(words_of(heading)))


def forbidden(words: str, year: int) -> bool:
    """Somebody else's number, another ballot or date, or how people vote."""
    if _HOW_THEY_VOTE.search(words):
        return True
    if any(int(found) != year for found in _YEAR.findall(words)):
        return True
    return bool(_NEVER.search(words)) and words not in _BY_PHRASE


def _passed_over(words: str, year: int) -> bool:
    """Say whether a heading alone gives no field, whatever may be asked about it."""
    further = bool(_FURTHER.search(words)) and words not in _BY_PHRASE
    return further or forbidden(words, year)


def hinted(labels: Iterable[str], year: int) -> list[str]:
    """List the fields that these headings may be about, though none is sure."""
    known = [words_of(label) for label in labels]
    if any(forbidden(words, year) and words not in _WHOLE_HINTS for words in known):
        return []
    parts = {part for words in known for part in (words, *words.split())}
    return [field for field, hints in _HINTS.items() if parts & hints]


def combined(group: str, heading: str, year: int) -> Meaning | None:
    """Read what a heading means under the group heading above it."""
    alone = read(heading or group, year)
    if not group or not heading or group == heading:
        return alone
    if optouts.asked_by(group):
        wish = optouts.asked_by(f"{group} {heading}")
        if wish and wish.sure:
            return read(f"{group} {heading}", year)
    if _passed_over(words_of(group), year):
        return None
    if alone and alone.strength == SURE:
        return alone
    together = read(f"{group} {heading}", year) or read(f"{heading} {group}", year)
    if together or _passed_over(words_of(heading), year):
        return together
    return alone
