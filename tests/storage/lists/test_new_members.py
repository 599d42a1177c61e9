"""Members are stored as they are given, one or many at once."""

import contextlib
import datetime as dt
from pathlib import Path

from bot.rules.ballot.ballot import Ballot
from bot.rules.member import Fields, Member
from bot.rules.outcomes import Channel, Outcome
from storage import ballots, members
from storage.lists import new_members
from tests import fresh_database

NOW = dt.datetime(2026, 5, 20, 11, tzinfo=dt.UTC)
CLOSES = dt.datetime(2026, 6, 11, 12, tzinfo=dt.UTC)
FULL: Fields = {
    "membership_number": "0012",
    "first_name": "Nia",
    "extra": {"Shift": ["early", "late"]},
    "import_status": "will_vote",
    "import_status_on": dt.date(2026, 5, 1),
    "outcome": Outcome.WILL_POST,
    "outcome_at": NOW,
    "dead_channels": frozenset({Channel.PHONE}),
    "limits": frozenset({"evenings"}),
    "band": 2,
    "due_at": NOW.astimezone(dt.timezone(dt.timedelta(hours=1))),
    "do_not_contact": False,
}


def test_members_added_at_once_are_read_as_they_were_given(tmp_path: Path) -> None:
    with contextlib.closing(
        fresh_database.open_at(tmp_path / "members.db").store
    ) as store:
        ballot = store.write(
            lambda s: ballots.add(s, Ballot(id=0, name="B", closes=CLOSES), NOW)
        )
        added = store.write(
            lambda s: new_members.add(s, ballot.id, [FULL, {"first_name": "Ann"}])
        )
        first, second = store.read(lambda s: list(members.every(s, ballot.id)))
    assert added == 2
    assert first == Member(first.id, ballot.id, **FULL)
    assert second == Member(second.id, ballot.id, first_name="Ann")


def test_adding_nobody_is_no_fault(tmp_path: Path) -> None:
    with contextlib.closing(
        fresh_database.open_at(tmp_path / "members.db").store
    ) as store:
        ballot = store.write(
            lambda s: ballots.add(s, Ballot(id=0, name="B", closes=CLOSES), NOW)
        )
        assert store.write(lambda s: new_members.add(s, ballot.id, [])) == 0
