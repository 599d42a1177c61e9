"""The rows of new members, made from a list."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, cast

from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.lists import (
    find_known,
    known_member,
    list_status,
    merge_list,
    same_member,
)
from bot.rules.lists.sheet_member import PLAIN, REACH, SheetMember
from bot.rules.member import Fields, Member
from bot.rules.outcomes import Outcome
from bot.rules.privacy import person_hashes
from bot.rules.replies import enter_queue, steps
from bot.rules.replies.steps import Out
from bot.usecases.privacy import do_not_contact
from storage.lists import new_members as stored
from storage.privacy import key_and_erasures, suppressions

NOWHERE: Fields = {"band": None, "due_at": None}


class Ready(NamedTuple):
    """New members ready to be added, and who of them asked for no contact."""

    batch: stored.Batch
    told: list[Member]
    hashes: frozenset[str]
    """Of those who asked."""


def save(session: Session, ballot: Ballot, new: Ready, now: dt.datetime) -> int:
    """Add new members; keep who of them asked for no contact. Return how many."""
    do_not_contact.keep_hashed(session, new.told, new.hashes, now)
    return stored.add_batch(session, ballot.id, new.batch)


class NewMembers:
    """Makes the fields of new members; caches what depends on status and day alone."""

    def __init__(self, session: Session, ballot: Ballot, now: dt.datetime) -> None:
        self._ballot, self._now = ballot, now
        self._database = session.get_bind().dialect
        self._suppressed = suppressions.every(session)
        self._key = key_and_erasures.key(session)
        self._kinds: dict[object, stored.Kind] = {}
        self._placed = lru_cache(maxsize=4096)(self._place)

    def _place(self, status: str, date: str | None) -> Fields:
        day = dt.date.fromisoformat(date) if date else None
        outcome = list_status.OUTCOMES.get(status)
        fields: Fields = {
            "import_status": status,
            "import_status_on": day,
            "outcome": outcome,
            "outcome_at": self._ballot.at(day) if day and outcome else None,
            "source": list_status.UNION if outcome else None,
            **steps.place_fields(
                enter_queue.imported(status, day, self._ballot, self._now)
            ),
        }
        if outcome is Outcome.REPLACEMENT_REQUESTED:
            fields["requested_at"] = self._ballot.at(day) if day else self._now
        return fields

    def ready(self, found: Iterable[SheetMember]) -> Ready:
        """Make the rows of new members; this asks nothing of the database."""
        made, told = list[tuple[stored.Kind, tuple[str | None, ...]]](), list[Member]()
        for member in found:
            made.append((self._kind(member), _own(member)))
            if member.do_not_contact:
                told.append(Member(0, self._ballot.id, **self.fields(member)))
        batch = stored.batch(self._database, made)
        return Ready(batch, told, do_not_contact.hashes_by(self._key, told))

    def _kind(self, member: SheetMember) -> stored.Kind:
        """Find the kind of a new member; one with words of other columns is alone."""
        if member.extra:
            return stored.kind(self._database, self._ballot, self.fields(member))
        reach = member.mobile or member.phone or member.personal_email
        key = (
            *(member.ballot_status, member.status_date, member.do_not_contact),
            bool(reach or member.work_email),
        )
        kind = self._kinds.get(key)
        if kind is None:
            fields = self.fields(member)
            kind = stored.kind(self._database, self._ballot, fields)
            self._kinds[key] = kind
        return kind

    def fields(self, member: SheetMember) -> Fields:
        """Make the fields of one new member."""
        # PLAIN names these columns of SheetMember in the same order.
        fields = cast(Fields, dict(zip(PLAIN, member[2:12], strict=True)))
        fields |= self._placed(member.ballot_status, member.status_date)
        fields["membership_number"] = member.membership_number
        fields["first_name"] = member.first_name or ""
        fields["last_name"] = member.last_name or ""
        fields["notes"] = member.notes or ""
        if member.extra:
            fields["extra"] = known_member.extra_by_label(member.extra)
        if member.do_not_contact:
            fields |= {"do_not_contact": True, "out_reason": Out.DO_NOT_CONTACT.value}
            fields |= NOWHERE
        elif not any(getattr(member, way) for way in REACH):
            fields |= NOWHERE | {"out_reason": Out.WHO_KNOWS.value}
        return fields

    def settle(
        self, row: SheetMember, answers: Mapping[str, str]
    ) -> SheetMember | merge_list.HeldBack:
        """Mark a row about somebody who once asked for no contact; ask if unsure.

        No list undoes that (S13): one way to know them is enough, and until the
        question is answered the row is held back.
        """
        if row.do_not_contact or not self._suppressed:
            return row
        asked = person_hashes.sure(self._key, row, _disputed(row), self._suppressed)
        if asked is None:
            question = find_known.asked_no_contact(row)
            answer = answers.get(question.id)
            if answer not in (same_member.SAME, same_member.DIFFERENT):
                return merge_list.HeldBack(row, question, ())
            asked = answer == same_member.SAME
        return row._replace(do_not_contact=True) if asked else row

    def settle_change(self, change: merge_list.Change) -> merge_list.Change:
        """Mark a known member who surely asked in another ballot for no contact."""
        after, known = change.after, self._suppressed
        if after.do_not_contact or not known:
            return change
        if not person_hashes.surely(self._key, after, _disputed(after), known):
            return change
        fields = (*change.fields, "do_not_contact")
        return change._replace(after=after._replace(do_not_contact=True), fields=fields)


def _disputed(row: SheetMember) -> str | None:
    return dict(row.extra).get("membership_number")


def _own(member: SheetMember) -> tuple[str | None, ...]:
    """List the values of `stored.OWN`, which names these fields in the same order."""
    _, number, first, last, *others, _, _, _, notes, _ = member
    return (number, first or "", last or "", *others, notes or "")
