"""`mantelpiece setup`, typed, against the stand-in for Telegram."""

import asyncio
import re
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import clock, config
from bot.demo.standin import Server, Standin
from bot.demo.telegram.world import TOKEN
from storage import ballots, opening
from tests import waiting
from tests.shell import Shell, expect_refusal

WRONG = "1:wrong"
CLOSE = "11 March 2099 12:00"


@pytest.fixture
async def telegram() -> AsyncIterator[Server]:
    async with Standin(clock.utc_now).serve() as server:
        yield server


@pytest.fixture
def shell(tmp_path: Path, telegram: Server) -> Shell:
    shell = Shell(tmp_path)
    shell.write("config.toml", f'[telegram]\nbase_url = "{telegram.base_url}"\n', 0o644)
    return shell


async def test_a_token_and_a_close_make_a_bot_that_can_start(shell: Shell) -> None:
    ended = await shell.type("setup", answers=(TOKEN, CLOSE))
    assert (ended.status, ended.err) == (0, "")
    assert re.search(r"https://t\.me/\w+\?start=\S{8}", ended.out)
    assert "▀" in ended.out
    assert "Last safe posting" in ended.out
    file = shell.folder / "config.toml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    telegram = config.load(file).telegram
    assert telegram.token is not None
    assert telegram.token.get_secret_value() == TOKEN
    assert telegram.base_url.startswith("http://127.0.0.1")
    opened = opening.open_store(f"sqlite:///{shell.folder / 'mantelpiece.db'}")
    (ballot,) = opened.store.read(ballots.every)
    assert ballot.local(ballot.closes).isoformat() == "2099-03-11T12:00:00+00:00"
    opened.close()
    async with shell.running("run", until="Mantelpiece is running"):
        pass


@pytest.mark.parametrize("command", ["setup", "check", "run"])
async def test_privacy_mode_that_is_off_is_said_with_its_remedy(
    tmp_path: Path, command: str
) -> None:
    shell, town = Shell(tmp_path), Standin(clock.utc_now)
    town.privacy_mode = False
    async with town.serve() as telegram:
        settings = f'[telegram]\nbase_url = "{telegram.base_url}"\ntoken = "{TOKEN}"\n'
        shell.write("config.toml", settings)
        if command == "run":
            async with shell.running("run", until="is running") as process:
                assert process.stderr is not None
                said = ""
                async with asyncio.timeout(waiting.PATIENCE):
                    while "✗" not in said:
                        said = (await process.stderr.readline()).decode()
                        assert said
        else:
            ended = await shell.type(command, answers=(CLOSE,))
            said = ended.out + ended.err
    assert "✗ Privacy mode is off" in said
    assert "/setprivacy" in said


async def test_a_wrong_token_is_asked_for_again(shell: Shell) -> None:
    ended = await shell.type("setup", answers=(WRONG, "", TOKEN, CLOSE))
    assert ended.status == 0
    assert "Telegram does not know this token" in ended.out
    assert WRONG not in (shell.folder / "config.toml").read_text()


@pytest.mark.parametrize("said", ["soon", "31 February 2099", "11 March 2019 12:00"])
async def test_a_close_that_cannot_be_is_asked_for_again(
    shell: Shell, said: str
) -> None:
    ended = await shell.type("setup", answers=(TOKEN, said, CLOSE))
    assert ended.status == 0
    assert ended.out.count("It closes") == 2


async def test_a_second_setup_changes_nothing(shell: Shell) -> None:
    await shell.type("setup", answers=(TOKEN, CLOSE))
    before = (shell.folder / "config.toml").read_text()
    ended = await shell.type("setup")
    assert ended.status == 0
    assert "There is a ballot already" in ended.out
    assert (shell.folder / "config.toml").read_text() == before


async def test_telegram_out_of_reach_leaves_no_token_behind(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    file = shell.write("mine.toml", '[telegram]\nbase_url = "http://127.0.0.1:1/bot"\n')
    ended = await shell.type("--config", "mine.toml", "setup", answers=(TOKEN,))
    expect_refusal(ended, "Telegram cannot be reached", "try again")
    assert "token" not in file.read_text()


async def test_a_refused_token_in_the_settings_is_said(shell: Shell) -> None:
    file = shell.folder / "config.toml"
    shell.write("config.toml", file.read_text() + f'token = "{WRONG}"\n')
    expect_refusal(await shell.type("setup"), "does not know this token", "settings")


async def test_the_page_for_advocates_is_written_for_the_owner_alone(
    shell: Shell,
) -> None:
    await shell.type("setup", answers=(TOKEN, CLOSE))
    ended = await shell.type("invite", "page.pdf", "--people", "5")
    assert (ended.status, ended.err) == (0, "")
    assert "Up to 5 people" in ended.out
    file = shell.folder / "page.pdf"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes().startswith(b"%PDF-")


async def test_a_page_that_is_there_is_not_overwritten(shell: Shell) -> None:
    shell.write("page.pdf", "mine")
    expect_refusal(await shell.type("invite", "page.pdf"), "page.pdf exists")
    assert (shell.folder / "page.pdf").read_text() == "mine"
