"""`mantelpiece health`, as a container's health check asks it."""

import json
import re
from pathlib import Path

from bot import clock
from bot.demo.standin import Server, Standin
from bot.demo.telegram.world import TOKEN
from tests.faults.test_bad_start import free_port
from tests.house.test_shell import COMMANDS
from tests.house.tree import ROOT
from tests.shell import Shell, expect_refusal


def settings(shell: Shell, telegram: Server) -> int:
    port = free_port()
    shell.write(
        "config.toml",
        f'[telegram]\ntoken = "{TOKEN}"\nbase_url = "{telegram.base_url}"\n'
        f"[health]\nport = {port}\n",
    )
    return port


async def test_it_says_why_a_bot_is_not_ready_and_when_it_is(tmp_path: Path) -> None:
    shell, away = Shell(tmp_path), free_port()
    port = settings(shell, Server(away))
    expect_refusal(await shell.type("health"), f"Nothing answers on port {port}")
    process = await shell.start("run")
    assert process.stdout
    assert process.stderr
    assert b"telegram cannot be reached" in await process.stderr.readline()
    expect_refusal(await shell.type("health"), "Telegram has not answered yet")
    async with Standin(clock.utc_now).serve(away):
        while b"is running" not in await process.stdout.readline():
            assert process.returncode is None
        ended = await shell.type("health")
        process.terminate()
        await process.communicate()
    assert (ended.status, ended.out) == (0, "The bot is ready.\n")


async def test_a_port_that_is_taken_is_refused_in_a_sentence(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    async with Standin(clock.utc_now).serve() as telegram:
        port = settings(shell, telegram)
        async with Standin(clock.utc_now).serve(port):
            ended = await shell.type("run")
    expect_refusal(ended, f"Port {port} of [health] cannot be used")


async def test_without_a_port_it_says_where_to_put_one(tmp_path: Path) -> None:
    expect_refusal(await Shell(tmp_path).type("health"), "[health] port")


def test_the_containers_health_check_is_this_command() -> None:
    file = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
    (program, command) = json.loads(re.search(r"HEALTHCHECK.* CMD (.+)", file)[1])
    assert program.endswith("/mantelpiece")
    assert command in COMMANDS
    assert re.search(r"^ENV MANTELPIECE_HEALTH__PORT=\d+$", file, re.M)
