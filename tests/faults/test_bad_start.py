"""What bad input gets: one clear sentence, exit status not 0, nothing half done."""

import asyncio
import datetime as dt
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.demo.standin import Server, Standin
from storage import opening
from tests.house.tree import ROOT
from tests.shell import Ended, Shell

CLOSES = ("--closes", "2027-03-11T12:00")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    town = Standin(lambda: dt.datetime(2027, 3, 2, 11, tzinfo=dt.UTC))
    async with town.serve() as server:
        yield server


def telegram(server: Server, token: str = "8100000001:stand-in") -> str:
    return (
        f'[telegram]\ntoken = "{token}"\nbase_url = "{server.base_url}"\n'
        f'base_file_url = "{server.base_file_url}"\n'
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def refused(ended: Ended, *words: str) -> None:
    """It ended badly, in one sentence that holds these words."""
    assert ended.status != 0
    for word in words:
        assert word in ended.sentence, ended.err


async def test_no_settings_file(shell: Shell) -> None:
    ended = await shell.type("--config", "mine.toml", "run")
    refused(ended, "no settings file mine.toml", "config.example.toml")
    assert shell.files() == set()


async def test_no_token(shell: Shell) -> None:
    refused(await shell.type("run"), "There is no token", "BotFather")
    assert shell.files() == set()


async def test_a_token_that_telegram_does_not_know(
    shell: Shell, server: Server
) -> None:
    shell.write("config.toml", telegram(server, "8100000002:wrong"))
    ended = await shell.type("run")
    refused(ended, "does not know this token", "BotFather")
    assert "8100000002" not in ended.err + ended.out


async def test_telegram_that_cannot_be_reached(shell: Shell) -> None:
    shell.write("config.toml", telegram(Server(free_port())))
    refused(await shell.type("run"), "cannot be reached", "telegram.base_url")


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        ("[telegram]\ntokn = 'secret-value'", "telegram.tokn"),
        ("[qeue]\ntries = 4", "qeue"),
        ("[queue]\ntries = 'secret-value'", "queue.tries"),
    ],
)
async def test_a_setting_that_is_unknown_or_impossible(
    shell: Shell, setting: str, name: str
) -> None:
    shell.write("config.toml", setting)
    ended = await shell.type("run")
    refused(ended, f"The setting {name} in config.toml")
    assert "secret-value" not in ended.err
    assert shell.files() == {"config.toml"}


@pytest.mark.parametrize("content", [b"[telegram", b"\xff\xfe\x00", b"= 1"])
async def test_a_settings_file_that_cannot_be_read(
    shell: Shell, content: bytes
) -> None:
    shell.write("config.toml", content)
    refused(await shell.type("run"), "config.toml is not a TOML file")
    assert shell.files() == {"config.toml"}


async def test_a_settings_file_with_the_token_that_others_can_read(
    shell: Shell,
) -> None:
    shell.write("config.toml", "[telegram]\ntoken = '1:x'\n", mode=0o644)
    refused(await shell.type("run"), "others on this machine", "chmod 600 config.toml")
    assert shell.files() == {"config.toml"}


async def test_a_database_that_others_can_read(shell: Shell) -> None:
    await shell.type("ballot", "new", "Pay", *CLOSES)
    (shell.folder / "mantelpiece.db").chmod(0o640)
    refused(await shell.type("ballot", "list"), "chmod 600", "mantelpiece.db")


async def test_a_database_of_a_newer_version_is_left_as_it_is(shell: Shell) -> None:
    file = shell.folder / "mantelpiece.db"
    opened = opening.open_store(f"sqlite:///{file}")
    newer = text("UPDATE alembic_version SET version_num = '9999'")
    opened.store.write(lambda session: session.connection().execute(newer).rowcount)
    opened.close()
    before = file.read_bytes()
    refused(await shell.type("ballot", "list"), "newer Mantelpiece", "9999")
    assert file.read_bytes() == before


async def test_a_file_that_is_no_database_is_left_as_it_is(shell: Shell) -> None:
    file = shell.write("mantelpiece.db", "Dear branch secretary, ...")
    refused(await shell.type("ballot", "list"), "is not a database")
    assert file.read_text() == "Dear branch secretary, ..."


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mantelpiece.db", "is not a database's address"),
        ("sqlite:///nowhere/mantelpiece.db", "no folder nowhere"),
        ("sqlite://", "names no file"),
    ],
)
async def test_an_address_of_a_database_that_cannot_be(
    shell: Shell, url: str, said: str
) -> None:
    shell.write("config.toml", f'[storage]\nurl = "{url}"\n')
    refused(await shell.type("ballot", "list"), said)
    assert shell.files() == {"config.toml"}


async def test_a_second_process_on_the_same_file(shell: Shell, server: Server) -> None:
    shell.write("config.toml", telegram(server))
    async with shell.running("run", until="is running") as first:
        refused(await shell.type("run"), "Another Mantelpiece is running")
        assert first.returncode is None
    assert first.returncode == 0


async def test_a_bot_that_is_told_to_stop_lets_go_of_its_file(
    shell: Shell, server: Server
) -> None:
    shell.write("config.toml", telegram(server))
    for _ in range(2):
        async with shell.running("run", until="is running") as process:
            pass
        assert process.returncode == 0


async def test_a_port_that_is_taken(shell: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = await shell.type("demo", "--no-browser", "--port", str(port))
    refused(ended, f"Port {port} cannot be used", "--port")
    assert shell.files() == set()


@pytest.mark.parametrize("words", [("improt", "list.csv"), ("import",), ("run", "--x")])
async def test_a_command_that_there_is_not(
    shell: Shell, words: tuple[str, ...]
) -> None:
    ended = await shell.type(*words)
    assert ended.status == 2
    assert "Usage: mantelpiece" in ended.err
    assert "Traceback" not in ended.err
    assert shell.files() == set()


@pytest.mark.parametrize("closes", ["2027-02-30T12:00", "soon"])
async def test_a_date_that_cannot_be(shell: Shell, closes: str) -> None:
    ended = await shell.type("ballot", "new", "Pay", "--closes", closes)
    assert ended.status == 2
    assert "'--closes'" in ended.err
    assert shell.files() == set()


async def test_a_list_that_cannot_be_read_changes_nothing(shell: Shell) -> None:
    shell.write("list.xlsx", b"PK\x03\x04 not a workbook")
    await shell.type("ballot", "new", "Pay", *CLOSES)
    before = (shell.folder / "mantelpiece.db").read_bytes()
    refused(await shell.type("import", "list.xlsx"))
    refused(await shell.type("import", "nowhere.csv"), "no file nowhere.csv")
    assert (shell.folder / "mantelpiece.db").read_bytes() == before


async def test_a_list_without_a_ballot_says_how_to_make_one(shell: Shell) -> None:
    good = ROOT / "tests/data/imports/d01_utf8_bom_follow_up_export.csv"
    refused(await shell.type("import", str(good)), "no ballot yet", "ballot new")


async def test_an_outcome_or_member_that_there_is_not(shell: Shell) -> None:
    await shell.type("ballot", "new", "Pay", *CLOSES)
    unknown, nobody = await asyncio.gather(
        shell.type("record", "1", "vanished"), shell.type("record", "1", "voted")
    )
    refused(unknown, "'vanished' is no outcome", "will_post")
    refused(nobody, "no member '1'")
