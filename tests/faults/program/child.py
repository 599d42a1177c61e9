"""The program as a process forked from one that has loaded it: `mantelpiece …`.

A start costs a tenth of a new interpreter's, and SQLite's calls follow a plan.
"""

import datetime as dt
import os
from pathlib import Path

import typer

from bot import app, cli
from bot.config import care_files, from_file, sections
from bot.delivery import check_telegram, jobs
from bot.rules.ballot import workdays
from bot.rules.ballot.ballot import Nation
from bot.rules.replies import reader
from tests.faults.program import sqlite_calls
from tests.faults.program.sqlite_calls import Plan

OUTPUT = "output.txt"
# Loaded once, in the process that the others are forked from.
COMMAND = typer.main.get_command(cli.app)
LOADED = (
    app,
    check_telegram,
    jobs.bodies(),
    from_file.reading(from_file.DEFAULT_FILE),
    care_files.handbook(sections.Texts()),
    reader.read("she has voted"),
    workdays.is_holiday(dt.date(2027, 3, 1), Nation.ENGLAND),
)


def main(folder: Path, words: tuple[str, ...], writes: Plan, reads: Plan) -> None:
    """Run one command in this folder, as a shell would, its output in a file there."""
    for name in [name for name in os.environ if name.startswith("MANTELPIECE")]:
        del os.environ[name]
    os.chdir(folder)
    output = os.open(OUTPUT, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(output, stream)
    sqlite_calls.install(writes, reads)
    COMMAND([*words], prog_name="mantelpiece")
