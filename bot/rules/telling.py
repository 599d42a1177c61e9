"""By what a member of a list is told from others."""

from bot.rules import matching, names, people


def number_of(member: people.SheetMember) -> str | None:
    """The number, or the disputed one that is kept beside it."""
    return member.membership_number or dict(member.extra).get("membership_number")


def reachable(member: people.SheetMember) -> bool:
    """There is a number or a way by which to tell this member from a namesake."""
    return bool(number_of(member) or any(matching.ways(member)))


def whole(member: people.SheetMember) -> tuple[object, ...]:
    """All that is left to know such a member by when the same list comes again."""
    return names.key(member), member.workplace, member.job_grade
