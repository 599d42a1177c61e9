"""A log from which SQLite would drop commits is found; what a crash leaves is none."""

from pathlib import Path

import pytest

from storage import engine, opening
from storage.privacy import write_ahead_log

COMMITS = 20


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database whose log holds many commits, as after a kill."""
    path = tmp_path / "mantelpiece.db"
    opening.open_store(f"sqlite:///{path}").close()
    line = engine.sqlite_module().connect(str(path), isolation_level=None)
    for number in range(COMMITS):
        line.execute(
            "INSERT INTO memo (name, value) VALUES (?, ?)",
            (f"memo {number}", '"' + "x" * 9000 + '"'),
        )
    log = write_ahead_log.file_of(path)
    kept = log.read_bytes()
    line.close()
    log.write_bytes(kept)
    return path


def spoil(database: Path, at: int) -> None:
    log = write_ahead_log.file_of(database)
    content = bytearray(log.read_bytes())
    content[at] ^= 1
    log.write_bytes(content)


def test_a_whole_log_is_not_damaged(database: Path) -> None:
    assert not write_ahead_log.is_damaged(database)


def test_without_a_log_nothing_is_damaged(tmp_path: Path) -> None:
    assert not write_ahead_log.is_damaged(tmp_path / "none.db")


@pytest.mark.parametrize("cut", [1, 3000, 30_000])
def test_a_log_that_ends_early_is_not_damaged(database: Path, cut: int) -> None:
    log = write_ahead_log.file_of(database)
    log.write_bytes(log.read_bytes()[:-cut])
    assert not write_ahead_log.is_damaged(database)


def test_an_unfinished_newest_commit_is_not_damage(database: Path) -> None:
    spoil(database, write_ahead_log.file_of(database).stat().st_size - 100)
    assert not write_ahead_log.is_damaged(database)


@pytest.mark.parametrize("at", [0, 20, 26, 40, 5000])
def test_a_start_on_a_damaged_log_says_what_to_do(database: Path, at: int) -> None:
    spoil(database, at)
    before = write_ahead_log.file_of(database).read_bytes()
    with pytest.raises(opening.CannotOpen, match=r"db-wal is damaged.*restore FILE"):
        opening.open_store(f"sqlite:///{database}", alone=True)
    assert write_ahead_log.file_of(database).read_bytes() == before


def test_a_start_on_a_log_whose_beginning_is_empty_says_what_to_do(
    database: Path,
) -> None:
    log = write_ahead_log.file_of(database)
    log.write_bytes(bytes(4096) + log.read_bytes()[4096:])
    with pytest.raises(opening.CannotOpen, match=r"db-wal is damaged.*restore FILE"):
        opening.open_store(f"sqlite:///{database}", alone=True)


def test_a_start_on_damaged_pages_says_what_to_do(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'mantelpiece.db'}"
    opening.open_store(url).close()
    file = tmp_path / "mantelpiece.db"
    content = file.read_bytes()
    file.write_bytes(content[:8192] + bytes(4096) + content[12288:])
    with pytest.raises(opening.CannotOpen, match=r"damaged\. Run: mantelpiece restore"):
        opening.open_store(url, alone=True)


def test_a_start_on_a_schema_of_no_letters_says_what_to_do(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'mantelpiece.db'}"
    opening.open_store(url).close()
    file = tmp_path / "mantelpiece.db"
    content = file.read_bytes()
    assert b"CREATE TABLE memo" in content
    file.write_bytes(content.replace(b"CREATE TABLE memo", b"CRE\xd8TE TABLE memo"))
    with pytest.raises(opening.CannotOpen, match=r"damaged\. Run: mantelpiece restore"):
        opening.open_store(url, alone=True)
