"""Which rows of one list are one member, and by what a member is recognised."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.rules.lists import merge_rows, names, sheet_member

SAME, DIFFERENT = "same_person", "different_people"


class Matches(NamedTuple):
    """What becomes of rows that may belong together, in the first row's place."""

    members: dict[int, sheet_member.SheetMember]
    """By the place of the first row; other rows of the member are in `gone`."""
    gone: frozenset[int]
    warnings: list[sheet_member.Warned]
    questions: list[sheet_member.Question]


class _Work:
    """The groups as they form: each row points to the first row of its member."""

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
        self.unset: set[int] = set()
        """First rows of members whose number is disputed."""

    def join(self, into: int, other: int) -> None:
        """Make two groups one, under whichever comes first."""
        first, second = sorted((into, other))
        if first != second:
            moved = self.groups.pop(second)
            self.groups[first] = sorted(self.groups[first] + moved)
            self.owner.update(dict.fromkeys(moved, first))

    def named(self, place: int) -> sheet_member.SheetMember:
        """Choose the first row of a group."""
        return self.rows[place]


def bare(number: str) -> str:
    """Strip a membership number of the zeros that sheets lose."""
    return number.lstrip("0").upper() or number


def match(
    rows: Mapping[int, sheet_member.SheetMember], answers: Mapping[str, str]
) -> Matches:
    """Which of these rows, by their place in the list, are one member."""
    work = _Work(rows, answers)
    _by_number(work)
    _without_number(work)
    members, gone = {}, set()
    for first, group in work.groups.items():
        gone.update(group[1:])
        if len(group) > 1 or first in work.unset:
            merged, told = merge_rows.merge([rows[place] for place in group])
            members[first] = disputed(merged) if first in work.unset else merged
            work.warnings += told
    return Matches(members, frozenset(gone), work.warnings, work.questions)


def disputed(member: sheet_member.SheetMember) -> sheet_member.SheetMember:
    """Take away the number that may be somebody else's; it is kept beside."""
    kept = ("membership_number", member.membership_number or "")
    extra = (*(pair for pair in member.extra if pair[0] != kept[0]), kept)
    return member._replace(membership_number=None, extra=extra)


def _by_number(work: _Work) -> None:
    """Join rows of the same number where the names agree; ask where they do not."""
    by_number: dict[str, list[int]] = {}
    for place, row in work.rows.items():
        if row.membership_number:
            by_number.setdefault(bare(row.membership_number), []).append(place)
    for places in by_number.values():
        firsts: list[int] = []
        for place in sorted(places):
            row = work.rows[place]
            known = next((f for f in firsts if _one(work, f, row)), None)
            if known is None:
                firsts.append(place)
            else:
                work.join(known, place)
        _dispute(work, firsts)


def _one(work: _Work, first: int, row: sheet_member.SheetMember) -> bool:
    return any(names.agree(work.rows[place], row) for place in work.groups[first])


def _dispute(work: _Work, firsts: Sequence[int]) -> None:
    """Several people beside one and the same number: it is nobody's until answered."""
    by_exact: dict[str, list[int]] = {}
    for first in firsts:
        for place in work.groups[first]:
            number = work.rows[place].membership_number or ""
            if first not in by_exact.setdefault(number, []):
                by_exact[number].append(first)
    for number, people_there in by_exact.items():
        if len(people_there) > 1:
            _whose(work, number, people_there)


def _whose(work: _Work, number: str, firsts: Sequence[int]) -> None:
    question = sheet_member.Question(
        f"same_number_different_person:{number}",
        "same_number_different_person",
        (number, *(sheet_member.full_name(work.named(first)) for first in firsts)),
        tuple(row for first in firsts for row in work.named(first).rows),
        None,
        (*(str(work.named(first).rows[0]) for first in firsts), SAME),
    )
    answer = work.answers.get(question.id)
    if answer == SAME:
        for other in firsts[1:]:
            work.join(firsts[0], other)
        return
    work.unset.update(f for f in firsts if str(work.named(f).rows[0]) != answer)
    if answer in question.options:
        return
    work.questions.append(question)
    for first in firsts:
        row = work.named(first).rows[0]
        work.warnings.append(
            sheet_member.Warned(
                row, "membership_number", "same_number_different_person", number
            )
        )


def ways(row: sheet_member.SheetMember) -> Iterable[tuple[str, str]]:
    """List what two rows without a number must share beside the name."""
    if row.mobile:
        yield "mobile", row.mobile
    if row.personal_email:
        yield "personal_email", row.personal_email


def _without_number(work: _Work) -> None:
    """No number on one row or both: the same name and the same mobile or e-mail."""
    by_way: dict[tuple[str, str, tuple[str, ...]], list[int]] = {}
    for first, group in work.groups.items():
        for place in group:
            row = work.rows[place]
            for way in ways(row):
                by_way.setdefault((*way, names.key(row)), []).append(first)
    for first in list(work.groups):
        row = work.rows[first]
        if row.membership_number or names.unnamed(row) or first not in work.groups:
            continue
        others = {
            work.owner[other]
            for way in ways(row)
            for other in by_way[(*way, names.key(row))]
        } - {first}
        _join_or_ask(work, first, sorted(others))


def _join_or_ask(work: _Work, first: int, others: Sequence[int]) -> None:
    numbered = [o for o in others if work.rows[o].membership_number]
    if len(numbered) <= 1:
        for other in others:
            work.join(min(first, other), max(first, other))
            first = min(first, other)
        return
    for other in numbered:
        _alike(work, first, other)


def _alike(work: _Work, first: int, other: int) -> None:
    """Rows that may be one person's: kept apart until an organiser says so."""
    one, two = work.named(first), work.named(other)
    question = sheet_member.Question(
        f"possible_duplicate:{one.rows[0]}:{two.rows[0]}",
        "possible_duplicate",
        (sheet_member.full_name(one), sheet_member.full_name(two)),
        (*one.rows, *two.rows),
        None,
        (SAME, DIFFERENT),
        DIFFERENT,
    )
    answer = work.answers.get(question.id)
    if answer == SAME:
        work.join(first, other)
    if answer in question.options:
        return
    work.questions.append(question)
    work.warnings.append(sheet_member.Warned(one.rows[0], None, "possible_duplicate"))


def number_of(member: sheet_member.SheetMember) -> str | None:
    """Return the number, or the disputed one that is kept beside it."""
    return member.membership_number or dict(member.extra).get("membership_number")


def reachable(member: sheet_member.SheetMember) -> bool:
    """There is a number or a way by which to tell this member from a namesake."""
    return bool(number_of(member) or any(ways(member)))


def whole(member: sheet_member.SheetMember) -> tuple[object, ...]:
    """All that is left to know such a member by when the same list comes again."""
    return names.key(member), member.workplace, member.job_grade
