"""Find the rows of one list that are one member, and those that may be."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.rules.lists import member_keys, merge_rows, names, sheet_member

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

    def numbered(self, first: int) -> bool:
        """Whether any row of a member's has a number."""
        places = self.groups[self.owner[first]]
        return any(self.rows[place].membership_number for place in places)

    def first_row(self, place: int) -> sheet_member.SheetMember:
        """Get the first row of a group."""
        return self.rows[place]


def match(
    rows: Mapping[int, sheet_member.SheetMember], answers: Mapping[str, str]
) -> Matches:
    """Match rows, given by their place in the list, and merge those of one member."""
    grouping = _Grouping(rows, answers)
    _by_number(grouping)
    _without_number(grouping)
    _of_another_form(grouping)
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
            by_number.setdefault(
                member_keys.without_zeros(row.membership_number), []
            ).append(place)
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
    shared = (set(member_keys.ways(one)) & set(member_keys.ways(other))) - {
        one.phone,
        other.phone,
    }
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
            for way in member_keys.ways(row):
                by_way.setdefault((way, names.key(row)), []).append(first)
    for first in list(grouping.groups):
        row = grouping.rows[first]
        if row.membership_number or names.unnamed(row) or first not in grouping.groups:
            continue
        others = {
            grouping.owner[other]
            for way in member_keys.ways(row)
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
    _ask_about(grouping, first, numbered)


def _of_another_form(grouping: _Grouping) -> None:
    """Ask where rows share a way to reach them and have another form of one name.

    Jo and Joanna may be one person, or mother and daughter.
    """
    by_key: dict[str, set[int]] = {}
    for place, first in grouping.owner.items():
        for key in member_keys.way_keys(grouping.rows[place]):
            by_key.setdefault(key, set()).add(first)
    for first in list(grouping.groups):
        row = grouping.rows[first]
        if names.unnamed(row) or grouping.numbered(first):
            continue
        others = [
            other
            for other in sorted(member_keys.near(by_key, row))
            if (other < first or grouping.numbered(other))
            and _is_another_form(grouping.rows[other], row)
        ]
        _ask_about(grouping, first, others)


def _is_another_form(
    one: sheet_member.SheetMember, other: sheet_member.SheetMember
) -> bool:
    if names.unnamed(one) or names.same(one, other):
        return False
    may_be = names.alike(one, other) or names.same_first_name(one, other)
    return may_be and member_keys.share_way(one, other)


def _ask_about(grouping: _Grouping, first: int, others: Sequence[int]) -> None:
    """Ask whether a row is one of several others, until it is."""
    for other in others:
        _ask_if_same(grouping, first, other)
        if grouping.owner[first] == grouping.owner[other]:
            return


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
        grouping.join(grouping.owner[first], grouping.owner[other])
    if answer in question.options:
        return
    grouping.questions.append(question)
    grouping.warnings.append(
        sheet_member.Warned(one.rows[0], None, "possible_duplicate")
    )
