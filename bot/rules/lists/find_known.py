"""Find the known member whom a row of a list is about; ask where it only may be."""

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.rules.lists import member_keys, names, same_member, sheet_member

CLASH, MAYBE = "same_number_different_person", "possible_duplicate"
NO_CONTACT = "asked_no_contact"
KNOWN = "known_"
"""Begins the answer that names one of several known members, by id."""


class InDoubt(NamedTuple):
    """A row that may be about these known members, and the question to settle it."""

    question: sheet_member.Question
    known: tuple[int, ...]


Found = sheet_member.KnownMember | InDoubt | sheet_member.SheetMember
"""Whom a row is about: a known member, one of several, or somebody new."""


def clash_id(row: sheet_member.SheetMember) -> str:
    """Return the id of the question about a row with a known member's number."""
    return f"{CLASH}:known:{row.rows[0]}"


def is_doubt(key: str) -> bool:
    """Whether a question is about who somebody is, by its id."""
    return key.startswith((f"{CLASH}:", f"{MAYBE}:", f"{NO_CONTACT}:"))


def asked_no_contact(row: sheet_member.SheetMember) -> sheet_member.Question:
    """Ask whether a row is about somebody who once asked not to be contacted."""
    return sheet_member.Question(
        f"{NO_CONTACT}:{row.rows[0]}",
        NO_CONTACT,
        (sheet_member.full_name(row),),
        row.rows,
        None,
        (same_member.SAME, same_member.DIFFERENT),
    )


class KnownMembers:
    """The members of the bot that rows of a list are looked for among."""

    def __init__(
        self,
        known: Iterable[sheet_member.KnownMember],
        answers: Mapping[str, str],
        listed: Collection[str],
        matched: Iterable[int],
    ) -> None:
        self.by_id = {one.id: one for one in known}
        self.matched = set(matched)
        """Those whom a row of the list was about already."""
        self._answers = answers
        self._listed = listed
        """Every number on the list, so that its own row comes first."""
        self._first = tuple(self.by_id.values())
        """As they were before the list."""
        self._by_number: dict[str, list[int]] = {}
        for one in self._first:
            if number := member_keys.number_of(one.member):
                key = member_keys.without_zeros(number)
                self._by_number.setdefault(key, []).append(one.id)

    @functools.cached_property
    def _by_key(self) -> dict[str, list[int]]:
        """Index them by name; rows with their own numbers never need it."""
        found: dict[str, list[int]] = {}
        for one in self._first:
            if names.unnamed(one.member):
                continue
            for key in member_keys.name_keys(one.member):
                found.setdefault(key, []).append(one.id)
        return found

    def find(self, row: sheet_member.SheetMember) -> Found:
        """Find whom a row is about: by number, else by name and a way to reach them."""
        number = member_keys.without_zeros(member_keys.number_of(row) or "")
        holders = list(self._get(self._by_number.get(number, ())))
        same = [
            one
            for one in holders
            if one.id not in self.matched and same_member.same_person(one.member, row)
        ]
        if len(same) > 1:
            own = names.key(row)
            return min(same, key=lambda one: names.key(one.member) != own)
        if same:
            return same[0]
        exact = self._claimed(row)
        owners = [one for one in holders if exact == one.member.membership_number]
        if not exact or not owners:
            return self._by_name_and_way(row)
        about = (exact, sheet_member.full_name(row))
        settled = self._settle(CLASH, clash_id(row), about, row, owners)
        if settled:
            return settled
        new = same_member.disputed(row) if row.membership_number else row
        return self._by_name_and_way(new)

    def _claimed(self, row: sheet_member.SheetMember) -> str | None:
        """Return the number a row has, or disputes with another row of the list."""
        number = member_keys.number_of(row)
        settled = f"{CLASH}:{number}" in self._answers
        return row.membership_number if settled else number

    def _by_name_and_way(self, row: sheet_member.SheetMember) -> Found:
        """Find a member by name and a way to reach them; by the name alone, ask."""
        if names.unnamed(row):
            return row
        namesakes = self._by_key.get(member_keys.name_key(row), [])
        open_ = [one for one in self._get(namesakes) if self._is_open(one, row)]
        sure = [one for one in open_ if member_keys.share_way(one.member, row)]
        number = member_keys.number_of(row)
        sure = [o for o in sure if member_keys.number_of(o.member) == number] or sure
        if not member_keys.identifiable(row):
            own = member_keys.name_and_workplace(row)
            sure = [
                one
                for one in open_
                if not member_keys.identifiable(one.member)
                and member_keys.name_and_workplace(one.member) == own
            ][:1]
        if len(sure) == 1:
            return sure[0]
        near = sorted(member_keys.near(self._by_key, row).union(namesakes))
        apart = (o for o in self._get(near) if not self._is_another(o, row))
        doubtful = [one for one in apart if _may_be(one.member, row)]
        doubtful += [one for one in open_ if one not in doubtful]
        about = ("", sheet_member.full_name(row))
        key = f"{MAYBE}:known:{row.rows[0]}"
        return self._settle(MAYBE, key, about, row, doubtful) or row

    def _is_open(
        self, known: sheet_member.KnownMember, row: sheet_member.SheetMember
    ) -> bool:
        """Whether no row is about a member yet, nor will be by the number."""
        if row.membership_number and known.member.membership_number:
            return False
        return known.id not in self.matched and not self._has_own_row(known)

    def _is_another(
        self, known: sheet_member.KnownMember, row: sheet_member.SheetMember
    ) -> bool:
        """Whether the list tells a member and a row apart by their numbers."""
        return bool(row.membership_number) and self._has_own_row(known)

    def _has_own_row(self, known: sheet_member.KnownMember) -> bool:
        number = known.member.membership_number
        return bool(number) and member_keys.without_zeros(number or "") in self._listed

    def _get(self, ids: Iterable[int]) -> Iterator[sheet_member.KnownMember]:
        return (self.by_id[one] for one in ids)

    def _settle(
        self,
        kind: str,
        key: str,
        about: tuple[str, ...],
        row: sheet_member.SheetMember,
        known: Sequence[sheet_member.KnownMember],
    ) -> sheet_member.KnownMember | InDoubt | None:
        """Choose by the answer, or ask; None if the row is about none of them."""
        if not known:
            return None
        ids = {f"{KNOWN}{one.id}": one for one in known}
        same = {same_member.SAME: known[0]} if len(known) == 1 else ids
        answer = self._answers.get(key)
        if answer in same:
            return same[answer]
        if answer == same_member.DIFFERENT:
            return None
        question = sheet_member.Question(
            key,
            kind,
            about,
            row.rows,
            None,
            (*same, same_member.DIFFERENT),
            known=tuple(one.member for one in known),
        )
        return InDoubt(question, tuple(one.id for one in known))


def _may_be(known: sheet_member.SheetMember, row: sheet_member.SheetMember) -> bool:
    return member_keys.share_way(known, row) and names.agree(known, row)
