"""What the check says of a database whose pages fit together."""

import sqlite3
from pathlib import Path

from storage import opening
from storage.privacy import integrity_check

KEY = b"REFERENCES outbox (id"


def test_a_key_that_names_no_column_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "mantelpiece.db"
    url = f"sqlite:///{file}"
    opening.open_store(url).close()
    with sqlite3.connect(file) as line:
        line.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    line.close()
    file.write_bytes(file.read_bytes().replace(KEY, KEY[:-1] + b"z"))
    opened = opening.open_store(url)
    (fault,) = opened.store.read(lambda session: list(integrity_check.faults(session)))
    opened.close()
    assert "mantelpiece restore" in fault.sentence
