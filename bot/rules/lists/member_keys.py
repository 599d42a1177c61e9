"""What a member is found by: number, name, and ways to reach them."""

from collections.abc import Collection, Iterator, Mapping

from bot.rules.lists import names, sheet_member

CROWD = 12
"""Where more share a way to reach them, with part of a name, it tells of no one."""


def without_zeros(number: str) -> str:
    """Strip the leading zeros that spreadsheets lose; in capitals."""
    return number.lstrip("0").upper() or number


def number_of(member: sheet_member.SheetMember) -> str | None:
    """Get the membership number, or the disputed one kept in `extra`."""
    return member.membership_number or dict(member.extra).get("membership_number")


def ways(member: sheet_member.SheetMember) -> Iterator[str]:
    """Yield every number and address at which somebody is reached."""
    return filter(None, (getattr(member, field) for field in sheet_member.REACH))


def share_way(one: sheet_member.SheetMember, other: sheet_member.SheetMember) -> bool:
    """Whether two are reached at the same number or address."""
    return not set(ways(one)).isdisjoint(ways(other))


def identifiable(member: sheet_member.SheetMember) -> bool:
    """Whether a number or a way to reach them tells a member from a namesake."""
    return bool(number_of(member) or any(ways(member)))


def name_and_workplace(member: sheet_member.SheetMember) -> tuple[object, ...]:
    """Make the key that recognises a member who is not identifiable otherwise."""
    return names.key(member), member.workplace, member.job_grade


def number_key(member: sheet_member.SheetMember) -> str:
    """Return the key by which a member is found by number; empty without one."""
    number = number_of(member)
    return f"number {without_zeros(number)}" if number else ""


def name_key(member: sheet_member.SheetMember) -> str:
    """Return the key by which namesakes are found."""
    return _named(names.key(member))


def _named(words: tuple[str, ...]) -> str:
    return " ".join(("named", *words))


def name_keys(member: sheet_member.SheetMember) -> set[str]:
    """Return the keys by which a member is found without the number."""
    words = names.key(member)
    return {_named(words), *_way_keys(member, words)}


def way_keys(member: sheet_member.SheetMember) -> set[str]:
    """Join each way to reach somebody with each word of the name, and its initial."""
    return _way_keys(member, names.key(member))


def _way_keys(member: sheet_member.SheetMember, words: tuple[str, ...]) -> set[str]:
    parts = {*words, *(word[0] for word in words)}
    return {f"{way} {part}" for way in ways(member) for part in parts}


def near(
    by_key: Mapping[str, Collection[int]], member: sheet_member.SheetMember
) -> set[int]:
    """Find who shares a way to reach them and a part of the name; a crowd does not.

    So a member is compared with few others, however many share one telephone.
    """
    found = (by_key.get(key, ()) for key in way_keys(member))
    return {one for some in found if len(some) <= CROWD for one in some}
