"""One page for the branch meeting: where the ballot stands, to print or to show."""

import base64
import html

from bot.rules.ballot.ballot import Ballot
from bot.rules.stats import public_report
from bot.rules.stats.stats_report import SMALL, Report, shown
from bot.texts import words
from bot.texts.stats import stats_words, turnout_words

WEEK = 7


def html_page(report: Report, ballot: Ballot, curve: bytes) -> str:
    """Write the page, whole: the picture is inside, nothing is fetched.

    It is passed round: all is in steps of five, and `curve` has to be too.
    """
    known, band = report.facts, report.band
    name, day = words.safe(ballot.name), words.day(known.today)
    kind = "final report" if known.official and known.official.final else "report"
    cautions = [*turnout_words.cautions(band), stats_words.IN_STEPS, stats_words.SHARE]
    parts = [
        f"<h1>{name}</h1><p>{kind.capitalize()} of {day} {known.today.year}</p>",
        _picture(public_report.of(report), curve),
        _paragraph(
            stats_words.reported_in_public(report),
            *stats_words.likely_in_public(report),
        ),
        _paragraph(_week(report)),
        _table("Where members stand", ("", "members"), _standings(report)),
        _table("By workplace", ("", "reported", "of"), _workplaces(report)),
        f'<p class="small">{" ".join(cautions)}</p>',
    ]
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title>'
        f"<style>{words.PAGE_STYLE}</style>"
        f"<body>{''.join(filter(None, parts))}</body></html>\n"
    )


def _picture(report: Report, curve: bytes) -> str:
    """Draw the curve, unless so few have voted that it would give them away."""
    known = report.facts
    if known.counts.reported < SMALL:
        return ""
    told = html.escape(turnout_words.caption(known, report.band, known.last_posting))
    content = base64.b64encode(curve).decode()
    return f'<p><img alt="{told}" src="data:image/png;base64,{content}"></p>'


def _paragraph(*lines: str) -> str:
    return f"<p>{'<br>'.join(lines)}</p>"


def _week(report: Report) -> str:
    """Say the work of the last seven days."""
    known = report.facts
    lately = [
        [n for day, n in days.items() if (known.today - day).days < WEEK]
        for days in (known.contacts_by_day, known.voted_by_day)
    ]
    contacts, voted = (sum(found) for found in lately)
    return (
        f"In the last seven days: {stats_words.public(contacts)} contacts,"
        f" {stats_words.public(voted)} newly reported votes."
    )


def _standings(report: Report) -> list[tuple[str, ...]]:
    counts = report.facts.counts
    return [
        (said, stats_words.public(counts[standing]))
        for standing, said in stats_words.STANDINGS.items()
    ]


def _workplaces(report: Report) -> list[tuple[str, ...]]:
    cells, others = shown(report.facts.workplaces)
    rows = [(name or stats_words.NO_WORKPLACE, cell) for name, cell in cells.items()]
    if others.listed:
        rows.append((stats_words.SMALL_ONES, others))
    return [
        (name, stats_words.public(cell.reported, cell.listed), f"{cell.listed:,}")
        for name, cell in rows
    ]


def _table(title: str, headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Write a table under its title; nothing where it has no rows."""
    if not rows:
        return ""
    head = "".join(f"<th>{one}</th>" for one in headings)
    body = "".join(
        f"<tr>{''.join(f'<td>{words.safe(cell)}</td>' for cell in row)}</tr>"
        for row in rows
    )
    return f"<h2>{title}</h2><table><tr>{head}</tr>{body}</table>"
