"""What a heading means: the field people mean by it, not one that it resembles."""

import re
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


def _entries(block: str) -> dict[str, str]:
    """Phrase to the word before its colon."""
    found = {}
    for line in block.strip().replace("\n  ", " ").splitlines():
        meant, phrases = line.split(": ", 1)
        found.update({phrase.strip(): meant for phrase in phrases.split(",")})
    return found


_SPELLINGS = _entries(vocabulary.SPELLINGS)
_BY_PHRASE = {
    **{p: Meaning(f, VAGUE) for p, f in _entries(vocabulary.VAGUE).items()},
    **{p: Meaning(f, LIKELY) for p, f in _entries(vocabulary.LIKELY).items()},
    **{p: Meaning(f) for p, f in _entries(vocabulary.FIELDS).items()},
}
_GONE, _GONE_TOO, _STAYS = (
    frozenset(word.strip() for word in block.replace("\n", " ").split(","))
    for block in (vocabulary.GONE, vocabulary.GONE_TOO, vocabulary.STAYS)
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
_NEVER = re.compile(
    rf"\b(?:{'|'.join(word.strip() for word in vocabulary.NEVER.split(','))})\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATE = re.compile(r"(?:as (?:at|of|on) )?\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


def words_of(heading: str) -> str:
    """Write a heading as phrases are: known words, no punctuation, no plural."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text.seen(heading))
    low = re.sub(r"\be[ -]?mail", "email", names.folded(spaced))
    low = low.replace("don't", "do not").replace("'s", " ").replace("(s)", "")
    low = re.sub(r"([a-z])(\d+)$", r"\1 \2", re.sub(r"\bn°|#|№", " no ", low))
    parts = re.sub(r"[^\w]+", " ", low.replace("_", " ")).split()
    known = " ".join(_SPELLINGS.get(part, part) for part in parts)
    return " ".join(dict.fromkeys(w for w in known.split() if w not in _FILLER))


def read(heading: str, year: int) -> Meaning | None:
    """Read what a heading means in a list of this year; None if it is none of ours."""
    wish = optouts.asked_by(heading)
    if wish and wish.sure:
        return Meaning("do_not_contact", turned=wish.turned, asked=wish.by_mail)
    heading = _DATE.sub(" ", heading)
    words = words_of(heading)
    gone = _gone(words)
    if gone or not words or forbidden(words, year):
        return gone
    words = " ".join(_YEAR.sub("", words).split())
    found = _BY_PHRASE.get(words) or _BY_PHRASE.get(words.removesuffix("s"))
    if found:
        return found
    status = statuses.asked_by(_YEAR.sub("", heading))
    if status:
        return Meaning("ballot_status", status=status)
    return _dated(words) or _qualified(heading, year) or _either(heading, year)


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
    (dd/mm/yyyy)"."""
    within = _BRACKETS.findall(heading)
    if not within:
        return None
    alone = read(_BRACKETS.sub(" ", heading), year)
    for words in within:
        told = set(re.sub(r"[^a-z]+", " ", words.lower()).split())
        also = None if told <= _QUALIFIERS else read(words, year)
        if not told <= _QUALIFIERS and (
            not also or not alone or also.field != alone.field
        ):
            return None
    return alone


def _either(heading: str, year: int) -> Meaning | None:
    """Two words for one thing: "Site / Office", "Mobile or landline"."""
    parts = [part for part in re.split(r"/| or |\|", heading) if part.strip()]
    if len(parts) < 2:
        return None
    meant = [read(part, year) for part in parts]
    fields = {meaning.field for meaning in meant if meaning}
    if None in meant or (len(fields) > 1 and fields != {"mobile", "phone"}):
        return None
    return meant[0]


def forbidden(words: str, year: int) -> bool:
    """Somebody else's number, another ballot, a date of another kind."""
    if any(int(found) != year for found in _YEAR.findall(words)):
        return True
    return bool(_NEVER.search(words)) and words not in _BY_PHRASE


def combined(group: str, heading: str, year: int) -> Meaning | None:
    """Read what a heading means under the group heading above it."""
    alone = read(heading or group, year)
    if not group or not heading or group == heading:
        return alone
    if optouts.asked_by(group):
        wish = optouts.asked_by(f"{group} {heading}")
        if wish and wish.sure:
            return read(f"{group} {heading}", year)
    if forbidden(words_of(group), year):
        return None
    if alone and alone.strength == SURE:
        return alone
    together = read(f"{group} {heading}", year) or read(f"{heading} {group}", year)
    if together or forbidden(words_of(heading), year):
        return together
    return alone
