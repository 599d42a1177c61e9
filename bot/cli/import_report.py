"""What `mantelpiece import` prints: progress, questions and the report."""

import datetime as dt
import json
import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bot.cli.shell import fail

if TYPE_CHECKING:
    from rich.progress import Progress

    from bot.sheets.list_result import ListResult

SHOWN = 10
LEAVER = "looks_like_leaver"
"""The import acts on the answer to this question, not the reader."""


def read(
    file: Path, today: dt.date, answers: dict[str, str], *, offline: bool
) -> "ListResult":
    """Read a file behind a progress bar; a share that came back is read as a share."""
    from bot.sheets.files import sandbox

    if not file.is_file():
        fail(f"There is no file {file}.")
    if not offline:
        answers = {key: said for key, said in answers.items() if key != LEAVER}
    with progress() as bar:
        task = bar.add_task("Reading", total=None)
        result = sandbox.read_list(
            file, today, answers, progress=lambda rows: bar.update(task, completed=rows)
        )
    if offline:
        return result
    from bot.sheets import share_returned  # brings the database along

    if not share_returned.is_share(result):
        return result
    return sandbox.read_list(file, today, answers, share_returned.COLUMNS)


def progress() -> "Progress":
    """Make a progress bar on stderr; silent if that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    )


def answers(given: list[str]) -> dict[str, str]:
    """Read `--answer` options into answers by the id of their question."""
    pairs = [one.rpartition("=") for one in given]
    if not all(key for key, _, _ in pairs):
        fail("Write answers like --answer 'date_order:Told us=day_first'")
    return {key: value for key, _, value in pairs}


def report_refusal(result: "ListResult", *, as_json: bool, dry_run: bool) -> None:
    """Say why the file was refused; exit with an error unless it was a dry run."""
    from bot.texts.lists import sheet_words as words

    if as_json:
        print_json(result.as_json())
    sentence = words.refusal(result.error_kind or "")
    if not dry_run:
        fail(sentence)
    if not as_json:
        typer.echo(sentence)


def require_answers(result: "ListResult", *, yes: bool) -> None:
    """Fail while questions are open, unless --yes takes their safe answers."""
    from bot.texts.lists import sheet_words as words

    if yes or not result.questions:
        return
    for question in result.questions:
        typer.echo(f"{words.question(question)}", err=True)
        options = " or ".join(question.options)
        typer.echo(f"    --answer '{question.id}={options}'", err=True)
    fail("Answer these, or take the safe answers with --yes. Nothing was imported.")


def print_json(found: dict[str, Any]) -> None:
    """Print the report as JSON."""
    typer.echo(json.dumps(found, ensure_ascii=False))


def print_report(result: "ListResult", lines: Iterable[str] = ()) -> None:
    """Print the report in words: columns, rows to mend, questions, `lines`."""
    from bot.texts.lists import sheet_words as words

    typer.echo(words.summary(result.reading.columns, result.reading.unmapped))
    reading = result.reading
    rejected = (words.rejection(one) for one in result.rejected())
    _first(rejected, len(reading.rejected))
    _first((words.warning(one) for one in result.warnings()), len(reading.warnings))
    for question in result.questions:
        typer.echo(f"? {words.question(question)}")
    for line in lines:
        typer.echo(line)


def _first(lines: Iterable[str], count: int) -> None:
    for line in islice(lines, SHOWN):
        typer.echo(line)
    if count > SHOWN:
        typer.echo(f"… and {count - SHOWN:,} more: --rejected FILE.xlsx has them all")


def write(file: Path, content: bytes) -> None:
    """Write a file that only its owner may read."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.fchmod(descriptor, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}.")


def write_rejected(file: Path, result: "ListResult", judged: dt.datetime) -> None:
    """Write the rows to mend as a workbook."""
    from bot.sheets import into_ballot

    write(file, into_ballot.to_mend(result, judged))
