"""The page for advocates, cut into parts for paper: docs/advocates.md is its text.

Each part is a text of the catalogue.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from bot.texts import languages

FILE = Path(__file__).with_name("advocates.md")
FILENAME = "for-advocates.pdf"
_MARKS = re.compile(r"\*\*|\*|`")


class Kind(Enum):
    """How a part is set."""

    TITLE = auto()
    HEADING = auto()
    TEXT = auto()
    ROW = auto()
    POINT = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, a paragraph, a point of a list, or a row of two cells."""

    kind: Kind
    words: tuple[str, ...]


def shipped() -> list[Part]:
    """Read the page that the program brings, in the reader's language."""
    parts = parse(FILE.read_text(encoding="utf-8"))
    return [Part(one.kind, tuple(map(languages.say, one.words))) for one in parts]


def parse(page: str) -> list[Part]:
    """Cut a page of Markdown into parts; the head of a table goes."""
    blocks = (block for block in page.split("\n\n") if block.strip())
    return [part for block in blocks for part in _parts(block.strip())]


def _parts(block: str) -> list[Part]:
    if block.startswith("|"):
        rows = block.splitlines()[2:]
        return [Part(Kind.ROW, _cells(row)) for row in rows]
    if block.startswith("- "):
        points = re.split(r"\n(?=- )", block)
        return [Part(Kind.POINT, (_plain(point[2:]),)) for point in points]
    marks, _, said = block.partition(" ")
    kind = {"#": Kind.TITLE, "##": Kind.HEADING}.get(marks)
    if kind is None:
        return [Part(Kind.TEXT, (_plain(block),))]
    return [Part(kind, (_plain(said),))]


def _cells(row: str) -> tuple[str, ...]:
    return tuple(_plain(cell) for cell in row.strip("|").split("|"))


def _plain(said: str) -> str:
    """Take the marks away: paper has no buttons."""
    return " ".join(_MARKS.sub("", said).split())


def caption(uses: int, until: str) -> str:
    """Say in the chat how many the page lets in: on paper it goes round."""
    return languages.say_many(
        "The page for advocates, to print on A4. Its code lets in {n:,} person, until "
        "{until}; /invite 20 makes one for 20.",
        "The page for advocates, to print on A4. Its code lets in {n:,} people, until "
        "{until}; /invite 20 makes one for 20.",
        uses,
        until=until,
    )


def to_join(ballot: str, until: str) -> tuple[str, ...]:
    """Say beside the QR code what it is for."""
    return (
        ballot,
        languages.say(
            "Join us in Telegram: point your phone's camera at this square, or open "
            "the address below it, and press Start. An organiser lets you in."
        ),
        languages.say("It works until {until}.", until=until),
    )
