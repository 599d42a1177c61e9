"""Merge a newer list into the members the bot knows."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bot.rules.lists import merge_rows, names, same_member, sheet_member


class Change(NamedTuple):
    """What a list changes for a known member, and the rows it does so from."""

    member_id: int
    rows: tuple[sheet_member.Row, ...]
    after: sheet_member.SheetMember
    """The member as it would be afterwards."""
    fields: tuple[str, ...] = ()
    """The fields that change; empty where the list says nothing new."""


class ListMerge:
    """Matches the members of a list with the known ones, one by one."""

    def __init__(
        self,
        known: Iterable[sheet_member.KnownMember],
        answers: Mapping[str, str] | None = None,
        matched: Iterable[int] = (),
    ) -> None:
        self._answers = answers or {}
        self._known = {member.id: member for member in known}
        self._by_number: dict[str, list[int]] = {}
        self._by_detail: dict[tuple[str, tuple[str, ...]], list[int]] = {}
        self._by_name_and_workplace: dict[tuple[object, ...], list[int]] = {}
        self._matched = set(matched)
        self.warnings: list[sheet_member.Warned] = []
        self.questions: list[sheet_member.Question] = []
        for member in self._known.values():
            self._index(member)

    def _index(self, known: sheet_member.KnownMember) -> None:
        number = same_member.number_of(known.member)
        if number:
            self._by_number.setdefault(same_member.without_zeros(number), []).append(
                known.id
            )
        for detail in same_member.contact_details(known.member):
            key = detail[1], names.key(known.member)
            self._by_detail.setdefault(key, []).append(known.id)
        if not same_member.identifiable(known.member):
            self._by_name_and_workplace.setdefault(
                same_member.name_and_workplace(known.member), []
            ).append(known.id)

    def results(
        self, members: Iterable[sheet_member.SheetMember]
    ) -> Iterator[sheet_member.SheetMember | Change]:
        """Yield each member of the list if new, else what changes for the known one."""
        for member in members:
            known = self._find(member) if self._known else None
            if known is None:
                yield self._new(member)
            else:
                self._matched.add(known.id)
                yield self._changed(known, member)

    def missing(self) -> list[sheet_member.KnownMember]:
        """List the known members whom the list does not name; they are kept."""
        return [
            known for known in self._known.values() if known.id not in self._matched
        ]

    def _find(
        self, member: sheet_member.SheetMember
    ) -> sheet_member.KnownMember | None:
        """Find the known member this is: by number, else by name and contact detail."""
        numbered = self._by_number.get(
            same_member.without_zeros(same_member.number_of(member) or ""), ()
        )
        same = [
            known
            for known in map(self._known.__getitem__, numbered)
            if same_member.same_person(known.member, member)
            or self._answered_same(member)
        ]
        if same:
            return self._best(same, member)
        found = {
            place
            for detail in same_member.contact_details(member)
            for place in self._by_detail.get((detail[1], names.key(member)), ())
        }
        free = [
            self._known[place]
            for place in sorted(found)
            if not (member.membership_number and self._known[place].member[1])
        ]
        if not same_member.identifiable(member):
            alike = self._by_name_and_workplace.get(
                same_member.name_and_workplace(member), ()
            )
            free = [self._known[n] for n in alike if n not in self._matched][:1]
        return self._unmatched(free[0]) if len(free) == 1 else None

    def _best(
        self, same: list[sheet_member.KnownMember], member: sheet_member.SheetMember
    ) -> sheet_member.KnownMember | None:
        """Choose among those who share a disputed number: the same name comes first."""
        unmatched = [known for known in same if known.id not in self._matched]
        own = names.key(member)
        return min(
            unmatched, key=lambda one: names.key(one.member) != own, default=None
        )

    def _unmatched(
        self, known: sheet_member.KnownMember
    ) -> sheet_member.KnownMember | None:
        return None if known.id in self._matched else known

    def _answered_same(self, member: sheet_member.SheetMember) -> bool:
        """Whether an organiser said that all with this number are one person."""
        key = f"same_number_different_person:{member.membership_number}"
        return self._answers.get(key) == same_member.SAME

    def _new(self, member: sheet_member.SheetMember) -> sheet_member.SheetMember:
        """Take a new member, without the number if somebody else has it already."""
        number = member.membership_number
        others = [
            self._known[place]
            for place in self._by_number.get(
                same_member.without_zeros(number or ""), ()
            )
            if self._known[place].member.membership_number == number
        ]
        if not number or not others:
            return member
        people = (
            sheet_member.full_name(others[0].member),
            sheet_member.full_name(member),
        )
        question = sheet_member.Question(
            f"same_number_different_person:{number}",
            "same_number_different_person",
            (number, *people),
            member.rows,
            None,
            (same_member.SAME, same_member.DIFFERENT),
        )
        if question.id not in self._answers:
            self.questions.append(question)
        self.warnings.append(
            sheet_member.Warned(
                member.rows[0], "membership_number", question.kind, number
            )
        )
        return same_member.disputed(member)

    def _changed(
        self, known: sheet_member.KnownMember, member: sheet_member.SheetMember
    ) -> Change:
        after, warnings = merge(known, member)
        self.warnings += warnings
        fields = tuple(
            name
            for name, mine, theirs in zip(
                sheet_member.SheetMember._fields, known.member, after, strict=True
            )
            if mine != theirs and name != "rows"
        )
        return Change(known.id, member.rows, after, fields)


def merge(
    known: sheet_member.KnownMember, member: sheet_member.SheetMember
) -> tuple[sheet_member.SheetMember, list[sheet_member.Warned]]:
    """Merge a row of a list into a known member: only filled cells replace."""
    before, changes = known.member, dict[str, str | None]()
    warnings: list[sheet_member.Warned] = []
    for field in sheet_member.PLAIN:
        mine, theirs = getattr(before, field), getattr(member, field)
        if not theirs or mine == theirs:
            continue
        if field in known.touched:
            warnings.append(
                sheet_member.Warned(member.rows[0], field, "conflict", theirs)
            )
            continue
        changes[field] = theirs
    if "last_name" in changes and before.last_name:
        lost = before.last_name
        at = member.rows[0]
        warnings.append(sheet_member.Warned(at, "last_name", "name_differs", lost))
    status, day = newer_status(known, member)
    return before._replace(
        **changes,
        rows=member.rows,
        membership_number=_number(before, member),
        ballot_status=status,
        status_date=day,
        do_not_contact=before.do_not_contact or member.do_not_contact,
        notes=merge_rows.join_notes(before.notes, member.notes),
        extra=tuple(dict.fromkeys((*before.extra, *member.extra))),
    ), warnings


def _number(
    before: sheet_member.SheetMember, member: sheet_member.SheetMember
) -> str | None:
    """Choose the longer number, so that no zero is lost."""
    mine, theirs = before.membership_number, member.membership_number
    if not mine or not theirs:
        return mine or theirs
    return max(mine, theirs, key=len)


def newer_status(
    known: sheet_member.KnownMember, member: sheet_member.SheetMember
) -> tuple[str, str | None]:
    """Choose the newer status by day; on the same day what the bot recorded stays."""
    before = known.member
    stays = before.ballot_status, before.status_date
    if member.ballot_status == "unknown":
        return stays
    if before.ballot_status == "unknown":
        return member.ballot_status, member.status_date
    mine, theirs = before.status_date or "", member.status_date or ""
    if theirs > mine or (theirs == mine and not known.recorded):
        return member.ballot_status, member.status_date
    return stays
