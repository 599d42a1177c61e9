"""Replace the database by a backup, and repeat every erasure made since (P13)."""

import datetime as dt
from pathlib import Path

from bot.usecases.privacy import erase_member
from storage import opening
from storage.privacy import backups, files_beside, key_and_erasures


def restore(database: Path, file: Path, now: dt.datetime) -> int:
    """Migrate a copy, repeat the erasures, check it, put it in place; return how many.

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
            lines = list(key_and_erasures.written_down(database))
            again = opened.store.write(lambda s: erase_member.replay(s, lines, now))
            opened.store.submit_scrub().result()
        finally:
            opened.close()
        backups.check(copy)
        backups.put_in_place(database, copy)
    except BaseException:
        if brought:
            files_beside.key_file(database).unlink()
        raise
    finally:
        for name in ("", "-wal", "-shm", "-journal"):
            copy.with_name(copy.name + name).unlink(missing_ok=True)
    return again
