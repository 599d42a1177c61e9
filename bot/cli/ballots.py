"""`mantelpiece ballot …`: set ballots up."""

import datetime as dt
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from bot.cli.shell import Shell, fail, now

Closes = Annotated[
    dt.datetime,
    typer.Option(help="Closing time on the ballot's own clock: 2027-03-11T12:00"),
]
Zone = Annotated[str, typer.Option(help="The ballot's time zone.")]


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
    opens: Annotated[
        dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Opening day.")
    ] = None,
    envelope: Annotated[
        str, typer.Option(help="first or second: the reply envelope's class.")
    ] = ("first"),
    nation: Annotated[
        str,
        typer.Option(help="england, wales, scotland or northern-ireland: holidays."),
    ] = "england",
    method: Annotated[str, typer.Option(help="postal, hybrid or electronic.")] = (
        "postal"
    ),
    line: Annotated[float, typer.Option(help="In per cent; 0 for none.")] = 50,
    entitled: Annotated[int | None, typer.Option(help="How many may vote.")] = None,
) -> None:
    """Make a new ballot."""
    from bot.rules.ballot import Ballot, Envelope, Method, Nation
    from storage import ballots

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
    with shell.store() as store:
        try:
            store.write(lambda session: ballots.add(session, ballot, now()))
        except ballots.NameTaken:
            fail(f"There is a ballot {name!r} already. Choose another name.")
    typer.echo(f"Ballot {name!r} closes {closes:%d %B %Y at %H:%M} ({zone}).")
    if ballot.closes < now():
        typer.echo("Note: that is in the past.", err=True)


def list_(context: typer.Context) -> None:
    """List the ballots."""
    from storage import ballots

    shell: Shell = context.obj
    with shell.store() as store:
        for ballot in store.read(ballots.every):
            closes = ballot.local(ballot.closes)
            typer.echo(f"{ballot.name}\tcloses {closes:%Y-%m-%d %H:%M}")
