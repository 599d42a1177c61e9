"""A ballot on a real database, and lists to import into it."""

import contextlib
import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.rules.ballot.ballot import Ballot
from bot.rules.lists.sheet_member import SheetMember
from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.usecases import background
from bot.usecases.lists import import_list
from bot.usecases.replies import move, record_outcome
from storage import ballots, counters, members
from storage.engine import Store
from tests import fresh_database

NOW = dt.datetime(2026, 5, 6, 12, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 5, 20, 12, tzinfo=dt.UTC)
CLOSES = dt.datetime(2026, 6, 11, 12, tzinfo=dt.UTC)


def listed(number: int, **more: Any) -> SheetMember:
    """One row of a list."""
    fields = {
        "membership_number": f"{number:07d}",
        "first_name": f"Nia{number}",
        "last_name": "Quill",
        "mobile": f"+447700900{number % 1000:03d}",
    }
    return SheetMember(rows=(number,), **{**fields, **more})


@dataclass
class Books:
    """A store with one ballot in it."""

    store: Store
    ballot: Ballot

    def take(
        self,
        rows: Iterable[SheetMember],
        now: dt.datetime = NOW,
        part: str = import_list.OTHER,
        leavers: frozenset[int | str] = frozenset(),
    ) -> import_list.Import:
        """Import a list; return the import."""
        found = list(rows)
        wanted = import_list.Wanted(lambda: found, part, {}, leavers)
        work = import_list.Import(self.ballot, wanted, now)
        import_list.run(self.store, work)
        return work

    def said(self, number: int, outcome: Outcome, at: dt.datetime) -> None:
        """Record what the member with this number said."""
        self.record(self.member(number), outcome, at)

    def record(self, member: Member, outcome: Outcome, at: dt.datetime) -> None:
        """Record what a member said."""
        said = move.Said(outcome, at=at, by="A Rep")
        self.store.write(
            lambda s: record_outcome.record(
                background.context(s, self.ballot, at), member, said
            )
        )

    def everybody(self) -> list[Member]:
        """List all members, by number and name."""
        found = self.store.read(lambda s: list(members.every(s, self.ballot.id)))
        return sorted(found, key=lambda m: (m.membership_number or "", m.full_name))

    def member(self, number: int) -> Member:
        """Find the member with this number."""
        found = {member.membership_number: member for member in self.everybody()}
        return found[f"{number:07d}"]

    def counted(self) -> dict[tuple[str, str], int]:
        """Read the counters as stored."""
        return self.store.read(lambda s: counters.by_standing(s, self.ballot.id))

    def recounted(self) -> dict[tuple[str, str], int]:
        """Count the counters anew."""
        self.store.write(lambda s: counters.recount_tally(s, self.ballot.id))
        return self.counted()


@contextlib.contextmanager
def books(folder: Path | None = None) -> Iterator[Books]:
    """Open a database in a folder of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        opened = fresh_database.open_at((folder or Path(scratch)) / "b.db")
        try:
            wanted = Ballot(id=0, name="Pay", closes=CLOSES)
            ballot = opened.store.write(lambda s: ballots.add(s, wanted, NOW))
            yield Books(opened.store, ballot)
        finally:
            opened.close()
