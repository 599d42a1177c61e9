"""A damaged database gets one sentence with the command that helps, and no details."""

import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import cli
from storage import engine
from tests.cli import test_maintenance
from tests.usecases import given

folder = test_maintenance.folder
COMMANDS = (
    ["stats"],
    ["check"],
    ["audit"],
    ["subject-access", "7700001"],
    ["record", "7700001", "voted"],
    ["import", "list.csv", "--yes"],
    ["owner-code"],
)
PAGE = 4096
LIST = f"Member ID,Forename,Surname\n7700001,Nia,{given.CANARY}1\n"


def expect_one_sentence(folder: Path, command: list[str]) -> None:
    """A command either succeeds beside the damage, or says the one sentence."""
    words = [w.replace("list.csv", str(folder / "list.csv")) for w in command]
    settings = ["--config", str(folder / "config.toml")]
    ended = CliRunner().invoke(cli.app, [*settings, *words])
    assert ended.exception is None or isinstance(ended.exception, SystemExit)
    if ended.exit_code == 0 or "✗" in ended.stderr:
        return
    assert ended.stderr == (
        f"mantelpiece: The database {folder}/mantelpiece.db is damaged. "
        "Run: mantelpiece restore FILE\n"
    )


@pytest.mark.parametrize("seed", range(6))
def test_pages_of_noise_end_in_the_command_that_helps(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    (folder / "list.csv").write_text(LIST)
    file = folder / "mantelpiece.db"
    content = bytearray(file.read_bytes())
    for page in chance.sample(range(1, len(content) // PAGE), 12):
        content[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)
    for command in COMMANDS:
        file.write_bytes(content)
        expect_one_sentence(folder, command)


def test_a_file_cut_short_ends_in_the_command_that_helps(folder: Path) -> None:
    (folder / "list.csv").write_text(LIST)
    file = folder / "mantelpiece.db"
    file.write_bytes(file.read_bytes()[: 10 * PAGE])
    for command in COMMANDS:
        expect_one_sentence(folder, command)


def test_a_header_of_noise_names_the_command_too(folder: Path) -> None:
    file = folder / "mantelpiece.db"
    file.write_bytes(b"x" * PAGE + file.read_bytes()[PAGE:])
    code, said = test_maintenance.run(folder, "stats")
    assert (code, "mantelpiece restore FILE" in said) == (1, True)


def test_the_command_helps(folder: Path) -> None:
    test_maintenance.run(folder, "backup", str(folder / "copy"))
    file = folder / "mantelpiece.db"
    file.write_bytes(file.read_bytes()[: 10 * PAGE])
    ended = test_maintenance.run(folder, "restore", str(folder / "copy"), "--yes")
    assert ended[0] == 0
    assert test_maintenance.run(folder, "check")[0] == 0


def test_an_error_of_the_database_names_no_member(tmp_path: Path) -> None:
    with given.scene(tmp_path, members=1) as scene:
        writes = engine.sqlite_engine(
            engine.make_url(f"sqlite:///{scene.path}"), query_only=False
        )
        statement = "INSERT INTO member (first_name) VALUES (?)"
        with pytest.raises(Exception, match="NOT NULL") as raised, writes.begin() as c:
            c.exec_driver_sql(statement, (given.CANARY,))
        assert given.CANARY not in str(raised.value)
        writes.dispose()
