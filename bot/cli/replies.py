"""`mantelpiece record` and `read-reply`: record a reply, show how words are read."""

import datetime as dt
import itertools
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from bot.cli.import_ import BallotName
from bot.cli.shell import Shell, fail, now

if TYPE_CHECKING:
    from sqlmodel import Session


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("record")(record)
    app.command("read-reply")(read_reply)


def record(
    context: typer.Context,
    number: str,
    outcome: str,
    at: Annotated[str | None, typer.Option(help="When it was said.")] = None,
    by: Annotated[str, typer.Option(help="Who heard it.")] = "shell",
    ballot: BallotName = None,
) -> None:
    """Record what a member said, by membership number."""
    from bot.rules.outcomes import Outcome
    from bot.usecases import background
    from bot.usecases.replies import move, record_outcome
    from storage import members

    if outcome not in {*Outcome}:
        fail(f"{outcome!r} is no outcome. Known: {', '.join(Outcome)}.")
    shell: Shell = context.obj
    numbers = shell.settings().queue_settings()
    with shell.store() as store:
        chosen = shell.ballot(store, ballot)
        try:
            said_at = dt.datetime.fromisoformat(at) if at else now()
        except ValueError:
            fail(f"{at!r} is no time. Write it like 2027-03-01T19:02")
        if said_at.tzinfo is None:
            said_at = said_at.replace(tzinfo=chosen.zone)
        said = move.Said(Outcome(outcome), at=said_at, by=by)

        def unit(session: "Session") -> bool:
            member = members.find(session, chosen.id, number)
            if member is not None:
                here = background.context(session, chosen, now(), numbers)
                record_outcome.record(here, member, said)
            return member is not None

        if not store.write(unit):
            fail(f"There is no member {number!r} in {chosen.name!r}.")
    typer.echo(f"Recorded: {number} {outcome}.")


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
        for lines in _arriving(sys.stdin.buffer):
            asked = [_asked(line) for line in lines if line.strip()]
            good = [one for one in itertools.takewhile(bool, asked) if one]
            read = reader.read_many(text for _, text in good)
            for (id_, _), one in zip(good, read, strict=True):
                print(json.dumps(reading.as_json(id_, one), ensure_ascii=False))
            sys.stdout.flush()
            if len(good) < len(asked):
                fail("Each line must be a JSON object with id and text.")
        return
    if words is None:
        fail('Say what was typed: mantelpiece read-reply "she posted it"')
    from bot.texts.replies import readings

    typer.echo(readings.explain(reader.read(words)))


def _asked(line: bytes) -> tuple[str, str] | None:
    """Read the id and the text of a line, if it has them."""
    try:
        given = json.loads(line)
        id_, text = given["id"], given["text"]
    except (ValueError, KeyError, TypeError):
        return None
    return (id_, text) if isinstance(text, str) else None


def _arriving(stream: BinaryIO) -> Iterator[list[bytes]]:
    """Give the lines that are there together, without waiting for another."""
    begun = b""
    while some := stream.read1():  # type: ignore[attr-defined]
        *lines, begun = (begun + some).split(b"\n")
        yield lines
    yield [begun]
