"""Damage to a database's file."""

from pathlib import Path

from storage import engine

PAGE = 4096


def page_of(path: Path, name: str) -> None:
    """Overwrite the first page of a table or an index behind SQLite's back."""
    line = engine.sqlite_module().connect(path)
    line.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
    (page,) = line.execute(query, (name,)).fetchone()
    line.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"noise..." * (PAGE // 8))
