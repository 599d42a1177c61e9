"""The rows of new members, made from a list."""

import datetime as dt
from functools import lru_cache
from typing import cast

from sqlmodel import Session

from bot.rules import hashing
from bot.rules.ballot.ballot import Ballot
from bot.rules.lists import known_member, list_status
from bot.rules.lists.sheet_member import PLAIN, REACH, SheetMember
from bot.rules.member import Fields
from bot.rules.outcomes import Outcome
from bot.rules.replies import enter_queue, steps
from bot.rules.replies.steps import Out
from storage.privacy import key_and_erasures, suppressions

NOWHERE: Fields = {"band": None, "due_at": None}


class NewMembers:
    """Makes the fields of new members; caches what depends on status and day alone."""

    def __init__(self, session: Session, ballot: Ballot, now: dt.datetime) -> None:
        self._ballot, self._now = ballot, now
        self._suppressed = suppressions.every(session)
        self._key = key_and_erasures.key(session) if self._suppressed else b""
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

    def fields(self, member: SheetMember) -> Fields:
        """Make the fields of one new member."""
        # PLAIN names these columns of SheetMember in the same order.
        fields = cast(Fields, dict(zip(PLAIN, member[2:12], strict=True)))
        fields |= self._placed(member.ballot_status, member.status_date)
        fields["membership_number"] = member.membership_number
        fields["first_name"] = member.first_name or ""
        fields["last_name"] = member.last_name or ""
        fields["notes"] = member.notes or ""
        fields["extra"] = (
            known_member.extra_by_label(member.extra) if member.extra else {}
        )
        if member.do_not_contact or self._asked_for_no_contact(member):
            fields |= {"do_not_contact": True, "out_reason": Out.DO_NOT_CONTACT.value}
            fields |= NOWHERE
        elif not any(getattr(member, way) for way in REACH):
            fields |= NOWHERE | {"out_reason": Out.WHO_KNOWS.value}
        return fields

    def _asked_for_no_contact(self, member: SheetMember) -> bool:
        """Whether they once asked never to be contacted; no list undoes that (S13)."""
        if not self._suppressed:
            return False
        name = " ".join(part for part in member[2:4] if part)
        hashes = {hashing.of_person(self._key, name, member.mobile or "")}
        if member.membership_number:
            hashes.add(hashing.of_number(self._key, member.membership_number))
        return not hashes.isdisjoint(self._suppressed)
