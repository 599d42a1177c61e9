"""What `mantelpiece import` prints: progress, questions and the report."""

import datetime as dt
import json
import os
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bot.cli.shell import fail
from bot.rules.lists import sheet_member

if TYPE_CHECKING:
    from rich.progress import Progress

    from bot.rules.lists.merge_list import HeldBack
    from bot.rules.lists.sheet_member import Question
    from bot.sheets.list_result import ListResult
    from bot.usecases.lists import import_list

SHOWN = 10
LEAVER = "looks_like_leaver"
"""The import acts on the answer to this question, not the reader."""
MEANS = "column_meaning:"


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
    for key, _, value in pairs:
        if key.startswith(MEANS) and value not in sheet_member.MEANINGS:
            known = ", ".join(sheet_member.MEANINGS)
            fail(f"A column cannot mean {value!r}. It can mean: {known}.")
    return {key: value for key, _, value in pairs}


def require_columns(result: "ListResult", given: dict[str, str]) -> None:
    """Fail if an answer is about a column that the list does not have."""
    from bot.texts.lists import sheet_words as words

    titles = {*result.reading.columns, *result.reading.unmapped}
    never = {w.text for w in result.warnings() if w.kind == "never_held"}
    for title in (key.removeprefix(MEANS) for key in given if key.startswith(MEANS)):
        if title in never:
            fail(f"“{title}”: {words.NEVER_HELD}.")
        if title not in titles:
            known = ", ".join(f"“{one}”" for one in sorted(titles))
            fail(f"The list has no column “{title}”, only {known}.")


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


def require_answers(questions: "Sequence[Question]") -> None:
    """Fail while questions are open."""
    from bot.texts.lists import sheet_words as words

    if not questions:
        return
    for question in questions:
        typer.echo(f"{words.question(question)}\n{_hint(question)}", err=True)
    fail("Answer these, or take the safe answers with --yes. Nothing was imported.")


def _hint(question: "Question") -> str:
    """Show the option that answers a question."""
    return f"    --answer '{question.id}={' or '.join(question.options)}'"


def held_back(held: "Iterable[HeldBack]") -> list[str]:
    """List the rows that are held back, each with the option that settles it."""
    from bot.sheets import into_ballot

    return [f"Held back: {into_ballot.why_held(o)}.\n{_hint(o.question)}" for o in held]


def confirm(question: str) -> None:
    """Ask before anything is saved; nobody there to answer is a no."""
    try:
        agreed = typer.confirm(question, err=True)
    except typer.Abort:
        agreed = False
    if not agreed:
        fail("Nothing was saved. Answer yes, or add --yes to go on unasked.")


def print_json(found: dict[str, Any]) -> None:
    """Print the report as JSON."""
    typer.echo(json.dumps(found, ensure_ascii=False))


def print_report(
    result: "ListResult", lines: Iterable[str], asked: "Iterable[Question]" = ()
) -> None:
    """Print the report in words: columns, rows to mend, what is asked, `lines`."""
    from bot.texts.lists import sheet_words as words

    reading = result.reading
    typer.echo(words.summary(reading.columns, reading.unmapped))
    for title in (title for title, example in reading.unmapped.items() if example):
        typer.echo(f"    --answer '{MEANS}{title}=FIELD'")
    if any(reading.unmapped.values()):
        typer.echo(f"FIELD is one of {', '.join(sheet_member.MEANINGS)}.")
    rejected = (words.rejection(one) for one in result.rejected())
    _first(rejected, len(reading.rejected))
    _first((words.warning(one) for one in result.warnings()), len(reading.warnings))
    for question in asked:
        typer.echo(f"? {words.question(question)}\n{_hint(question)}")
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


def write_rejected(
    file: Path,
    listed: Path,
    result: "ListResult",
    judged: dt.datetime,
    work: "import_list.Import | None" = None,
) -> None:
    """Write the rows to mend as a workbook, if there are any."""
    from bot.sheets import rows_to_mend

    if content := rows_to_mend.workbook(listed, result, judged, work):
        write(file, content)
    else:
        typer.echo(f"There are no rows to mend: {file} was not written.", err=True)
