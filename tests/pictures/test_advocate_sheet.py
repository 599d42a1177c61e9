"""The advocate's page is one sheet of A4, and says what docs/advocates.md says."""

import re

import pytest

from bot.pictures import advocate_sheet, paper
from bot.rules.team.screens import InviteFacts
from bot.texts import languages
from bot.texts.queue import card_buttons
from bot.texts.team import advocate_page
from tests.house import test_pages
from tests.house.tree import ROOT
from tests.rules import given

LINK = "https://t.me/the_branch_bot_with_a_long_name_bot?start=ABCDEFGH"
LONGEST = "Pay and conditions of the whole National Health Service, ballot of 2027 " * 2
UNTIL = "Wednesday 30 September 23:59"


def test_the_page_of_the_program_is_the_page_of_the_documents() -> None:
    page = (ROOT / "docs" / "advocates.md").read_text(encoding="utf-8")
    told = "cp docs/advocates.md bot/texts/team/advocates.md"
    assert advocate_page.FILE.read_text(encoding="utf-8") == page, told


def test_nothing_of_the_page_is_lost_on_paper() -> None:
    written = " ".join(w for part in advocate_page.shipped() for w in part.words)
    page = advocate_page.FILE.read_text(encoding="utf-8").partition("|---|---|")
    for word in re.findall(r"/?\w+", page[0].partition("| type")[0] + page[2]):
        assert word in written
    assert not re.search(r"[|*`#]", written)


@pytest.mark.parametrize("language", languages.Languages().codes)
@pytest.mark.parametrize("ballot", ["Pay", LONGEST])
def test_all_of_it_stands_within_the_margins_of_one_page(
    ballot: str, language: str
) -> None:
    with languages.Languages().reading(language):
        joins = advocate_page.to_join(ballot, UNTIL)
        drawn = advocate_sheet.draw(advocate_page.shipped(), joins, LINK)
    least = paper.MARGIN / 2
    for text in drawn.texts:
        box = text.get_window_extent()
        assert least <= box.x0 <= box.x1 <= paper.WIDTH - least, text
        assert least <= box.y0 <= box.y1 <= paper.HEIGHT - least, text
    square, below = drawn.axes[0].get_window_extent(), drawn.texts
    (link,) = (text for text in below if text.get_text() == LINK)
    assert link.get_window_extent().y1 < square.y0
    beside = [text for text in below if text.get_window_extent().x0 > square.x1]
    assert min(t.get_window_extent().y0 for t in beside[: len(joins)]) > 0


def test_its_letters_are_smaller_only_where_a_language_needs_the_room() -> None:
    sizes = {}
    for code in ("en", "cy"):
        with languages.Languages().reading(code):
            joins = advocate_page.to_join("Pay", UNTIL)
            drawn = advocate_sheet.draw(advocate_page.shipped(), joins, LINK)
        sizes[code] = drawn.texts[-1].get_fontsize()
    assert sizes["cy"] < sizes["en"] == paper.BODY


@pytest.mark.parametrize("language", languages.Languages().codes)
def test_it_names_the_buttons_as_the_card_does(language: str) -> None:
    steps = (row for rows in card_buttons.STEPS.values() for row in rows)
    labels = [label for row in (*card_buttons.HOME, *steps) for _, label in row]
    named = test_pages.LABEL.findall(advocate_page.FILE.read_text(encoding="utf-8"))
    assert named
    with languages.Languages().reading(language):
        written = " ".join(w for part in advocate_page.shipped() for w in part.words)
        for name in named:
            shown = [one for one in [*labels, "↩︎ Undo"] if one.endswith(name)]
            assert any(test_pages.bare(languages.say(one)) in written for one in shown)


def test_it_is_a_pdf_of_one_page_and_always_the_same() -> None:
    facts = InviteFacts(given.ballot(), LINK, 5, given.at("2026-06-03 11:00"))
    once, again = (advocate_sheet.pdf(facts) for _ in range(2))
    assert once == again
    assert once.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", once)) == 1
