"""Compare names: accents, spellings, short forms, first and last name swapped."""

import re
import unicodedata

from rapidfuzz import fuzz

from bot.rules.lists import sheet_member

_STROKES = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "’": "'", "‘": "'"}
)
_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "sir", "dame"]
)
_ALIKE = 76
"""Similarity (0 to 100) above which two spellings are one name.

Stephen and Steven are; Joan and John are not."""

_SHORT = """
william bill billy will liam
robert bob bobby rob robbie
margaret maggie peggy meg marge greta
elizabeth liz lizzie beth betty eliza libby
catherine katherine cath kathy kate katie cathy kath
richard dick rick richie
james jim jimmy jamie
john jack johnny
edward ted eddie ned
anthony tony
michael mick mike
susan sue susie
patrick paddy pat
mohammed mo mohamed
andrew andy drew
thomas tom tommy
joseph joe joey
david dave davy dai
christopher chris kit
nicholas nick nicky
philip phil
deborah debbie deb
patricia pat patsy trish tricia
jennifer jenny jen
charles charlie chuck
henry harry hal
frederick fred freddie
alexander alex sandy alec
rebecca becky bex
victoria vicky tori
peter pete
stephen steve
daniel dan danny
samuel sam
matthew matt
benjamin ben
gregory greg
oluwaseun seun
rosalind ros roz
pamela pam
jacqueline jackie jacqui
dorothy dot dottie
mary molly polly
sarah sally sadie
helen nell nellie
"""
_FAMILIES: dict[str, set[int]] = {}
for _number, _names in enumerate(_SHORT.split("\n")):
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
    low = folded(name or "").replace("'", "").replace("`", "")
    words = re.sub(r"[^\w]+", " ", low).split()
    return tuple(word for word in words if word not in _TITLES) or tuple(words)


def key(member: sheet_member.SheetMember) -> tuple[str, ...]:
    """Make a key that is the same whatever the order of the name's words."""
    return tuple(sorted((*_plain(member.first_name), *_plain(member.last_name))))


def unnamed(member: sheet_member.SheetMember) -> bool:
    """Whether there is no name at all."""
    return not member.first_name and not member.last_name


def same(one: sheet_member.SheetMember, other: sheet_member.SheetMember) -> bool:
    """Whether two names are the same but for capitals, accents and word order."""
    return key(one) == key(other) and not unnamed(one)


def agree(one: sheet_member.SheetMember, other: sheet_member.SheetMember) -> bool:
    """Whether two names may be one person's, given the same membership number."""
    if unnamed(one) or unnamed(other) or same(one, other):
        return True
    mine = _plain(one.first_name), _plain(one.last_name)
    theirs = _plain(other.first_name), _plain(other.last_name)
    swapped = theirs[1], theirs[0]
    return _fits(one, other, mine, theirs) or _fits(one, other, mine, swapped)


Pair = tuple[tuple[str, ...], tuple[str, ...]]
"""The words of the first name and those of the last."""


def _fits(
    one: sheet_member.SheetMember,
    other: sheet_member.SheetMember,
    mine: Pair,
    theirs: Pair,
) -> bool:
    """Whether first and last names fit: equal, alike, or one is the preferred name."""
    if mine[0] and mine[0] == theirs[0]:
        return True
    preferred = _plain(one.preferred_name), _plain(other.preferred_name)
    if not mine[0] or not theirs[0]:
        return bool(mine[1]) and mine[1] == theirs[1]
    first = (
        _alike(mine[0], theirs[0])
        or theirs[0] == preferred[0]
        or mine[0] == preferred[1]
    )
    return first and (not mine[1] or not theirs[1] or _alike(mine[1], theirs[1]))


def _alike(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether names are equal, one begins or shortens the other, or spelt alike."""
    if not mine or not theirs:
        return False
    one, other = " ".join(mine), " ".join(theirs)
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and (len(short) == 1 or " " in long[: len(short) + 1]):
        return True
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    if _FAMILIES.get(mine[0], set()) & _FAMILIES.get(theirs[0], set()):
        return True
    joined = one.replace(" ", ""), other.replace(" ", "")
    return joined[0] == joined[1] or fuzz.ratio(*joined) > _ALIKE
