"""Keyed hashes of every way to know a person, so that one of them is enough (S13)."""

import re
from collections.abc import Collection, Iterator
from typing import Protocol

from bot.rules import hashing
from bot.rules.lists import names

LEAST_DIGITS = 3
"""A number with fewer digits is not known by its digits alone."""
OWN = ("mobile", "personal_email")
SHARED = ("phone", "work_email", "workplace")
"""Details that several people may have: they count with the whole name only."""


class Known(Protocol):
    """What a member of the bot and a row of a list have alike."""

    @property
    def membership_number(self) -> str | None:
        """The number in the union."""

    @property
    def first_name(self) -> str | None:
        """The first name, or the whole name."""

    @property
    def last_name(self) -> str | None:
        """The last name."""


def of(key: bytes, person: Known, number: str | None = None) -> frozenset[str]:
    """Hash the number, and the name with each detail; `number`: a disputed one."""
    return _exact(key, person) | _digits(key, person, number) | _names(key, person)


def sure(
    key: bytes, person: Known, number: str | None, known: Collection[str]
) -> bool | None:
    """Whether one of these hashes is this person's; None if only one way fits."""
    if not _exact(key, person).isdisjoint(known):
        return True
    by_number = not _digits(key, person, number).isdisjoint(known)
    by_name = not _names(key, person).isdisjoint(known)
    return by_number if by_number == by_name else None


def surely(
    key: bytes, person: Known, number: str | None, known: Collection[str]
) -> bool:
    """Whether `sure` is true: names are hashed only where the number fits."""
    if not _exact(key, person).isdisjoint(known):
        return True
    by_number = not _digits(key, person, number).isdisjoint(known)
    return by_number and not _names(key, person).isdisjoint(known)


def of_name(key: bytes, person: Known) -> frozenset[str]:
    """Hash the whole name with each way to reach them, or with the workplace alone."""
    whole = [parts for parts in _by_name(person) if parts[0] == "name"]
    reached = [parts for parts in whole if parts[1] != "workplace"]
    if not whole and (words := names.words(person.first_name, person.last_name)):
        whole = [("name", "", " ".join(words), "")]
    return frozenset(hashing.keyed_hash(key, *parts) for parts in reached or whole)


def _exact(key: bytes, person: Known) -> frozenset[str]:
    number = person.membership_number
    return frozenset({hashing.of_number(key, number)} if number else ())


def _digits(key: bytes, person: Known, other: str | None) -> frozenset[str]:
    numbers = filter(None, (person.membership_number, other))
    return frozenset(_of_digits(key, number) for number in numbers)


def _names(key: bytes, person: Known) -> frozenset[str]:
    made = {hashing.keyed_hash(key, *parts) for parts in _by_name(person)}
    if mobile := getattr(person, "mobile", None):
        name = " ".join(filter(None, (person.first_name, person.last_name)))
        # As versions before kept it.
        made.add(hashing.of_person(key, name, mobile))
    return frozenset(made)


def _of_digits(key: bytes, number: str) -> str:
    """Hash a number as it is without a prefix, leading zeros, blanks and signs."""
    plain = hashing.normalise(number)
    found = re.fullmatch(r"[^\W\d]*0*(\d+)[^\W\d]*", plain)
    digits = found.group(1) if found and len(found.group(1)) >= LEAST_DIGITS else plain
    return hashing.keyed_hash(key, "digits", digits)


def _by_name(person: Known) -> Iterator[tuple[str, ...]]:
    """Yield the name, whole or in part, with each detail that tells who it is.

    A part of the name is enough beside a detail of their own: Jo and Joanna, a name
    before and after a wedding.
    """
    words = names.words(person.first_name, person.last_name)
    if not words:
        return
    whole = " ".join(words)
    for field in (*OWN, *SHARED):
        value = hashing.normalise(getattr(person, field) or "")
        if not value:
            continue
        kind = "mail" if "email" in field else "phone"
        kind = "workplace" if field == "workplace" else kind
        if kind == "phone":
            value = re.sub(r"^(00)?44|^0", "", value)
        yield "name", kind, whole, value
        if field in OWN:
            yield from (("part", kind, w, value) for w in words if len(w) > 1)
