import datetime as dt
import io
import itertools

import pytest
from matplotlib.image import imread
from matplotlib.text import Text

from bot import pictures
from bot.pictures import Theme, bars, calendar, curves
from bot.rules.ballot.ballot import Envelope, Method
from bot.rules.stats import turnout
from bot.rules.stats.standings import Standing
from bot.rules.stats.turnout import Counts, Facts
from bot.texts import languages
from tests.rules import given

OPENS, CLOSES = dt.date(2026, 9, 7), dt.date(2026, 10, 19)
THEMES = list(Theme)


def facts(day: int, a_day: int = 6, **changed) -> Facts:
    """Make the facts of a branch of 650, so many days into its ballot."""
    today = OPENS + dt.timedelta(days=day)
    told = {OPENS + dt.timedelta(days=n): a_day for n in range(day + 1)}
    voted = sum(told.values())
    known = {
        "counts": Counts(
            {Standing.VOTED: voted, Standing.UNTOUCHED: max(0, 650 - voted)}
        ),
        "today": today,
        "last_posting": dt.date(2026, 10, 14),
        "entitled": max(650, voted),
        "voted_by_day": told,
    }
    return Facts(**(known | changed))


def drawn(known: Facts, theme: Theme = Theme.DARK):
    return curves.turnout(known, turnout.band(known), OPENS, CLOSES, theme)


def meeting(figure) -> list[tuple[str, str]]:
    """List labels of a picture that overlap, and those cut off at its edge."""
    figure.draw_without_rendering()
    page = figure.bbox
    texts = figure.findobj(Text)
    boxes = [
        (t.get_text(), t.get_window_extent())
        for t in texts
        if t.get_visible() and t.get_text().strip()
    ]
    cut = [
        (words, "the edge")
        for words, box in boxes
        if box.x0 < 0 or box.y0 < 0 or box.x1 > page.x1 or box.y1 > page.y1
    ]
    pairs = itertools.combinations(boxes, 2)
    return cut + [(a, b) for (a, one), (b, two) in pairs if one.overlaps(two)]


@pytest.mark.parametrize("day", range(0, 43))
def test_no_words_meet_on_any_day_of_the_ballot(day):
    assert meeting(drawn(facts(day))) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"line": None},
        {"line": 0.8},
        {"last_posting": None},
        {"voted_by_day": {}},
        {"counts": Counts(), "entitled": None},
        {"entitled": 90_000},
    ],
)
def test_no_words_meet_whatever_is_missing(changed):
    assert meeting(drawn(facts(20, **changed))) == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_curve_is_a_small_png_as_wide_as_a_phone(theme):
    known = facts(20)
    content = pictures.curve(known, turnout.band(known), OPENS, CLOSES, theme)
    assert imread(io.BytesIO(content)).shape[1] == 1080
    assert len(content) < 100_000


def test_the_curve_ends_at_what_is_reported_today():
    known = facts(20)
    first = drawn(known).axes[0].lines[0]
    assert first.get_ydata()[-1] == pytest.approx(known.counts.reported / known.base)


def test_reports_without_a_day_are_counted_from_the_start():
    known = facts(20, voted_by_day={})
    heights = drawn(known).axes[0].lines[0].get_ydata()
    assert set(heights) == {known.counts.reported / known.base}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("share", [0.0, 0.004, 0.5, 1.0])
def test_no_words_meet_on_the_bar(share, theme):
    assert meeting(bars.progress(share, 0.5, theme)) == []


@pytest.mark.parametrize("weeks", [1, 2, 4, 6, 10, 20])
@pytest.mark.parametrize("envelope", ["first", "second"])
def test_no_words_meet_in_the_weeks(weeks, envelope):
    closes = dt.date(2026, 6, 11)
    ballot = given.ballot(
        opens=closes - dt.timedelta(weeks=weeks), envelope=Envelope(envelope)
    )
    assert meeting(calendar.weeks(ballot, closes, Theme.LIGHT)) == []


def test_the_weeks_name_their_months_in_the_readers_language():
    with languages.Languages().reading("cy"):
        figure = calendar.weeks(given.ballot(), dt.date(2026, 5, 20), Theme.LIGHT)
    shown = {text.get_text() for text in figure.axes[0].texts}
    assert {"Mai", "Meh"} <= shown


def test_the_weeks_of_an_electronic_ballot_show_no_post():
    ballot = given.ballot(method=Method.ELECTRONIC)
    figure = calendar.weeks(ballot, dt.date(2026, 6, 1), Theme.LIGHT)
    assert "no post" not in [text.get_text() for text in figure.axes[0].texts]


def test_no_words_meet_in_the_odds():
    rows = [("today's pace", 0.004), ("20 conversations tonight at Leeds", 1.0)]
    assert meeting(bars.plan(rows, Theme.DARK)) == []


@pytest.mark.parametrize("theme", THEMES)
def test_words_stand_out_from_the_ground_in_either_theme(theme):
    colours = theme.value
    for colour in (colours.ink, colours.reported, colours.line, colours.last_posting):
        assert contrast(colour, colours.ground) >= 3  # WCAG, large words and graphics


def contrast(one: str, two: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
