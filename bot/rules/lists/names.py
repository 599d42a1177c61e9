"""When two names may be one person's: accents, spellings, short forms, turned round."""

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
"""Spellings this close are one name: Stephen and Steven are, Joan and John are not."""

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
    """Text as names and headings are compared: no capitals, no accents."""
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
    """Make the same key for the same name, in whatever order its words come."""
    return tuple(sorted((*_plain(member.first_name), *_plain(member.last_name))))


def unnamed(member: sheet_member.SheetMember) -> bool:
    """There is no name at all."""
    return not member.first_name and not member.last_name


def same(one: sheet_member.SheetMember, other: sheet_member.SheetMember) -> bool:
    """Say whether two names are the same but for capitals, accents and order."""
    return key(one) == key(other) and not unnamed(one)


def agree(one: sheet_member.SheetMember, other: sheet_member.SheetMember) -> bool:
    """Say whether names may be one person's, where the number is the same already."""
    if unnamed(one) or unnamed(other) or same(one, other):
        return True
    straight = (_plain(one.first_name), _plain(one.last_name))
    mine = _plain(other.first_name), _plain(other.last_name)
    return _fits(one, other, straight, mine) or _fits(
        one, other, straight, (mine[1], mine[0])
    )


Pair = tuple[tuple[str, ...], tuple[str, ...]]


def _fits(
    one: sheet_member.SheetMember,
    other: sheet_member.SheetMember,
    mine: Pair,
    theirs: Pair,
) -> bool:
    """First names decide; a last name may be another, a first name another spelling."""
    if mine[0] and mine[0] == theirs[0]:
        return True
    called = _plain(one.preferred_name), _plain(other.preferred_name)
    first = _alike(mine[0], theirs[0]) or _among(theirs[0], called[0])
    first = first or _among(mine[0], called[1])
    if not mine[0] or not theirs[0]:
        return bool(mine[1]) and mine[1] == theirs[1]
    return first and (not mine[1] or not theirs[1] or _alike(mine[1], theirs[1]))


def _among(name: tuple[str, ...], called: tuple[str, ...]) -> bool:
    return bool(name) and name == called


def _alike(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Equal, one the beginning or a short form of the other, or another spelling."""
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
