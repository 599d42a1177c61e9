"""`mantelpiece stats`, `plan`, `simulate`, `feedback`: how a ballot goes and went."""

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.shell import Shell, fail, now, today_or
from bot.cli.timetable import parse_moment

if TYPE_CHECKING:
    from bot.pictures import Theme
    from bot.rules.ballot.ballot import Ballot
    from bot.rules.stats import plan as plans
    from bot.rules.stats import simulation
    from bot.rules.stats.screens import StatsFacts

BallotName = Annotated[
    str | None,
    typer.Option("--ballot", help="Name of the ballot, if there are several."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Png = Annotated[
    Path | None, typer.Option("--png", help="Write the picture to this file.")
]
Light = Annotated[bool, typer.Option("--light", help="For a light screen or paper.")]
Language = Annotated[
    str, typer.Option(help="Language of the page: en, cy, or one of your own.")
]
Today = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Work out as of this day."),
]
At = Annotated[str | None, typer.Option(help="Work out as of this time.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("stats")(stats)
    app.command("plan")(plan)
    app.command("simulate")(simulate)
    app.command("feedback")(feedback)


def stats(
    context: typer.Context,
    ballot: BallotName = None,
    as_json: AsJson = False,
    png: Png = None,
    light: Light = False,
    today: Today = None,
    at: At = None,
) -> None:
    """Print reported turnout, the likely band, and what is missing to the line."""
    from bot.rules.stats import stats_json
    from bot.rules.stats.screens import StatsFacts
    from bot.texts import words
    from bot.texts.stats import glance
    from bot.texts.stats import stats_words as texts
    from bot.usecases.stats import turnout_report

    shell: Shell = context.obj
    with shell.store() as store:
        chosen = shell.ballot(store, ballot)
        when, assumed = moment(chosen, today, at), _assumed(shell)
        numbers = shell.settings().queue_settings()
        report = store.read(
            lambda s: turnout_report.report(s, chosen, when, assumed.assumed, numbers)
        )
    facts = StatsFacts(chosen, when, report)
    if png is not None:
        write(png, _curve(facts, light=light))
    if as_json:
        typer.echo(json.dumps(stats_json.report(report)))
    else:
        typer.echo(words.without_markup(texts.details(report, chosen)))
        typer.echo(f"\n{glance.to_do(glance.HELPS, report, chosen)}")


def plan(
    context: typer.Context,
    effort: Annotated[
        str, typer.Argument(help='What to try: "20", "+30", "5 advocates", "20 at X".')
    ] = "",
    ballot: BallotName = None,
    as_json: AsJson = False,
    png: Png = None,
    light: Light = False,
    today: Today = None,
    at: At = None,
) -> None:
    """Work out the odds of getting over the line, and what would move them."""
    from bot.rules.stats import stats_json
    from bot.rules.stats.plan import efforts
    from bot.texts import words
    from bot.texts.stats import endings as stats_endings
    from bot.texts.stats import glance
    from bot.usecases.stats import screens as stats_screens

    wish = efforts.read(effort) if effort else None
    if effort and wish is None:
        fail(stats_endings.MISREAD["words"])
    shell: Shell = context.obj
    with shell.store() as store:
        chosen = shell.ballot(store, ballot)
        when, assumed = moment(chosen, today, at), _assumed(shell)
        numbers = shell.settings().queue_settings()
        wishes = (wish,) if wish else ()
        facts = store.read(
            lambda s: stats_screens.planned(s, chosen, when, assumed, numbers, wishes)
        )
    if wish and wish.at and wish.at not in facts.report.facts.workplaces:
        fail(stats_endings.MISREAD["workplace"])
    if png is not None:
        from bot import pictures

        write(png, pictures.plan(stats_endings.bars(facts), _theme(light=light)))
    if as_json:
        typer.echo(json.dumps(stats_json.plan(facts)))
    else:
        if not wish:
            typer.echo(glance.to_do(glance.TONIGHT, facts.report, chosen))
        typer.echo(words.without_markup(stats_endings.planned(facts)))


def simulate(
    ballots: Annotated[int, typer.Option(min=1, help="How many branches.")] = 200,
    members: Annotated[int, typer.Option(min=10, help="Members of each branch.")] = 500,
    seed: Annotated[int, typer.Option(help="Seed of the random numbers.")] = 1,
    parameters: Annotated[
        Path | None, typer.Option(help="A file with other assumptions (TOML).")
    ] = None,
    world: Annotated[
        str | None, typer.Option(help="Other assumptions that come with the model.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare orders of contact on invented branches, by an open model."""
    from rich.console import Console
    from rich.progress import Progress

    from bot.rules.stats import simulation
    from bot.texts.stats import simulation_words as texts

    changed = _parameters(parameters) if world is None else _world(world)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Simulating", total=ballots)
        results = simulation.compare(
            ballots, members, seed, changed, each=lambda: bar.advance(task)
        )
    if as_json:
        typer.echo(json.dumps(simulation.as_json(results)))
        return
    for line in texts.table(results):
        typer.echo(line)
    typer.echo(texts.ASSUMED)


def feedback(
    context: typer.Context,
    ballot: BallotName = None,
    png: Png = None,
    light: Light = False,
    page: Annotated[
        Path | None, typer.Option(help="Write a page without names (HTML).")
    ] = None,
    language: Language = "en",
) -> None:
    """Print the figures of the survey, of members' slips and of the comment box."""
    from bot.delivery.send import message_pictures
    from bot.pictures import Theme
    from bot.rules.care.feedback import feedback_rules
    from bot.texts import words
    from bot.texts.care import feedback_page, feedback_words
    from bot.usecases.care import feedback_summary

    shell: Shell = context.obj
    with shell.store() as store:
        chosen = shell.ballot(store, ballot)
        over = now() > feedback_rules.closes(chosen)
        found = store.read(lambda s: feedback_summary.summary(s, chosen, over=over))
    if png is not None:
        theme = Theme.LIGHT if light else Theme.DARK
        drawn = message_pictures.feedback_bars(found, theme)
        if drawn is None:
            fail(f"No picture: {feedback_words.counted(0)}.")
        write(png, drawn)
    if page is not None:
        themes = (Theme.LIGHT, Theme.DARK)
        with shell.reading(language):
            both = [message_pictures.feedback_bars(found, theme) for theme in themes]
            written = feedback_page.html_page(found, *both)
        write(page, written.encode())
    typer.echo(words.without_markup(feedback_words.caption(found)))


def _world(name: str) -> "simulation.Parameters":
    from bot.rules.stats import simulation

    known = simulation.worlds()
    if name not in known:
        fail(f"There is no world {name!r}. There are: {', '.join(known)}.")
    return simulation.with_changes(known[name])


def _parameters(file: Path | None) -> "simulation.Parameters | None":
    from bot.rules.stats import simulation
    from bot.texts.stats import simulation_words as texts

    if file is None:
        return None
    try:
        return simulation.with_changes(file.read_text(encoding="utf-8"))
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}.")
    except simulation.UnknownParameterError as error:
        fail(texts.unknown(str(file), str(error)))
    except ValueError as error:
        fail(f"{file} is no TOML file: {error}.")


def moment(ballot: "Ballot", today: dt.datetime | None, at: str | None) -> dt.datetime:
    """Return the time to work out for."""
    return parse_moment(at, ballot.zone) if at else today_or(now, today)


def _assumed(shell: Shell) -> "plans.Settings":
    return shell.settings().plan_settings()


def _curve(facts: "StatsFacts", *, light: bool) -> bytes:
    from bot.delivery.send import message_pictures

    return message_pictures.curve(facts, _theme(light=light))


def _theme(*, light: bool) -> "Theme":
    from bot.pictures import Theme

    return Theme.LIGHT if light else Theme.DARK


def write(file: Path, content: bytes) -> None:
    """Write a file, or say why it cannot be written."""
    try:
        file.write_bytes(content)
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}.")
