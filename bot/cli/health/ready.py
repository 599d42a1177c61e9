"""`mantelpiece health`: ask the bot that runs here whether it is ready."""

import http.client
import json
from contextlib import closing
from typing import Annotated

import typer

from bot.cli.shell import Shell, fail

PATIENCE = 5.0
"""Seconds."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("health")(health)


def health(
    context: typer.Context,
    processes: Annotated[
        int, typer.Option(min=1, help="How many `run` was told to start.")
    ] = 1,
) -> None:
    """Say whether the bot that runs here is ready, or why not; status 0 if it is."""
    shell: Shell = context.obj
    port = shell.settings().health.port
    if port is None:
        fail("No port is set. Put one into [health] port, and start the bot anew.")
    why = [one for place in range(processes) for one in _why_not(port + place)]
    if why:
        fail(f"The bot is not ready: {'; '.join(why)}.")
    typer.echo("The bot is ready.")


def _why_not(port: int) -> list[str]:
    """Ask one process; fail where none answers."""
    from bot.delivery.health import server

    line = http.client.HTTPConnection(server.HOST, port, timeout=PATIENCE)
    with closing(line):
        try:
            line.request("GET", server.PATH)
            answer = json.loads(line.getresponse().read())
            return [] if answer["ready"] else list(answer.get("why", []))
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
            fail(f"Nothing answers on port {port}: the bot does not run.")
