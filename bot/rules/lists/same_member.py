"""Find the rows of one list that are one member, and what identifies a member."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.rules.lists import merge_rows, names, sheet_member

SAME, DIFFERENT, NOBODY = "same_person", "different_people", "nobody"


class Matches(NamedTuple):
    """What came of rows that may be one member."""

    members: dict[int, sheet_member.SheetMember]
    """Merged members, by the place of their first row."""
    gone: frozenset[int]
    """The places of the other rows that were merged."""
    warnings: list[sheet_member.Warned]
    questions: list[sheet_member.Question]


class _Grouping:
    """Rows grouped by member; a group is named by the place of its first row."""

    def __init__(
        self, rows: Mapping[int, sheet_member.SheetMember], answers: Mapping[str, str]
    ) -> None:
        self.rows = rows
        self.answers = answers
        self.groups: dict[int, list[int]] = {place: [place] for place in sorted(rows)}
        self.owner: dict[int, int] = {place: place for place in rows}
        """The first row of each row's member."""
        self.warnings: list[sheet_member.Warned] = []
        self.questions: list[sheet_member.Question] = []
        self.disputed: set[int] = set()
        """First rows of members whose number is disputed."""

    def join(self, into: int, other: int) -> None:
        """Join two groups, named by whichever comes first."""
        first, second = sorted((into, other))
        if first != second:
            moved = self.groups.pop(second)
            self.groups[first] = sorted(self.groups[first] + moved)
            self.owner.update(dict.fromkeys(moved, first))

    def first_row(self, place: int) -> sheet_member.SheetMember:
        """Get the first row of a group."""
        return self.rows[place]


def without_zeros(number: str) -> str:
    """Strip the leading zeros that spreadsheets lose; in capitals."""
    return number.lstrip("0").upper() or number


def match(
    rows: Mapping[int, sheet_member.SheetMember], answers: Mapping[str, str]
) -> Matches:
    """Match rows, given by their place in the list, and merge those of one member."""
    grouping = _Grouping(rows, answers)
    _by_number(grouping)
    _without_number(grouping)
    members, gone = {}, set()
    for first, group in grouping.groups.items():
        gone.update(group[1:])
        if len(group) > 1 or first in grouping.disputed:
            merged, warnings = merge_rows.merge([rows[place] for place in group])
            members[first] = disputed(merged) if first in grouping.disputed else merged
            grouping.warnings += warnings
    return Matches(members, frozenset(gone), grouping.warnings, grouping.questions)


def disputed(member: sheet_member.SheetMember) -> sheet_member.SheetMember:
    """Move a number that may be somebody else's from its field into `extra`."""
    kept = ("membership_number", member.membership_number or "")
    extra = (*(pair for pair in member.extra if pair[0] != kept[0]), kept)
    return member._replace(membership_number=None, extra=extra)


def _by_number(grouping: _Grouping) -> None:
    """Join rows of the same number where the names agree; ask where they do not."""
    by_number: dict[str, list[int]] = {}
    for place, row in grouping.rows.items():
        if row.membership_number:
            by_number.setdefault(without_zeros(row.membership_number), []).append(place)
    for places in by_number.values():
        firsts: list[int] = []
        for place in sorted(places):
            row = grouping.rows[place]
            known = next((f for f in firsts if _agrees(grouping, f, row)), None)
            if known is None:
                firsts.append(place)
            else:
                grouping.join(known, place)
        _find_disputed(grouping, firsts)


def _agrees(grouping: _Grouping, first: int, row: sheet_member.SheetMember) -> bool:
    """Whether a row is the same person as any in a group."""
    return any(
        same_person(grouping.rows[place], row) for place in grouping.groups[first]
    )


def same_person(one: sheet_member.SheetMember, other: sheet_member.SheetMember) -> bool:
    """Whether two with one membership number are one person.

    A shared way to reach them and one part of the name are enough; a landline is
    that of a household.
    """
    if names.agree(one, other):
        return True
    shared = (set(ways(one)) & set(ways(other))) - {one.phone, other.phone}
    return bool(shared) and names.share_part(one, other)


def _find_disputed(grouping: _Grouping, firsts: Sequence[int]) -> None:
    """Find numbers that several people have: nobody's until an organiser answers."""
    by_exact: dict[str, list[int]] = {}
    for first in firsts:
        for place in grouping.groups[first]:
            number = grouping.rows[place].membership_number or ""
            if first not in by_exact.setdefault(number, []):
                by_exact[number].append(first)
    for number, people in by_exact.items():
        if len(people) > 1:
            _ask_whose(grouping, number, people)


def _ask_whose(grouping: _Grouping, number: str, firsts: Sequence[int]) -> None:
    """Apply the answer to whose number it is, or ask."""
    question = sheet_member.Question(
        f"same_number_different_person:{number}",
        "same_number_different_person",
        (
            number,
            *(sheet_member.full_name(grouping.first_row(first)) for first in firsts),
        ),
        tuple(row for first in firsts for row in grouping.first_row(first).rows),
        None,
        (*(str(grouping.first_row(first).rows[0]) for first in firsts), SAME, NOBODY),
    )
    answer = grouping.answers.get(question.id)
    if answer == SAME:
        for other in firsts[1:]:
            grouping.join(firsts[0], other)
        return
    grouping.disputed.update(
        f for f in firsts if str(grouping.first_row(f).rows[0]) != answer
    )
    if answer in question.options:
        return
    grouping.questions.append(question)
    for first in firsts:
        row = grouping.first_row(first).rows[0]
        grouping.warnings.append(
            sheet_member.Warned(
                row, "membership_number", "same_number_different_person", number
            )
        )


def _without_number(grouping: _Grouping) -> None:
    """Join rows where one or both lack a number: same name, same way to reach them."""
    by_way: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for first, group in grouping.groups.items():
        for place in group:
            row = grouping.rows[place]
            for way in ways(row):
                by_way.setdefault((way, names.key(row)), []).append(first)
    for first in list(grouping.groups):
        row = grouping.rows[first]
        if row.membership_number or names.unnamed(row) or first not in grouping.groups:
            continue
        others = {
            grouping.owner[other]
            for way in ways(row)
            for other in by_way[(way, names.key(row))]
        } - {first}
        _join_or_ask(grouping, first, sorted(others))


def _join_or_ask(grouping: _Grouping, first: int, others: Sequence[int]) -> None:
    """Join a row with those like it; ask where they have several numbers."""
    numbered = [o for o in others if grouping.rows[o].membership_number]
    if len(numbered) <= 1:
        for other in others:
            grouping.join(min(first, other), max(first, other))
            first = min(first, other)
        return
    for other in numbered:
        _ask_if_same(grouping, first, other)


def _ask_if_same(grouping: _Grouping, first: int, other: int) -> None:
    """Apply the answer to whether two rows are one person, or ask; apart until then."""
    one, two = grouping.first_row(first), grouping.first_row(other)
    question = sheet_member.Question(
        f"possible_duplicate:{one.rows[0]}:{two.rows[0]}",
        "possible_duplicate",
        (sheet_member.full_name(one), sheet_member.full_name(two)),
        (*one.rows, *two.rows),
        None,
        (SAME, DIFFERENT),
    )
    answer = grouping.answers.get(question.id)
    if answer == SAME:
        grouping.join(first, other)
    if answer in question.options:
        return
    grouping.questions.append(question)
    grouping.warnings.append(
        sheet_member.Warned(one.rows[0], None, "possible_duplicate")
    )


def number_of(member: sheet_member.SheetMember) -> str | None:
    """Get the membership number, or the disputed one kept in `extra`."""
    return member.membership_number or dict(member.extra).get("membership_number")


def ways(member: sheet_member.SheetMember) -> Iterator[str]:
    """Yield every number and address at which somebody is reached."""
    return filter(None, (getattr(member, field) for field in sheet_member.REACH))


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


def name_keys(member: sheet_member.SheetMember) -> Iterator[str]:
    """Yield the keys by which a member is found without the number.

    The name, and each way to reach them with the initials: many may share a way.
    """
    words = names.key(member)
    yield " ".join(("named", *words))
    for way in ways(member):
        yield from (f"{way} {initial}" for initial in {word[0] for word in words})
