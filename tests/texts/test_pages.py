"""A page of figures is whole, can be read aloud, and words stay words."""

import re

from bot.texts import pages

ODD = '<script>alert("1")</script> & "York"'
PARTS = (
    pages.Lines([ODD]),
    pages.Items(ODD, [ODD]),
    pages.Table(ODD, ("", "share"), [(ODD, "45 %")]),
    pages.Table("By day", ("day", "reported"), [("Tue 9 June", "5")], folded=True),
    pages.Drawing(b"light", b"dark", ODD),
)
PAGE = pages.html(ODD, PARTS)


def test_words_stay_words():
    assert "<script" not in PAGE
    assert PAGE.count("&lt;script&gt;") == 9
    assert 'alt="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;' in PAGE


def test_the_page_fetches_and_runs_nothing():
    assert re.findall(r"https?:|url\(|@import|<script|<link|\bon\w+=", PAGE) == []
    assert set(re.findall(r'(?:src|srcset)="([a-z/:]+)', PAGE)) == {"data:image/png"}


def test_the_page_can_be_read_aloud():
    assert PAGE.startswith('<!doctype html>\n<html lang="en">')
    assert PAGE.count("<h1>") == PAGE.count("<main>") == 1
    assert PAGE.count('<th scope="col">') == 4
    assert PAGE.count('<th scope="row">') == 2
    assert len(re.findall(r"<img alt=\"[^\"]+\"", PAGE)) == PAGE.count("<img")


def luminance(colour: str) -> float:
    """How bright a colour is, as WCAG 2 reckons."""
    digits = colour * 2 if len(colour) == 3 else colour
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_light_and_dark_letters_stand_out():
    themes = re.findall(r"--ground:#(\w+);--ink:#(\w+);--faint:#(\w+)", pages.STYLE)
    assert len(themes) == 2
    for ground, *letters in themes:
        for letter in letters:
            low, high = sorted((luminance(ground), luminance(letter)))
            assert (high + 0.05) / (low + 0.05) >= 4.5


def test_a_figure_keeps_its_unit():
    assert "45\N{NO-BREAK SPACE}%" in PAGE
