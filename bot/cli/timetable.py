"""`mantelpiece timetable` and `nudges`: the dates of a ballot, and its nudges."""

import datetime as dt
import json
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from bot.cli.shell import Shell, fail, now
from bot.rules.ballot.ballot import Ballot, Envelope, Method, Nation

NOON = dt.time(12)
BallotName = Annotated[
    str | None,
    typer.Option("--ballot", help="Name of the ballot, if there are several."),
]
Moment = Annotated[str | None, typer.Option(help="A day, with or without a time.")]
Day = Annotated[
    dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day: 2027-03-11")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("timetable")(timetable)
    app.command("nudges")(nudges)


def timetable(
    closes: Annotated[
        str, typer.Option(help="On the ballot's own clock: 2027-03-11T12:00")
    ],
    envelope: Annotated[
        Envelope, typer.Option(help="Class of the reply envelope.")
    ] = Envelope.FIRST,
    nation: Annotated[
        Nation, typer.Option(help="Whose bank holidays.")
    ] = Nation.ENGLAND,
    method: Annotated[
        Method, typer.Option(help="How votes are returned.")
    ] = Method.POSTAL,
    opens: Day = None,
    zone: Annotated[str, typer.Option(help="Time zone.")] = "Europe/London",
    replacement_cutoff: Moment = None,
    last_posting_day: Day = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Work out every date of a ballot from its close."""
    from bot.rules.ballot import impossible_dates
    from bot.rules.ballot import timetable as rules
    from bot.texts.ballot import timetable_words as words

    place = _place(zone)
    cutoff = replacement_cutoff and parse_moment(replacement_cutoff, place)
    ballot = Ballot(
        id=0,
        name="",
        closes=parse_moment(closes, place),
        zone=place,
        opens=opens.date() if opens else None,
        envelope=envelope,
        nation=nation,
        method=method,
        replacement_cutoff=cutoff or None,
        last_posting_day=last_posting_day.date() if last_posting_day else None,
    )
    for refused in impossible_dates.of(ballot, now()):
        if refused.trouble not in impossible_dates.MISSED:
            fail(words.refusal(refused))
    if as_json:
        typer.echo(json.dumps(rules.as_json(ballot)))
    else:
        typer.echo(words.table(ballot, rules.of(ballot)))


def _place(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        fail(f"There is no time zone {zone!r}. Write it like Europe/London")


def parse_moment(said: str, zone: ZoneInfo) -> dt.datetime:
    """Read an instant on the ballot's clock.

    A day alone means its noon, the earliest.
    """
    try:
        found = dt.datetime.fromisoformat(said.strip())
    except ValueError:
        fail(f"{said!r} is no time. Write it like 2027-03-11T12:00")
    if len(said.strip()) <= len("2027-03-11"):
        found = dt.datetime.combine(found.date(), NOON)
    return found if found.tzinfo else found.replace(tzinfo=zone)


def nudges(
    context: typer.Context,
    ballot: BallotName = None,
    at: Annotated[str | None, typer.Option(help="Plan as of this time.")] = None,
    log: Annotated[int, typer.Option(help="How many past nudges to list.")] = 20,
) -> None:
    """List the nudges to come, and what became of the last."""
    from bot.texts.nudges import endings as words
    from bot.usecases.nudges import screens as nudges_screens
    from storage.nudges import nudges as rows

    shell: Shell = context.obj
    with shell.store() as store:
        chosen = shell.ballot(store, ballot)
        when = parse_moment(at, chosen.zone) if at else now()
        own = shell.settings().nudge_settings()
        found = store.read(lambda s: nudges_screens.outlook(s, chosen.id, when, own))
        ended = store.read(lambda s: rows.log(s, chosen.id, log))
    for line in words.for_shell(found):
        typer.echo(line)
    for one in ended:
        plan, start = one.plan, chosen.local(one.plan.send_from)
        typer.echo(words.log_line(plan.kind, start, plan.to_group, one.state, one.why))
