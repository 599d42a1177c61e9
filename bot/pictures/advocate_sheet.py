"""The page for advocates as a PDF for A4, with the QR code of an invitation."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.pictures import paper, qr_code, style
from bot.pictures.paper import (
    BODY,
    GAP,
    HEADING,
    HEIGHT,
    INNER,
    MARGIN,
    SMALL,
    SPACING,
    TITLE,
)
from bot.rules.team.screens import InviteFacts
from bot.texts.team import advocate_page
from bot.texts.team import endings as team_words
from bot.texts.team.advocate_page import Kind, Part

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SQUARE = 130.0
LEFT = 0.42
"""The share of a row that its first cell takes."""
SIZES = (BODY, 8.5, 8.0, 7.5)
"""Of the letters: the first with which the page ends on its sheet, in any language."""
BOTTOM = HEIGHT - MARGIN / 2


def pdf(facts: InviteFacts) -> bytes:
    """Lay out the page with the code of an invitation."""
    joins = advocate_page.to_join(facts.ballot.name, team_words.until(facts))
    return style.pdf(draw(advocate_page.shipped(), joins, facts.link))


def draw(parts: Sequence[Part], to_join: Sequence[str], link: str) -> "Figure":
    """Draw the parts on one page, with what to do to join on top."""
    for size in SIZES:
        page = _drawn(parts, to_join, link, size)
        if page.y - size * (SPACING - 1) <= BOTTOM:
            break
    return page.figure


def _drawn(
    parts: Sequence[Part], to_join: Sequence[str], link: str, size: float
) -> paper.Page:
    page = paper.page()
    title, *rest = parts
    page.y = page.write(title.words[0], TITLE, bold=True) + GAP / 2
    page.picture(qr_code.png(link), MARGIN, SQUARE, SQUARE)
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
        _add(page, part, size)
    return page


def _add(page: paper.Page, part: Part, size: float) -> None:
    words = part.words[0]
    match part.kind:
        case Kind.TITLE | Kind.HEADING:
            page.y = page.write(words, HEADING, y=page.y + GAP * 0.7, bold=True) + 2
        case Kind.TEXT:
            page.y = page.write(words, size) + 2
        case Kind.POINT:
            page.write("•", size, x=MARGIN)
            page.y = page.write(words, size, x=MARGIN + GAP, width=INNER - GAP) + 2
        case Kind.ROW:
            left = page.write(words, size, width=INNER * LEFT - GAP, bold=True)
            x, width = MARGIN + INNER * LEFT, INNER * (1 - LEFT)
            page.y = max(left, page.write(part.words[1], size, x=x, width=width)) + 2
