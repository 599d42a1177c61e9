"""The key of the hashes and the journal of erasures are never lost in silence."""

import secrets
from pathlib import Path

import pytest

from storage import engine
from storage.privacy import files_beside
from tests.cli import test_maintenance
from tests.cli.test_maintenance import run

folder = test_maintenance.folder
OTHER = secrets.token_hex(files_beside.KEY_BYTES) + "\n"
LOSSES = {"missing": None, "empty": "", "cut": OTHER[:20], "words": "x", "other": OTHER}


def lose(key: Path, content: str | None) -> None:
    key.unlink()
    if content is not None:
        key.write_text(content)
        key.chmod(0o600)


def change(database: Path, statement: str) -> None:
    line = engine.sqlite_module().connect(str(database))
    with line:
        line.execute(statement)
    line.close()


def forget_check_value(database: Path) -> None:
    """Make the database one of an older version, which had no check value."""
    change(database, "DELETE FROM memo WHERE name = 'key check'")


def move(folder: Path, new: Path) -> None:
    """Take a backup's three files to a new machine with the same settings."""
    new.mkdir()
    for name in ("copy", "copy.key", "copy.erased"):
        (folder / name).rename(new / name)
    settings = (folder / "config.toml").read_text()
    (new / "config.toml").write_text(settings.replace(str(folder), str(new)))


@pytest.mark.parametrize("loss", LOSSES)
def test_without_its_key_no_command_opens_the_database(folder: Path, loss: str) -> None:
    lose(folder / "mantelpiece.db.key", LOSSES[loss])
    for command in (["owner-code"], ["check"], ["backup", str(folder / "copy")]):
        code, said = run(folder, *command)
        assert (code, len(said.splitlines())) == (1, 1)
        assert "mantelpiece.db.key" in said
        assert "backup" in said
    assert not [file.name for file in folder.iterdir() if file.name.startswith("copy")]


@pytest.mark.parametrize("loss", LOSSES)
def test_without_its_key_no_backup_is_restored(folder: Path, loss: str) -> None:
    assert run(folder, "backup", str(folder / "copy"))[0] == 0
    before = (folder / "mantelpiece.db").read_bytes()
    (folder / "copy.key").unlink()
    lose(folder / "mantelpiece.db.key", LOSSES[loss])
    code, said = run(folder, "restore", str(folder / "copy"), "--yes")
    assert (code, ".key" in said, len(said.splitlines())) == (1, True, 1)
    assert (folder / "mantelpiece.db").read_bytes() == before


def test_an_older_database_gets_its_check_value_at_the_first_start(
    folder: Path,
) -> None:
    forget_check_value(folder / "mantelpiece.db")
    assert run(folder, "owner-code")[0] == 0
    lose(folder / "mantelpiece.db.key", OTHER)
    assert run(folder, "owner-code")[0] == 1


def test_an_older_database_that_used_a_key_gets_no_new_one(folder: Path) -> None:
    run(folder, "owner-code")
    forget_check_value(folder / "mantelpiece.db")
    (folder / "mantelpiece.db.key").unlink()
    assert run(folder, "owner-code")[0] == 1
    assert not (folder / "mantelpiece.db.key").exists()


@pytest.mark.parametrize("ending", ["key", "erased"])
def test_start_refuses_files_that_others_can_read(folder: Path, ending: str) -> None:
    run(folder, "erase", "7700001", "--yes")
    (folder / f"mantelpiece.db.{ending}").chmod(0o640)
    code, said = run(folder, "owner-code")
    assert (code, f"chmod 600 {folder}/mantelpiece.db.{ending}" in said) == (1, True)


def test_a_backup_carries_key_and_journal_to_a_new_machine(folder: Path) -> None:
    new = folder / "new"
    run(folder, "erase", "7700001", "--yes")
    assert run(folder, "backup", str(folder / "copy"))[0] == 0
    move(folder, new)
    assert run(new, "restore", str(new / "copy"), "--yes")[0] == 0
    for ending in ("key", "erased"):
        carried = new / f"mantelpiece.db.{ending}"
        assert (
            carried.read_bytes() == (folder / f"mantelpiece.db.{ending}").read_bytes()
        )
        assert carried.stat().st_mode & 0o077 == 0
    assert run(new, "check")[0] == 0


def test_an_older_backup_repeats_the_erasures_a_newer_one_brought(folder: Path) -> None:
    new = folder / "new"
    run(folder, "backup", str(folder / "old"))
    run(folder, "erase", "7700001", "--yes")
    run(folder, "backup", str(folder / "copy"))
    move(folder, new)
    run(new, "restore", str(new / "copy"), "--yes")
    (folder / "old").rename(new / "old")
    assert run(new, "restore", str(new / "old"), "--yes")[0] == 0
    assert run(new, "subject-access", "7700001")[0] == 1


def test_a_key_that_came_with_a_refused_backup_does_not_stay(folder: Path) -> None:
    new = folder / "new"
    run(folder, "backup", str(folder / "copy"))
    move(folder, new)
    change(new / "copy", "UPDATE alembic_version SET version_num = '9999'")
    code, said = run(new, "restore", str(new / "copy"), "--yes")
    assert (code, "newer Mantelpiece" in said) == (1, True)
    assert not (new / "mantelpiece.db.key").exists()


def test_two_keys_that_differ_are_not_guessed_between(folder: Path) -> None:
    run(folder, "backup", str(folder / "copy"))
    for file in ("copy", "mantelpiece.db"):
        forget_check_value(folder / file)
    lose(folder / "copy.key", OTHER)
    code, said = run(folder, "restore", str(folder / "copy"), "--yes")
    assert (code, "differ: keep only the one" in said) == (1, True)


@pytest.mark.parametrize("left", [b"", b'{"what": "pur', b"\xff\n1\n"])
def test_a_lost_journal_is_found_and_no_restore_forgets_erasures(
    folder: Path, left: bytes
) -> None:
    run(folder, "backup", str(folder / "copy"))
    run(folder, "erase", "7700001", "--yes")
    (folder / "mantelpiece.db.erased").write_bytes(left)
    code, said = run(folder, "check")
    assert (code, "has 0 of 1 lines" in said) == (1, True)
    code, said = run(folder, "restore", str(folder / "copy"), "--yes")
    assert (code, "has" in said, "move" in said) == (1, True, True)
    assert run(folder, "subject-access", "7700001")[0] == 1


def test_a_backup_does_not_replace_a_file_that_belongs_to_another(
    folder: Path,
) -> None:
    (folder / "copy.key").write_text("mine")
    code, said = run(folder, "backup", str(folder / "copy"))
    assert (code, "copy.key exists" in said) == (1, True)
    assert (folder / "copy.key").read_text() == "mine"
    assert not (folder / "copy").exists()
