"""What bad input gets: one clear sentence, exit status not 0, nothing half done."""

import asyncio
import datetime as dt
import signal
import socket
from collections.abc import AsyncIterator

import pytest

from bot.demo.standin import Server, Standin
from tests import ports
from tests.shell import Shell, expect_refusal

NOW = dt.datetime(2027, 3, 2, 11, tzinfo=dt.UTC)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    town = Standin(lambda: NOW)
    async with town.serve() as server:
        yield server


def telegram(server: Server, token: str = "8100000001:stand-in") -> str:
    return (
        f'[telegram]\ntoken = "{token}"\nbase_url = "{server.base_url}"\n'
        f'base_file_url = "{server.base_file_url}"\n'
    )


async def test_no_settings_file(shell: Shell) -> None:
    ended = await shell.type("--config", "mine.toml", "run")
    expect_refusal(ended, "no settings file mine.toml", "config.example.toml")
    assert shell.files() == set()


async def test_no_token(shell: Shell) -> None:
    expect_refusal(await shell.type("run"), "There is no token", "BotFather")
    assert shell.files() == set()


async def test_a_token_that_telegram_does_not_know(
    shell: Shell, server: Server
) -> None:
    shell.write("config.toml", telegram(server, "8100000002:wrong"))
    ended = await shell.type("run")
    expect_refusal(ended, "does not know this token", "BotFather")
    assert "8100000002" not in ended.err + ended.out


@pytest.mark.parametrize(
    ("token", "status", "words"),
    [
        ("8100000001:stand-in", 0, "audit chain, Telegram."),
        ("8100000002:wrong", 1, "✗ Telegram does not know this token."),
    ],
)
async def test_the_check_asks_telegram_too(
    shell: Shell, server: Server, token: str, status: int, words: str
) -> None:
    shell.write("config.toml", telegram(server, token))
    ended = await shell.type("check")
    assert ended.status == status
    assert words in ended.out + ended.err


async def test_telegram_that_is_away_is_waited_for(shell: Shell) -> None:
    port = ports.free()
    shell.write("config.toml", telegram(Server(port)))
    process = await shell.start("run")
    assert process.stderr
    assert process.stdout
    async with asyncio.timeout(60):
        assert b"telegram cannot be reached" in await process.stderr.readline()
        async with Standin(lambda: NOW).serve(port):
            while b"is running" not in await process.stdout.readline():
                assert process.returncode is None
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0


async def test_a_bot_that_waits_for_telegram_can_be_stopped(shell: Shell) -> None:
    shell.write("config.toml", telegram(Server(ports.free())))
    process = await shell.start("run")
    assert process.stderr
    async with asyncio.timeout(60):
        assert b"telegram cannot be reached" in await process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        rest = (await process.communicate())[1]
    assert process.returncode == 0
    assert all(b"telegram cannot be reached" in line for line in rest.splitlines())


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        ("[telegram]\ntokn = 'secret-value'", "telegram.tokn"),
        ("[qeue]\ntries = 4", "qeue"),
        ("[queue]\ntries = 'secret-value'", "queue.tries"),
        ("[queue]\ntries = -1", "queue.tries"),
        ("[queue]\nlease_minutes = -5", "queue.lease_minutes"),
        ("[queue]\nopen_cards = 0", "queue.open_cards"),
        ("[queue]\nwaiting_hours = 1000000000000", "queue.waiting_hours"),
    ],
)
async def test_a_setting_that_is_unknown_or_impossible(
    shell: Shell, setting: str, name: str
) -> None:
    shell.write("config.toml", setting)
    ended = await shell.type("run")
    expect_refusal(ended, f"The setting {name} in config.toml")
    assert "secret-value" not in ended.err
    assert shell.files() == {"config.toml"}


@pytest.mark.parametrize(
    ("order", "why"),
    [
        ('["promise", "secret-value"]', "these bands only: call back, no paper"),
        ('["pin red", "promise"]', "these bands only: call back, no paper"),
        ('["promise", "no paper", "promise"]', "it names a band twice"),
        ("[]", "it names no band"),
    ],
)
async def test_an_order_of_bands_that_cannot_be(
    shell: Shell, order: str, why: str
) -> None:
    shell.write("config.toml", f"[queue.orders]\nposting = {order}\n")
    ended = await shell.type("run")
    expect_refusal(ended, "queue.orders.posting in config.toml cannot be used", why)
    assert "secret-value" not in ended.err


@pytest.mark.parametrize("content", [b"[telegram", b"\xff\xfe\x00", b"= 1"])
async def test_a_settings_file_that_cannot_be_read(
    shell: Shell, content: bytes
) -> None:
    shell.write("config.toml", content)
    expect_refusal(await shell.type("run"), "config.toml is not a TOML file")
    assert shell.files() == {"config.toml"}


async def test_a_settings_file_with_the_token_that_others_can_read(
    shell: Shell,
) -> None:
    shell.write("config.toml", "[telegram]\ntoken = '1:x'\n", mode=0o644)
    expect_refusal(
        await shell.type("run"), "others on this machine", "chmod 600 config.toml"
    )
    assert shell.files() == {"config.toml"}


async def test_a_broken_scene_of_the_branch(shell: Shell) -> None:
    shell.write("config.toml", '[telegram]\ntoken = "1:x"\n[texts]\nscenes = "own"\n')
    (shell.folder / "own").mkdir()
    shell.write("own/late.toml", 'title = "Late"\n')
    ended = await shell.type("run")
    expect_refusal(ended, "The scene in own/late.toml: name is missing")


async def test_a_second_process_on_the_same_file(shell: Shell, server: Server) -> None:
    shell.write("config.toml", telegram(server))
    async with shell.running("run", until="is running") as first:
        expect_refusal(await shell.type("run"), "Another Mantelpiece is running")
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
    expect_refusal(ended, f"Port {port} cannot be used", "--port")
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
