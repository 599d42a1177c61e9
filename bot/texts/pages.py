"""A page of figures to show, print or send: its parts, and how they become HTML.

The file is whole: its pictures are inside, and it runs and fetches nothing.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from bot.texts import languages, words

STYLE = """
:root{color-scheme:light dark;
--ground:#fff;--ink:#1a1a1a;--faint:#595959;--rule:#c4c4c4}
@media(prefers-color-scheme:dark){
:root{--ground:#17212b;--ink:#f2f2f2;--faint:#b4bfca;--rule:#4a5866}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:46em;margin:2em auto;padding:0 1em;
background:var(--ground);color:var(--ink);overflow-wrap:break-word}
h1{line-height:1.2;margin-bottom:0}h2{font-size:1.15em;margin:1.6em 0 .3em}
img{width:24em;max-width:100%}.small{color:var(--faint);font-size:.9em}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
td,th{padding:.25em .8em .25em 0;text-align:left;vertical-align:top;font-weight:normal;
border-bottom:1px solid var(--rule)}
thead th{font-weight:600}td,th+th{text-align:right}
td:last-child,th:last-child{padding-right:0}
summary{cursor:pointer;margin:1.6em 0 .3em}
@media(max-width:30em){table{font-size:.9em}td,th{padding-right:.5em}}
@media print{@page{size:A4;margin:15mm}body{font-size:10pt;margin:0;max-width:none}
details{display:none}h2{break-after:avoid}tr,img{break-inside:avoid}}
"""


@dataclass(frozen=True, slots=True)
class Lines:
    """A paragraph; each line begins anew. `small`: a remark."""

    lines: Sequence[str]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its title; the first cell of a row says what the row is about.

    `folded`: it is opened by whoever wants it, and does not go on paper.
    """

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list under its title."""

    title: str
    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture (PNG) for a light and for a dark screen, and the same in words."""

    light: bytes
    dark: bytes
    told: str


Part = Lines | Table | Items | Drawing


def html(title: str, parts: Sequence[Part]) -> str:
    """Write a page; all that is given is plain text."""
    name = words.safe(title)
    return (
        f'<!doctype html>\n<html lang="{languages.code()}">'
        '<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{name}</title><style>{STYLE}</style></head>\n"
        f"<body><main><h1>{name}</h1>\n"
        f"{''.join(_part(part) for part in parts)}</main></body></html>\n"
    )


def _part(part: Part) -> str:
    match part:
        case Lines():
            look = ' class="small"' if part.small else ""
            return f"<p{look}>{'<br>'.join(map(words.safe, part.lines))}</p>\n"
        case Items():
            said = "".join(f"<li>{words.safe(one)}</li>" for one in part.items)
            return f"<h2>{words.safe(part.title)}</h2><ul>{said}</ul>\n"
        case Drawing():
            return _drawing(part)
        case Table(folded=True):
            title = f"<summary>{words.safe(part.title)}</summary>"
            return f"<details>{title}{_table(part)}</details>\n"
        case Table():
            return f"<h2>{words.safe(part.title)}</h2>{_table(part)}\n"


def _drawing(part: Drawing) -> str:
    light, dark = (base64.b64encode(one).decode() for one in (part.light, part.dark))
    at_night = '<source media="(prefers-color-scheme:dark)" srcset'
    source = "data:image/png;base64,"
    return (
        f'<p><picture>{at_night}="{source}{dark}"><img alt="{words.quoted(part.told)}" '
        f'src="{source}{light}"></picture></p>\n'
    )


def _cell(figures: str) -> str:
    """Keep a figure and its unit on one line."""
    return words.safe(figures).replace(" %", "\N{NO-BREAK SPACE}%")


def _table(part: Table) -> str:
    head = "".join(f'<th scope="col">{words.safe(one)}</th>' for one in part.headings)
    body = "".join(
        f'<tr><th scope="row">{words.safe(first)}</th>'
        f"{''.join(f'<td>{_cell(cell)}</td>' for cell in rest)}</tr>\n"
        for first, *rest in part.rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" '
        f'aria-label="{words.quoted(part.title)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
