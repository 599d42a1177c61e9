"""`mantelpiece health`, as a container's health check asks it."""

import asyncio
import json
import re
from pathlib import Path

from click.testing import Result
from typer.testing import CliRunner

from bot import cli, clock
from bot.demo.standin import Server, Standin
from bot.demo.telegram.world import TOKEN
from tests import ports
from tests.house.test_shell import COMMANDS
from tests.house.tree import ROOT
from tests.shell import Shell, expect_refusal


def settings(shell: Shell, telegram: Server) -> int:
    port = ports.free()
    shell.write(
        "config.toml",
        f'[telegram]\ntoken = "{TOKEN}"\nbase_url = "{telegram.base_url}"\n'
        f"[health]\nport = {port}\n",
    )
    return port


async def asked(shell: Shell) -> Result:
    """What `mantelpiece health` says, in this process."""
    words = ["--config", str(shell.folder / "config.toml"), "health"]
    return await asyncio.to_thread(CliRunner().invoke, cli.app, words)


async def test_it_says_why_a_bot_is_not_ready_and_when_it_is(tmp_path: Path) -> None:
    shell, away = Shell(tmp_path), ports.free()
    port = settings(shell, Server(away))
    assert f"Nothing answers on port {port}" in (await asked(shell)).stderr
    process = await shell.start("run")
    assert process.stdout
    assert process.stderr
    assert b"telegram cannot be reached" in await process.stderr.readline()
    said = await asked(shell)
    assert said.exit_code == 1
    assert "Telegram has not answered yet" in said.stderr
    async with Standin(clock.utc_now).serve(away):
        while b"is running" not in await process.stdout.readline():
            assert process.returncode is None
        ended = await asked(shell)
        process.terminate()
        await process.communicate()
    assert (ended.exit_code, ended.stdout) == (0, "The bot is ready.\n")


async def test_a_port_that_is_taken_is_refused_in_a_sentence(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    async with Standin(clock.utc_now).serve() as telegram:
        port = settings(shell, telegram)
        async with Standin(clock.utc_now).serve(port):
            ended = await shell.type("run")
    expect_refusal(ended, f"Port {port} of [health] cannot be used")


async def test_without_a_port_it_says_where_to_put_one(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.write("config.toml", "")
    assert "[health] port" in (await asked(shell)).stderr


def test_the_containers_health_check_is_this_command() -> None:
    file = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
    (program, command) = json.loads(re.search(r"HEALTHCHECK.* CMD (.+)", file)[1])
    assert program.endswith("/mantelpiece")
    assert command in COMMANDS
    assert re.search(r"^ENV MANTELPIECE_HEALTH__PORT=\d+$", file, re.M)
