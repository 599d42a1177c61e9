"""The page for advocates as a PDF for A4, with the QR code of an invitation."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.pictures import qr_code, style
from bot.rules.team.screens import InviteFacts
from bot.texts.team import advocate_page
from bot.texts.team import endings as team_words
from bot.texts.team.advocate_page import Kind, Part

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.text import Text

POINT = 72  # points an inch
WIDTH, HEIGHT = 595.0, 842.0  # A4, in points
MARGIN = 48.0
INNER = WIDTH - 2 * MARGIN
SQUARE = 130.0
LEFT = 0.42
"""The share of a row that its first cell takes."""
GAP = 12.0
SPACING = 1.35
"""From line to line, in sizes of the letters."""
BODY, SMALL, HEADING, TITLE = 9.0, 8.0, 11.0, 18.0


@dataclass
class _Page:
    """A page that fills from the top."""

    figure: "Figure"
    y: float = MARGIN

    def write(
        self,
        words: str,
        size: float = BODY,
        *,
        x: float = MARGIN,
        width: float = INNER,
        y: float | None = None,
        bold: bool = False,
    ) -> float:
        """Write wrapped words from `y` down; return where the next line would stand."""
        top = self.y if y is None else y
        for line in self._wrap(words, size, width, bold):
            text = self._text(line, size, bold)
            text.set_position((x / WIDTH, 1 - (top + size) / HEIGHT))
            top += size * SPACING
        return top

    def _wrap(self, words: str, size: float, width: float, bold: bool) -> Iterable[str]:
        line, measured = "", self._text("", size, bold)
        for word in words.split():
            longer = f"{line} {word}".strip()
            measured.set_text(longer)
            if line and measured.get_window_extent().width > width:
                yield line
                longer = word
            line = longer
        measured.remove()
        yield line

    def _text(self, words: str, size: float, bold: bool) -> "Text":
        weight = "bold" if bold else "normal"
        return self.figure.text(
            0, 0, words, fontsize=size, fontweight=weight, parse_math=False
        )


def pdf(facts: InviteFacts) -> bytes:
    """Lay out the page with the code of an invitation."""
    joins = advocate_page.to_join(facts.ballot.name, team_words.until(facts))
    return style.pdf(draw(advocate_page.shipped(), joins, facts.link))


def draw(parts: Sequence[Part], to_join: Sequence[str], link: str) -> "Figure":
    """Draw the parts on one page, with what to do to join on top."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / POINT, HEIGHT / POINT), dpi=POINT)
    page = _Page(figure)
    title, *rest = parts
    page.y = page.write(title.words[0], TITLE, bold=True) + GAP / 2
    _square(page, link)
    beside = MARGIN + SQUARE + 2 * GAP
    y = page.y + GAP
    for place, words in enumerate(to_join):
        y = page.write(
            words,
            HEADING,
            x=beside,
            width=INNER - SQUARE - 2 * GAP,
            y=y + GAP / 2,
            bold=place == 0,
        )
    page.y += SQUARE + GAP / 2
    page.y = page.write(link, SMALL) + GAP / 2
    for part in rest:
        _add(page, part)
    return figure


def _add(page: _Page, part: Part) -> None:
    words = part.words[0]
    match part.kind:
        case Kind.TITLE | Kind.HEADING:
            page.y = page.write(words, HEADING, y=page.y + GAP * 0.7, bold=True) + 2
        case Kind.TEXT:
            page.y = page.write(words) + 2
        case Kind.POINT:
            page.write("•", x=MARGIN)
            page.y = page.write(words, x=MARGIN + GAP, width=INNER - GAP) + 2
        case Kind.ROW:
            left = page.write(words, width=INNER * LEFT - GAP, bold=True)
            x, width = MARGIN + INNER * LEFT, INNER * (1 - LEFT)
            page.y = max(left, page.write(part.words[1], x=x, width=width)) + 2


def _square(page: _Page, link: str) -> None:
    """Draw the QR code below what is written."""
    from matplotlib.image import imread

    place = (
        MARGIN / WIDTH,
        1 - (page.y + SQUARE) / HEIGHT,
        SQUARE / WIDTH,
        SQUARE / HEIGHT,
    )
    axes = page.figure.add_axes(place)
    axes.axis("off")
    picture = imread(io.BytesIO(qr_code.png(link)))
    axes.imshow(picture, cmap="gray", interpolation="none")
