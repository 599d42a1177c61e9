"""`mantelpiece ballot …`: set ballots up."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from bot.cli.shell import Shell, fail, now

if TYPE_CHECKING:
    from bot.rules.ballot.ballot import Ballot

Closes = Annotated[
    dt.datetime,
    typer.Option(help="Closing time on the ballot's own clock: 2027-03-11T12:00"),
]
Zone = Annotated[str, typer.Option(help="The ballot's time zone.")]

Opens = Annotated[
    dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Opening day.")
]
EnvelopeClass = Annotated[
    str, typer.Option(help="Class of the reply envelope: first or second.")
]
HolidaysOf = Annotated[
    str,
    typer.Option(
        help="Whose bank holidays: england, wales, scotland or northern-ireland."
    ),
]
MethodOf = Annotated[
    str, typer.Option(help="How votes are returned: postal, hybrid or electronic.")
]
Line = Annotated[
    float, typer.Option(help="Turnout the ballot needs, in per cent; 0 for none.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Set ballots up.", no_args_is_help=True)
    group.command("new")(new)
    group.command("list")(list_)
    app.add_typer(group, name="ballot")


def new(
    context: typer.Context,
    name: str,
    closes: Closes,
    zone: Zone = "Europe/London",
    opens: Opens = None,
    envelope: EnvelopeClass = "first",
    nation: HolidaysOf = "england",
    method: MethodOf = "postal",
    line: Line = 50,
    entitled: Annotated[
        int | None, typer.Option(help="Number entitled to vote.")
    ] = None,
) -> None:
    """Make a new ballot."""
    from bot.rules.ballot.ballot import Ballot, Envelope, Method, Nation

    shell: Shell = context.obj
    try:
        place = ZoneInfo(zone)
        ballot = Ballot(
            id=0,
            name=name,
            closes=closes.replace(tzinfo=place).astimezone(dt.UTC),
            zone=place,
            opens=opens.date() if opens else None,
            envelope=Envelope(envelope),
            nation=Nation(nation),
            method=Method(method),
            line=line / 100 if line else None,
            entitled=entitled,
        )
    except (ZoneInfoNotFoundError, ValueError) as error:
        fail(f"{error}.")
    _add(shell, ballot)
    typer.echo(f"Ballot {name!r} closes {closes:%d %B %Y at %H:%M} ({zone}).")
    if ballot.closes < now():
        typer.echo("Note: this close is in the past.", err=True)


def _add(shell: Shell, ballot: "Ballot") -> None:
    from storage import ballots

    with shell.store() as store:
        try:
            store.write(lambda session: ballots.add(session, ballot, now()))
        except ballots.NameTaken:
            fail(f"There is a ballot {ballot.name!r} already. Choose another name.")


def list_(context: typer.Context) -> None:
    """List the ballots."""
    from storage import ballots

    shell: Shell = context.obj
    with shell.store() as store:
        for ballot in store.read(ballots.every):
            closes = ballot.local(ballot.closes)
            typer.echo(f"{ballot.name}\tcloses {closes:%Y-%m-%d %H:%M}")
