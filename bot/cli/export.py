"""`mantelpiece export`: write members to a file that only its owner may read."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import import_report
from bot.cli.import_ import BallotName
from bot.cli.shell import Shell, fail, now, today_or

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.rules.ballot.ballot import Ballot
    from bot.rules.lists.export_kinds import Kind
    from bot.rules.queue import queue_rules
    from storage.engine import Store


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(help="changes, calls, mailing, members, cases, complaints."),
    ],
    out: Annotated[
        Path | None, typer.Option(help="The file: .xlsx or .csv. Only you may read it.")
    ] = None,
    keyed: Annotated[
        bool,
        typer.Option("--keyed", help="The last changes are keyed in: tick them off."),
    ] = False,
    today: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Export as of this day."),
    ] = None,
    ballot: BallotName = None,
) -> None:
    """Write changes for the union's system, calls, a mail-merge, members or cases."""
    from bot.rules.lists.export_kinds import Kind
    from bot.texts import words
    from bot.texts.lists import export_words

    if kind not in {*Kind}:
        fail(f"{kind!r} cannot be exported. Known: {', '.join(Kind)}.")
    if (out is None) == (not keyed):
        fail("Give either --out FILE.xlsx, or --keyed once the changes are keyed in.")
    if out is not None and out.suffix.casefold() not in (".xlsx", ".csv"):
        fail("Name the file .xlsx, which keeps zeros, or .csv for another program.")
    shell: Shell = context.obj
    with shell.store() as store:
        chosen = shell.ballot(store, ballot)
        if out is None:
            _tick_off(store, chosen, Kind(kind))
        else:
            numbers = shell.settings().queue_settings()
            judged = today_or(now, today)
            count = _write(store, chosen, Kind(kind), out, judged, numbers)
            if not count:
                why = export_words.NOBODY[Kind(kind)]
                typer.echo(f"{why} {export_words.NO_FILE}")
                return
            of = "case" if kind in (Kind.CASES, Kind.COMPLAINTS) else "member"
            typer.echo(
                f"{words.many(count, of)} in {out}. Delete the file when it is used."
            )


def _write(
    store: "Store",
    ballot: "Ballot",
    kind: "Kind",
    out: Path,
    cutoff: dt.datetime,
    numbers: "queue_rules.Settings",
) -> int:
    from bot.sheets import export_columns, export_file
    from bot.usecases.lists import export_members

    def unit(session: "Session") -> export_columns.Made:
        as_csv = out.suffix.casefold() == ".csv"
        return export_file.make(session, ballot, kind, cutoff, numbers, as_csv=as_csv)

    content, ids, lines = store.read(unit)
    if not lines:
        return 0
    import_report.write(out, content)
    store.write(lambda s: export_members.note_export(s, ballot, kind, ids, cutoff))
    return lines


def _tick_off(store: "Store", ballot: "Ballot", kind: "Kind") -> None:
    from bot.rules.lists.export_kinds import Kind
    from bot.usecases.lists import export_members

    if kind is not Kind.CHANGES:
        fail("Only changes are keyed into the union's system.")
    if not store.write(lambda s: export_members.tick_off(s, ballot, now())):
        fail("No changes have been exported yet. Do that first: --out FILE.xlsx")
    typer.echo("Ticked off. The next export of changes begins after these.")
