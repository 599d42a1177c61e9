"""Whom typed words tell: by number, by name, by a way to reach them (S14)."""

import re
from collections.abc import Sequence

from bot.rules import hashing
from bot.rules.lists import member_keys, names
from bot.rules.member import Member

LEAST_DIGITS = 6
"""A number with fewer digits is no telephone number."""


def fits(member: Member, typed: Sequence[str]) -> bool:
    """Whether every one of the words typed tells this member."""
    return all(_is_theirs(member, one) or _is_named(member, one) for one in typed)


def is_sure(member: Member, typed: Sequence[str]) -> bool:
    """Whether the words tell more than a name, which others may have as well."""
    return any(_is_theirs(member, one) for one in typed)


def one_person(one: Member, other: Member) -> bool:
    """Whether members of two ballots are one person.

    By number where both have one, else by name and a way to reach them; who has none
    is known by name and workplace.
    """
    if one.ballot_id == other.ballot_id:
        return one.id == other.id
    numbers = [hashing.normalise(m.membership_number or "") for m in (one, other)]
    if all(numbers):
        return numbers[0] == numbers[1]
    mine, theirs = (names.words(m.first_name, m.last_name) for m in (one, other))
    if not mine or mine != theirs:
        return False
    if ways(one) or ways(other):
        return not ways(one).isdisjoint(ways(other))
    return one.workplace == other.workplace


def ways(member: Member) -> frozenset[str]:
    """Return every number and address of a member, in one form each."""
    numbers = (_phone(number) for number in (member.mobile, member.phone))
    mails = (_mail(mail) for mail in (member.personal_email, member.work_email))
    return frozenset(filter(None, (*numbers, *mails)))


def way(typed: str) -> str:
    """Write a telephone number or e-mail address in the form of `ways`, or nothing."""
    return _mail(typed) or _phone(typed)


def _is_theirs(member: Member, typed: str) -> bool:
    """Whether this is the membership number, or a number or address of theirs."""
    if way(typed) in ways(member):
        return True
    number = member_keys.without_zeros(hashing.normalise(typed))
    own = (member.membership_number, member.extra.get("membership_number"))
    plain = (hashing.normalise(str(one)) for one in own if one)
    return bool(number) and number in map(member_keys.without_zeros, plain)


def _is_named(member: Member, typed: str) -> bool:
    own = (member.first_name, member.last_name, member.preferred_name)
    told = set(names.words(typed))
    return bool(told) and told <= set(names.words(*own))


def _phone(typed: str | None) -> str:
    """Write a telephone number without signs and country, or nothing if it is none."""
    digits = re.sub(r"[\s().+-]", "", typed or "")
    found = digits.isdecimal() and len(digits) >= LEAST_DIGITS
    return re.sub(r"^(?:00)?44|^0", "", digits) if found else ""


def _mail(typed: str | None) -> str:
    return typed.strip().casefold() if typed and "@" in typed else ""
