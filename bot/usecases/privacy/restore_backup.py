"""Replace the database by a backup, and repeat every erasure made since (P13)."""

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from bot.rules.person import ORGANISING
from bot.usecases import release
from bot.usecases.privacy import audit_chain, erase_member
from storage import ballots, opening
from storage.engine import Store
from storage.privacy import audit, audit_anchor, backups, files_beside, key_and_erasures
from storage.team import invites, people


@dataclass(frozen=True, slots=True)
class Restored:
    """How many erasures were repeated, and lines of the log replaced are gone."""

    again: int
    lines_lost: int


def restore(database: Path, file: Path, now: dt.datetime) -> Restored:
    """Migrate a copy, repeat the erasures, check it, put it in place.

    The database stays as it is if any step fails: raises NotRestored, CannotOpen or
    Unfit.
    """
    copy = backups.copy_beside(database, file)
    brought = False
    try:
        brought = backups.bring_key(database, file)
        backups.bring_journal(database, file)
        opened = opening.open_store(f"sqlite:///{copy}")
        try:
            _check_schema(copy)
            lines = list(key_and_erasures.written_down(database))
            again = opened.store.write(lambda s: _bring_up_to_date(s, lines, now))
            before = audit_anchor.read(database)
            anchor = opened.store.read(lambda s: audit_chain.anchor(s, now))
            opened.store.submit_scrub().result()
        finally:
            opened.close()
        backups.check(copy)
        backups.put_in_place(database, copy)
        audit_anchor.write(database, anchor)
    except BaseException:
        if brought:
            files_beside.key_file(database).unlink()
        raise
    finally:
        for name in ("", "-wal", "-shm", "-journal"):
            copy.with_name(copy.name + name).unlink(missing_ok=True)
    return Restored(again, _lost(before, anchor))


def bring_up_to_date(store: Store, beside: Path, now: dt.datetime) -> Restored:
    """Repeat the erasures in a server's database that its own tools have put back.

    `beside`: where its key and journal stand.
    """
    lines = list(key_and_erasures.written_down(beside))
    again = store.write(lambda session: _bring_up_to_date(session, lines, now))
    before = audit_anchor.read(beside)
    anchor = store.read(lambda session: audit_chain.anchor(session, now))
    store.submit_scrub().result()
    audit_anchor.write(beside, anchor)
    return Restored(again, _lost(before, anchor))


def _lost(
    before: audit_anchor.Anchor | None, anchor: audit_anchor.Anchor | None
) -> int:
    """Count the lines of the replaced log that go beyond the restored one."""
    reaches = anchor.line if anchor else 0
    return max(0, before.line - reaches) if before else 0


def _check_schema(copy: Path) -> None:
    """Compare the schema with that of a new database; raises NotRestored."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.db"
        opening.open_store(f"sqlite:///{fresh}").close()
        backups.check_schema(copy, fresh)


def _bring_up_to_date(
    session: Session, lines: list[key_and_erasures.Line], now: dt.datetime
) -> int:
    """Repeat the erasures; stop everything that may have been stopped since."""
    again = erase_member.replay(session, lines, now)
    for ballot in ballots.every(session):
        if ballots.life(session, ballot.id).purged_at is None:
            ballots.update_life(session, ballot.id, frozen_at=now)
            release.release_ballot(session, ballot.id, "frozen", now)
        for person in people.team(session, ballot.id, ORGANISING):
            people.set_frozen(session, person.id, now)
        for invitation in invites.usable(session, ballot.id, now):
            invites.revoke(session, invitation.id, now)
    ballots.remember(session, files_beside.OWNER_CODE, {})
    audit.record(session, "restored", now)
    return again
