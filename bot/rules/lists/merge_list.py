"""Merge a newer list into the members the bot knows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from bot.rules.lists import (
    find_known,
    member_keys,
    merge_rows,
    names,
    same_member,
    sheet_member,
)


class Change(NamedTuple):
    """What a list changes for a known member, and the rows it does so from."""

    member_id: int
    rows: tuple[sheet_member.Row, ...]
    after: sheet_member.SheetMember
    """The member as it would be afterwards."""
    fields: tuple[str, ...] = ()
    """The fields that change; empty where the list says nothing new."""


class Doubt(NamedTuple):
    """An open question about who is who among the rows of one list."""

    question: sheet_member.Question
    opted_out: bool = False
    """Whether one of the rows asks for no contact."""


class HeldBack(NamedTuple):
    """A row that is not taken in until an organiser says whom it is about."""

    row: sheet_member.SheetMember
    question: sheet_member.Question
    known: tuple[int, ...] = ()
    """The members it may be about; none of them is missing from the list."""
    opted_out: tuple[Change, ...] = ()
    """Where the row asks for no contact, nobody it may be about is contacted."""


Outcome = sheet_member.SheetMember | Change | HeldBack
"""What a row of the list comes to: a new member, a known one's change, a question."""


class ListMerge:
    """Matches the members of a list with the known ones, one by one."""

    def __init__(
        self,
        known: Iterable[sheet_member.KnownMember],
        answers: Mapping[str, str] | None = None,
        matched: Iterable[int] = (),
        listed: Collection[str] = frozenset(),
        doubts: Mapping[sheet_member.Row, Doubt] | None = None,
    ) -> None:
        self._answers = answers or {}
        self._known = find_known.KnownMembers(known, self._answers, listed, matched)
        self._doubts = doubts or {}
        self._held_for: set[int] = set()
        self.warnings: list[sheet_member.Warned] = []

    def results(self, members: Iterable[sheet_member.SheetMember]) -> Iterator[Outcome]:
        """Yield what each member of the list comes to."""
        for member in members:
            doubt = self._doubt(member)
            match self._known.find(member):
                case sheet_member.KnownMember() as known:
                    if doubt and _claims_number(doubt, known, member):
                        out = member.do_not_contact or doubt.opted_out
                        yield self._held_back(member, doubt.question, (known.id,), out)
                    else:
                        yield self._changed(known, member)
                case find_known.InDoubt(question, ids):
                    out = member.do_not_contact
                    yield self._held_back(member, question, ids, out)
                case sheet_member.SheetMember() as new:
                    yield HeldBack(member, doubt.question) if doubt else new

    def missing(self) -> list[sheet_member.KnownMember]:
        """List the known members whom no row is, or may be, about; they are kept."""
        named = self._known.matched | self._held_for
        return [one for one in self._known.by_id.values() if one.id not in named]

    def _doubt(self, row: sheet_member.SheetMember) -> Doubt | None:
        """Find the open question a row waits for; a number may be a known member's."""
        if self._answers.get(find_known.clash_id(row)) == same_member.DIFFERENT:
            return None
        return next((self._doubts[r] for r in row.rows if r in self._doubts), None)

    def _held_back(
        self,
        row: sheet_member.SheetMember,
        question: sheet_member.Question,
        ids: tuple[int, ...],
        opted_out: bool,
    ) -> HeldBack:
        self._held_for.update(ids)
        changes = []
        for id_ in ids if opted_out else ():
            known = self._known.by_id[id_]
            if not known.member.do_not_contact:
                after = known.member._replace(do_not_contact=True)
                self._known.by_id[id_] = known._replace(member=after)
                changes.append(Change(id_, (), after, ("do_not_contact",)))
        return HeldBack(row, question, ids, tuple(changes))

    def _changed(
        self, known: sheet_member.KnownMember, member: sheet_member.SheetMember
    ) -> Change:
        after, warnings = merge(known, member)
        self.warnings += warnings
        self._known.matched.add(known.id)
        self._known.by_id[known.id] = known._replace(member=after._replace(rows=()))
        fields = tuple(
            name
            for name, mine, theirs in zip(
                sheet_member.SheetMember._fields, known.member, after, strict=True
            )
            if mine != theirs and name != "rows"
        )
        return Change(known.id, member.rows, after, fields)


def _claims_number(
    doubt: Doubt, known: sheet_member.KnownMember, row: sheet_member.SheetMember
) -> bool:
    """Whether a known member would newly get a number that another row has as well."""
    number = member_keys.number_of(known.member)
    clash = doubt.question.kind == find_known.CLASH
    return clash and number != member_keys.number_of(row)


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
    if not names.alike(before, member):
        for field in sheet_member.NAMES:
            if field in changes and (lost := getattr(before, field)):
                at = member.rows[0]
                warnings.append(sheet_member.Warned(at, field, "name_differs", lost))
    status, day = newer_status(known, member)
    own = ("membership_number", before.membership_number)
    extra = dict.fromkeys((*before.extra, *(e for e in member.extra if e != own)))
    return before._replace(
        **changes,
        rows=member.rows,
        membership_number=_number(before, member),
        ballot_status=status,
        status_date=day,
        do_not_contact=before.do_not_contact or member.do_not_contact,
        notes=merge_rows.join_notes(before.notes, member.notes),
        extra=tuple(extra),
    ), warnings


def _number(
    before: sheet_member.SheetMember, member: sheet_member.SheetMember
) -> str | None:
    """Choose the longer number, so that no zero is lost; another one is newer."""
    mine, theirs = before.membership_number, member.membership_number
    if not mine or not theirs:
        return mine or theirs
    if member_keys.without_zeros(mine) != member_keys.without_zeros(theirs):
        return theirs
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
