"""The shell commands, thin: each calls one use case and prints how it ended."""

import resource
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import (
    ballots,
    export,
    import_,
    maintenance,
    privacy,
    replies,
    run,
    setup,
    timetable,
)
from bot.cli.health import check, ready
from bot.cli.shell import Shell
from bot.cli.stats import figures, report

app = typer.Typer(
    help="From “yes, I'll post it” to a ballot paper in a post box.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", help="The settings file (default: config.toml, if it exists)."
    ),
]


@app.callback()
def options(context: typer.Context, config: ConfigFile = None) -> None:
    """Take the options of the program, which stand before the command."""
    # No dump of the memory of any command: it holds members' details.
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
    context.obj = Shell(config)


for part in (
    run,
    setup,
    ballots,
    import_,
    export,
    replies,
    timetable,
    privacy,
    check,
    ready,
    maintenance,
    figures,
    report,
):
    part.register(app)


def main() -> None:
    """Run the command `mantelpiece`."""
    app(prog_name="mantelpiece")
