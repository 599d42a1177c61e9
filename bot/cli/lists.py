"""`mantelpiece import` and `record`: lists of members, and what one said."""

import datetime as dt
import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shell import Shell, fail, now, today_or

BallotName = Annotated[
    str | None, typer.Option("--ballot", help="Which ballot, where there are several.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("import")(import_)
    app.command("record")(record)


def import_(
    context: typer.Context,
    file: Path,
    today: Annotated[
        dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Judge as of then.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Save nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Take the safe answers.")] = False,
    ballot: BallotName = None,
) -> None:
    """Read a list of members: CSV, XLSX, XLS or ODS."""
    from bot.sheets import guard
    from bot.texts import sheets as words
    from bot.usecases import importing

    if not file.is_file():
        fail(f"There is no file {file}.")
    judged = today_or(now, today)
    result = guard.read_list(file, judged.date())
    if as_json:
        typer.echo(json.dumps(result.as_json(), ensure_ascii=False))
    if not result.accept:
        if as_json and dry_run:
            return
        fail(words.refusal(result.error_kind or "", result.detail))
    if dry_run:
        return
    shell: Shell = context.obj
    with shell.store() as store:
        chosen = shell.ballot(store, ballot)
        found = list(result.members())
        store.write(lambda s: importing.add(s, chosen, found, judged))
    typer.echo(f"{len(found)} members imported into {chosen.name!r}.")


def record(
    context: typer.Context,
    number: str,
    outcome: str,
    at: Annotated[str | None, typer.Option(help="When it was said.")] = None,
    by: Annotated[str, typer.Option(help="Who was told.")] = "shell",
    ballot: BallotName = None,
) -> None:
    """Record what a member said, by membership number."""
    from bot.rules.outcomes import Outcome
    from bot.usecases import recording_by_hand

    if outcome not in {*Outcome}:
        fail(f"{outcome!r} is no outcome. Known: {', '.join(Outcome)}.")
    shell: Shell = context.obj
    with shell.store() as store:
        chosen = shell.ballot(store, ballot)
        try:
            said_at = dt.datetime.fromisoformat(at) if at else now()
        except ValueError:
            fail(f"{at!r} is no time. Write it like 2027-03-01T19:02")
        if said_at.tzinfo is None:
            said_at = said_at.replace(tzinfo=chosen.zone)
        found = store.write(
            lambda session: recording_by_hand.record(
                session, chosen, number, Outcome(outcome), by, said_at, now()
            )
        )
    if not found:
        fail(f"There is no member {number!r} in {chosen.name!r}.")
    typer.echo(f"Recorded: {number} {outcome}.")
