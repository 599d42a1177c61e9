"""A backup takes the place of the database, with every erasure made again (P13)."""

import datetime as dt
from pathlib import Path

from bot.usecases.privacy import erase_member
from storage import opening
from storage.privacy import backups, key_and_erasures


def restore(database: Path, file: Path, now: dt.datetime) -> int:
    """Check, bring up to date, erase again, then put in place; how many erasures.

    The database is as before if anything of this fails: raises NotRestored, CannotOpen.
    """
    copy = backups.copy_beside(database, file)
    try:
        opened = opening.open_store(f"sqlite:///{copy}")
        try:
            lines = list(key_and_erasures.written_down(database))
            again = opened.store.write(lambda s: erase_member.replay(s, lines, now))
            opened.store.scrubbing().result()
        finally:
            opened.close()
        backups.check(copy)
        backups.put_in_place(database, copy)
    finally:
        for name in ("", "-wal", "-shm", "-journal"):
            copy.with_name(copy.name + name).unlink(missing_ok=True)
    return again
