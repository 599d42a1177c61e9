"""Make a fresh database with a ballot, and import lists into it as the bot does."""

import datetime as dt
from pathlib import Path

from bot.rules.ballot.ballot import Ballot
from bot.sheets import into_ballot
from bot.sheets.files import sandbox
from bot.usecases.lists import import_list
from storage import ballots, opening
from storage.engine import Store

NOW = dt.datetime(2026, 5, 20, 11, tzinfo=dt.UTC)
CLOSES = dt.datetime(2026, 6, 11, 12, tzinfo=dt.UTC)


def store_in(folder: Path) -> tuple[Store, Ballot]:
    """Make a fresh database with a ballot."""
    for old in folder.glob("bench.db*"):
        old.unlink()
    store = opening.open_store(f"sqlite:///{folder / 'bench.db'}").store
    ballot = Ballot(id=0, name="Bench", closes=CLOSES)
    return store, store.write(lambda s: ballots.add(s, ballot, NOW))


def take(file: Path, store: Store, ballot: Ballot) -> import_list.Tally:
    """Import a list as the bot does: read in another process, save in pieces."""
    result = sandbox.read_list(file, NOW.date())
    assert result.accept, result.error_kind
    return import_list.run(
        store, import_list.Import(ballot, into_ballot.wanted(result), NOW)
    )
