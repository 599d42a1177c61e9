"""`mantelpiece read-reply`: how an advocate's words are read."""

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
        bool, typer.Option("--jsonl", help="Many: one JSON object a line.")
    ] = False,
) -> None:
    """Say how words would be read, and why."""
    from bot.rules.replies import reader
    from bot.rules.replies.reader import reading

    if jsonl:
        for line in filter(str.strip, sys.stdin):
            try:
                given = json.loads(line)
                answer = reading.as_json(given["id"], reader.read(given["text"]))
            except (ValueError, KeyError, TypeError):
                fail("each line must be a JSON object with id and text.")
            print(json.dumps(answer, ensure_ascii=False))
        return
    if words is None:
        fail('say what was typed: mantelpiece read-reply "she posted it"')
    from bot.texts.replies import readings

    typer.echo(readings.explain(reader.read(words)))
