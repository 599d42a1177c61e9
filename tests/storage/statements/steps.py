"""A ballot with one member, for the tests of statements."""

import datetime as dt

from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from storage import ballots
from storage.lists import new_members

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
FIELDS = {
    "first_name": "Siân",
    "due_at": NOW,
    "band": 6,
    "import_status_on": dt.date(2027, 3, 1),
    "extra": {"shift": ["early", 3]},
    "offers_help": True,
    "limits": frozenset({"evenings"}),
}


def with_member(session: Session) -> int:
    ballot = ballots.add(session, Ballot(0, "Pay", NOW), NOW)
    new_members.add(session, ballot.id, [FIELDS])
    return ballot.id
