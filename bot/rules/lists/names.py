"""Compare names: accents, spellings, short forms, first and last name swapped."""

import re
import unicodedata
from collections.abc import Iterator

from bot.rules.lists import sheet_member, short_names

_STROKES = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "’": "'", "‘": "'"}
)
_SIGNS = re.compile(r"[^\w]+")
_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "sir", "dame"]
)
_ALIKE = 76
"""Similarity (0 to 100) above which two spellings are one name.

Stephen and Steven are; Joan and John are not."""

_FAMILIES: dict[str, set[int]] = {}
for _number, _names in enumerate(short_names.FORMS.split("\n")):
    for _name in _names.split():
        _FAMILIES.setdefault(_name, set()).add(_number)


def folded(words: str) -> str:
    """Fold text for comparing names and headings: no capitals, no accents."""
    if not words.isascii():
        parts = unicodedata.normalize("NFKD", words.translate(_STROKES))
        words = "".join(c for c in parts if not unicodedata.combining(c))
    return words.casefold()


def _plain(name: str | None) -> tuple[str, ...]:
    """Split a name into words, without titles, hyphens and apostrophes."""
    if not name:
        return ()
    if name.isascii() and name.isalnum():
        return (name.lower(),)
    low = folded(name).replace("'", "").replace("`", "")
    words = _SIGNS.sub(" ", low).split()
    return tuple(word for word in words if word not in _TITLES) or tuple(words)


def key(member: sheet_member.SheetMember) -> tuple[str, ...]:
    """Make a key that is the same whatever the order of the name's words."""
    return words(member.first_name, member.last_name)


def words(*parts: str | None) -> tuple[str, ...]:
    """Split names into words, the same whatever their order."""
    return tuple(sorted(word for part in parts for word in _plain(part)))


def unnamed(member: sheet_member.SheetMember) -> bool:
    """Whether there is no name at all."""
    return not member.first_name and not member.last_name


def same(one: sheet_member.SheetMember, other: sheet_member.SheetMember) -> bool:
    """Whether two names are the same but for capitals, accents and word order."""
    if unnamed(one):
        return False
    written = one.first_name, one.last_name
    return written == (other.first_name, other.last_name) or key(one) == key(other)


def agree(one: sheet_member.SheetMember, other: sheet_member.SheetMember) -> bool:
    """Whether two names may be one person's, given the same membership number."""
    if unnamed(one) or unnamed(other):
        return True
    if alike(one, other):
        return True
    first_name = _plain(one.first_name)
    return bool(first_name) and first_name == _plain(other.first_name)


def same_first_name(
    one: sheet_member.SheetMember, other: sheet_member.SheetMember
) -> bool:
    """Whether two share a well-known first name; a swapped surname is none."""
    first = _plain(one.first_name)
    known = bool(first) and first[0] in _FAMILIES
    return known and first == _plain(other.first_name)


def alike(one: sheet_member.SheetMember, other: sheet_member.SheetMember) -> bool:
    """Whether first and last name are alike: another form, spelling or order."""
    return same(one, other) or any(fit == {True} for fit in _fits(one, other))


def share_part(one: sheet_member.SheetMember, other: sheet_member.SheetMember) -> bool:
    """Whether the first names are alike, or the last names."""
    return same(one, other) or any(True in fit for fit in _fits(one, other))


def _fits(
    one: sheet_member.SheetMember, other: sheet_member.SheetMember
) -> Iterator[set[bool]]:
    """Yield whether the parts that both have are alike, as given and swapped."""
    mine = _plain(one.first_name), _plain(one.last_name)
    theirs = _plain(other.first_name), _plain(other.last_name)
    called = _plain(one.preferred_name), _plain(other.preferred_name)
    for first, last in (theirs, theirs[::-1]):
        fit = set()
        if mine[0] and first:
            preferred = first == called[0] or mine[0] == called[1]
            fit.add(preferred or _alike(mine[0], first))
        if mine[1] and last:
            fit.add(_alike(mine[1], last))
        yield fit


def _alike(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether names are equal, one begins or shortens the other, or spelt alike."""
    one, other = " ".join(mine), " ".join(theirs)
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and (len(short) == 1 or " " in long[: len(short) + 1]):
        return True
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    if short.replace(" ", "") == "".join(word[0] for word in long.split()):
        return True
    if _FAMILIES.get(mine[0], set()) & _FAMILIES.get(theirs[0], set()):
        return True
    # A program at rest, which has compared no names yet, does without.
    from rapidfuzz import fuzz

    joined = one.replace(" ", ""), other.replace(" ", "")
    return joined[0] == joined[1] or fuzz.ratio(*joined) > _ALIKE
