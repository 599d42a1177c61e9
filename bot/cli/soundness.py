"""What `mantelpiece check` looks at; each fault is one sentence with what to do."""

import stat
from collections.abc import Iterator

from sqlmodel import Session

from bot.usecases import chains
from storage import ballots, beside, soundness, tallies
from storage.engine import Store


def faults(store: Store, url: str) -> list[str]:
    """Everything that is not as it should be."""
    found = list(_files(url))
    found += store.read(lambda session: [*soundness.faults(session), *_counts(session)])
    broken = store.read(chains.broken)
    if broken is not None:
        found.append(f"The audit log was changed at line {broken}.")
    return found


def _files(url: str) -> Iterator[str]:
    database = soundness.file_of(url)
    if database is None:
        return
    for file in (database, beside.key_file(database), beside.journal_file(database)):
        if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077:
            yield f"Others on this machine can read {file}. Run: chmod 600 {file}"


def _counts(session: Session) -> Iterator[str]:
    """The tallies against the members themselves, as far as these are not purged."""
    for ballot in ballots.every(session):
        purged = ballots.life(session, ballot.id).purged_at is not None
        kept = tallies.cells(session, ballot.id)
        if not purged and kept != tallies.counted(session, ballot.id):
            yield f"The counts of {ballot.name!r} do not fit its members."
