"""`mantelpiece read-reply`: show how the bot reads what an advocate typed."""

import json
import sys
from typing import Annotated

import typer

from bot.cli.shell import fail


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("read-reply")(read_reply)


def read_reply(
    words: Annotated[str | None, typer.Argument(help="What was typed.")] = None,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help="Read many from stdin, one JSON object a line."),
    ] = False,
) -> None:
    """Show how the bot reads a report, and why."""
    from bot.rules.replies import reader
    from bot.rules.replies.reader import reading

    if jsonl:
        for line in filter(str.strip, sys.stdin):
            try:
                given = json.loads(line)
                answer = reading.as_json(given["id"], reader.read(given["text"]))
            except (ValueError, KeyError, TypeError):
                fail("Each line must be a JSON object with id and text.")
            print(json.dumps(answer, ensure_ascii=False))
        return
    if words is None:
        fail('Say what was typed: mantelpiece read-reply "she posted it"')
    from bot.texts.replies import readings

    typer.echo(readings.explain(reader.read(words)))
