"""A page of figures on paper: nothing is lost, and nothing stands outside."""

import functools
from collections.abc import Callable

import pytest
from matplotlib.figure import Figure

from bot import pictures
from bot.pictures import bars, page_sheet, paper
from bot.rules.stats.standings import Standing
from bot.rules.stats.totals import Totals
from bot.rules.stats.turnout import Counts
from bot.texts import languages, pages
from bot.texts.stats import totals_page
from tests.rules.stats import test_totals as totals

TITLE = "Pay ballot of the northern region, with a title over more than one line"
LONG = "Pay and conditions of the whole National Health Service, ballot of 2027 " * 3


def one(places: int = 3) -> list[pages.Part]:
    york = Counts({Standing.VOTED: 3, Standing.UNTOUCHED: 20})
    named = {f"Workplace at the far end {n}": york for n in range(places)}
    found = totals.made(WORK)
    return totals_page.one(totals.report(workplaces=named), found, drawing([found]))


def drawing(ballots: list[Totals]) -> pages.Drawing:
    content = pictures.side_by_side(ballots, pictures.Theme.LIGHT)
    return pages.Drawing(content, content, totals_page.told(ballots))


def several(count: int, name: str = "Pay") -> list[pages.Part]:
    found = [totals.named(f"{name}{n}", WORK) for n in range(count)]
    return totals_page.beside(found, drawing(found[:5]))


def in_welsh(make: Callable[[], list[pages.Part]]) -> list[pages.Part]:
    with languages.Languages().reading("cy"):
        return make()


WORK = totals.some_work()
CASES = {
    "one": one,
    "many workplaces": lambda: one(40),
    "side by side": lambda: several(3),
    "thirty branches": lambda: several(30),
    "long names": lambda: several(4, LONG),
    "one in Welsh": lambda: in_welsh(one),
    "side by side in Welsh": lambda: in_welsh(lambda: several(3)),
    "a long word": lambda: several(2, "Llanfairpwllgwyngyll" * 8),
}


@functools.cache
def parts(case: str) -> list[pages.Part]:
    return CASES[case]()


@functools.cache
def sheets(case: str) -> list[Figure]:
    return page_sheet.draw(TITLE, parts(case))


@pytest.mark.parametrize("case", CASES)
def test_all_of_it_stands_within_the_margins_of_its_sheets(case: str) -> None:
    least = paper.MARGIN / 2
    for sheet in sheets(case):
        for text in sheet.texts:
            box = text.get_window_extent()
            assert least <= box.x0 <= box.x1 <= paper.WIDTH - least, text
            assert least <= box.y0 <= box.y1 <= paper.HEIGHT - least, text


def letters(shown: str) -> list[str]:
    """All but spaces: words longer than a line are cut."""
    return sorted("".join(shown.split()))


def of(part: pages.Part) -> list[str]:
    match part:
        case pages.Lines():
            return list(part.lines)
        case pages.Table(folded=False):
            return [part.title, *part.headings, *(c for row in part.rows for c in row)]
        case _:
            return []


@pytest.mark.parametrize("case", CASES)
def test_nothing_but_what_is_folded_is_lost_on_paper(case: str) -> None:
    texts = (text for sheet in sheets(case) for text in sheet.texts)
    written = " ".join(text.get_text() for text in texts)
    given = " ".join([TITLE, *(line for part in parts(case) for line in of(part))])
    assert letters(written) == letters(given)


def test_one_ballot_is_one_sheet_and_thirty_branches_are_several() -> None:
    assert len(sheets("one")) == len(sheets("one in Welsh")) == 1
    assert len(sheets("many workplaces")) == 2
    assert 1 < len(sheets("thirty branches")) < 8


def test_it_is_a_pdf_and_always_the_same() -> None:
    once, again = (page_sheet.pdf(TITLE, parts("one")) for _ in range(2))
    assert once == again
    assert once.startswith(b"%PDF-")


@pytest.mark.parametrize("language", languages.Languages().codes)
def test_the_title_of_a_picture_ends_within_it(language: str) -> None:
    with languages.Languages().reading(language):
        drawn = [
            bars.side_by_side([totals.named("Pay", WORK)], pictures.Theme.LIGHT),
            bars.plan([("now", 0.5)], pictures.Theme.LIGHT),
        ]
    for figure in drawn:
        (title,) = (text for text in figure.texts if text.get_text())
        assert title.get_window_extent().x1 <= figure.bbox.width


def test_so_few_votes_that_the_curve_would_tell_them_are_not_drawn() -> None:
    assert any(isinstance(part, pages.Drawing) for part in one())
    few = totals.report(counts=totals.branch.counts(voted=4), voted_by_day={})
    found = totals_page.one(few, totals.made(), drawing([totals.made()]))
    assert not any(isinstance(part, pages.Drawing) for part in found)
