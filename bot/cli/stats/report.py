"""`mantelpiece report`: a ballot for the union, or several side by side."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.shell import Shell, fail
from bot.cli.stats.figures import At, BallotName, Language, Today, moment, write

if TYPE_CHECKING:
    from bot.pictures import Theme
    from bot.rules.stats.screens import StatsFacts
    from bot.rules.stats.totals import Totals
    from bot.texts.pages import Drawing, Part

PAGES = (".html", ".pdf")
TOTALS = ".json"
LARGEST = 1_000_000
"""Bytes of a file of totals; one is a hundredth of that."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report")(report)


def report(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="A page (.html, .pdf), or totals (.json).")
    ],
    totals: Annotated[
        list[Path] | None,
        typer.Argument(help="Files of totals, to lay side by side instead."),
    ] = None,
    ballot: BallotName = None,
    today: Today = None,
    at: At = None,
    language: Language = "en",
) -> None:
    """Write a page of a ballot without names, or of several side by side."""
    kind = file.suffix.lower()
    if kind not in (*PAGES, TOTALS):
        fail(f"{file} has to end in .html, .pdf (a page) or .json (totals).")
    shell: Shell = context.obj
    if totals and kind == TOTALS:
        fail(f"A page of several ballots ends in .html or .pdf, not as {file}.")
    with shell.reading(language):
        if totals:
            content = _side_by_side([_read(one) for one in totals], kind)
        else:
            content = _of_ballot(shell, kind, ballot, today, at)
    write(file, content)
    typer.echo(f"{file} is written. It names no member and no advocate.")


def _read(file: Path) -> "Totals":
    from bot.rules.stats import totals

    try:
        with file.open("rb") as opened:
            return totals.from_json(opened.read(LARGEST))
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}.")
    except totals.NoTotals:
        fail(
            f"{file} is no file of totals. One is made by: mantelpiece report FILE.json"
        )


def _of_ballot(
    shell: Shell,
    kind: str,
    ballot: str | None,
    today: dt.datetime | None,
    at: str | None,
) -> bytes:
    from bot.rules.stats import public_report, totals
    from bot.rules.stats.screens import StatsFacts
    from bot.texts.stats import totals_page
    from bot.usecases.stats import ballot_totals, turnout_report

    with shell.store() as store:
        chosen = shell.ballot(store, ballot)
        when, assumed = moment(chosen, today, at), shell.settings().plan_settings()
        numbers = shell.settings().queue_settings()
        found = store.read(
            lambda s: turnout_report.report(s, chosen, when, assumed.assumed, numbers)
        )
        told = store.read(lambda s: ballot_totals.of(s, chosen, found, when))
    if kind == TOTALS:
        return totals.to_json(told)
    public = StatsFacts(chosen, when, public_report.of(found))
    parts = totals_page.one(found, told, _curve(public))
    return _page(kind, told.ballot, parts)


def _curve(facts: "StatsFacts") -> "Drawing":
    """Draw the curve, up to the last day on which something came in or could."""
    from bot.delivery.send import message_pictures
    from bot.texts.stats import turnout_words

    known, closes = facts.report.facts, facts.ballot.today(facts.ballot.closes)
    told = turnout_words.caption(known, facts.report.band, known.last_posting)
    last = min(known.today, max([closes, *known.voted_by_day]))
    shown = replace(facts.report, facts=replace(known, today=last))
    drawn = replace(facts, report=shown)
    return _drawing(told, lambda theme: message_pictures.curve(drawn, theme))


def _side_by_side(found: "Sequence[Totals]", kind: str) -> bytes:
    from bot import pictures
    from bot.texts.stats import totals_page

    told = totals_page.told(found)
    drawing = _drawing(told, lambda theme: pictures.side_by_side(found, theme))
    parts = totals_page.beside(found, drawing)
    return _page(kind, totals_page.side_by_side(), parts)


def _drawing(told: str, draw: "Callable[[Theme], bytes]") -> "Drawing":
    from bot.pictures import Theme
    from bot.texts.pages import Drawing

    return Drawing(draw(Theme.LIGHT), draw(Theme.DARK), told)


def _page(kind: str, title: str, parts: "Sequence[Part]") -> bytes:
    from bot.pictures import page_sheet
    from bot.texts import pages

    if kind == ".pdf":
        return page_sheet.pdf(title, parts)
    return pages.html(title, parts).encode()
