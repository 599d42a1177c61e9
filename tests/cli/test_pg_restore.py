"""A PostgreSQL put back by its own tools: `restore` repeats the erasures then."""

import contextlib
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import cli
from bot.usecases.privacy import erase_member
from storage import ballots, members
from storage.privacy import files_beside
from tests import fresh_database, postgresql
from tests.usecases import given


@pytest.fixture
def scene(tmp_path: Path) -> given.Scene:
    """A branch on PostgreSQL, whose settings are in its folder."""
    with (
        fresh_database.kind(fresh_database.POSTGRESQL),
        given.scene(tmp_path, members=3) as found,
    ):
        address = postgresql.address(found.path)
        (tmp_path / "config.toml").write_text(f'[storage]\nurl = "{address}"\n')
        yield found


def tool(name: str, *words: str) -> None:
    """Run one of PostgreSQL's own."""
    program = postgresql.programs() / name
    subprocess.run([program, *words], check=True, capture_output=True)


def restore(folder: Path, *words: str) -> tuple[int, str]:
    with contextlib.chdir(folder):
        ended = CliRunner().invoke(cli.app, ["restore", *words])
    return ended.exit_code, ended.output


def test_a_dump_put_back_brings_back_nobody_who_was_erased(
    scene: given.Scene, tmp_path: Path
) -> None:
    address, dump = postgresql.address(scene.path), str(tmp_path / "dump")
    tool("pg_dump", "--format", "custom", "--file", dump, address)
    gone, *_ = scene.store.read(lambda s: list(members.every(s, scene.ballot.id)))
    scene.store.write(lambda s: erase_member.erase(s, [gone.id], scene.now))
    how = ("--clean", "--if-exists", "--no-owner", "--dbname", address, dump)
    tool("pg_restore", *how)
    everybody = scene.store.read(lambda s: list(members.every(s, scene.ballot.id)))
    assert gone.id in [member.id for member in everybody]
    for file in (files_beside.key_file, files_beside.journal_file):
        shutil.copy(file(scene.path), file(tmp_path / files_beside.NO_FILE))
    code, said = restore(tmp_path)
    assert code == 0, said
    assert "1 erasures were repeated" in said
    left = scene.store.read(lambda s: list(members.every(s, scene.ballot.id)))
    assert gone.id not in [member.id for member in left]
    life = scene.store.read(lambda s: ballots.life(s, scene.ballot.id))
    assert life.frozen_at is not None


def test_a_file_is_for_sqlite_and_no_file_for_postgresql(
    scene: given.Scene, tmp_path: Path
) -> None:
    code, said = restore(tmp_path, "dump")
    assert code == 1
    assert "pg_restore" in said
    (tmp_path / "config.toml").write_text('[storage]\nurl = "sqlite:///a.db"\n')
    code, said = restore(tmp_path)
    assert code == 1
    assert "mantelpiece restore FILE" in said
