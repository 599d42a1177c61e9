"""When members want to be called, as a time in the ballot's zone."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.replies.reader.times import moments

LONDON = ZoneInfo("Europe/London")
WEDNESDAY = dt.datetime(2026, 6, 3, 14, 0, tzinfo=LONDON)
SPANS = [
    ("after 6", "Wed 03 18:00"),
    ("half 4", "Wed 03 16:30"),
    ("quarter past 5", "Wed 03 17:15"),
    ("8ish", "Wed 03 20:00"),
    ("2pm", "Thu 04 14:00"),
    ("between 1 and 2", "Thu 04 13:00"),
    ("after 9:15", "Thu 04 09:15"),
    ("tonight", "Wed 03 18:00"),
    ("tomorrow dinner time", "Thu 04 12:30"),
    ("nos fory", "Thu 04 18:30"),
    ("the morn", "Thu 04 10:00"),
    ("any time fri", "Fri 05 10:00"),
    ("weekend", "Sat 06 10:00"),
    ("sunday first thing", "Sun 07 10:00"),
    ("tuesday", "Tue 09 10:00"),
    ("next week sometime", "Mon 08 10:00"),
    ("the 14th", "Sun 14 10:00"),
    ("in 10 mins", "Wed 03 14:10"),
    ("half an hour", "Wed 03 14:30"),
    ("a few days", "Sat 06 10:00"),
    ("after tea", "Wed 03 18:30"),
    ("9pm", "Thu 04 09:00"),
]
PROMISES = [
    ("will do it tonight", 3),
    ("tmrw", 4),
    ("by fri", 5),
    ("posting it this weekend", 6),
    ("going on the 8th", 8),
    ("her paper came saturday, she'll vote tonight", 3),
    ("first thing", 4),
    ("will post", None),
]


@pytest.mark.parametrize(("span", "wanted"), SPANS)
def test_a_time_as_people_say_it_becomes_a_moment(span, wanted):
    found = moments.moment(span, WEDNESDAY, LONDON, None)
    assert found is not None
    assert found.at.strftime("%a %d %H:%M") == wanted


def test_a_time_later_than_the_last_day_is_none():
    last = dt.datetime(2026, 6, 5, 12, 0, tzinfo=LONDON)
    assert moments.moment("tuesday", WEDNESDAY, LONDON, last) is None


def test_words_without_a_time_are_none():
    assert moments.moment("again", WEDNESDAY, LONDON, None) is None


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (dt.datetime(2026, 3, 28, 17, 0, tzinfo=LONDON), "2026-03-29 18:00 +0100"),
        (dt.datetime(2026, 10, 24, 17, 0, tzinfo=LONDON), "2026-10-25 18:00 +0000"),
    ],
)
def test_tomorrow_after_six_is_six_by_the_clock_when_the_clocks_change(now, wanted):
    found = moments.moment("tomorrow after 6", now, LONDON, None)
    assert found is not None
    assert found.at.strftime("%Y-%m-%d %H:%M %z") == wanted


def test_in_two_hours_counts_real_hours_over_a_clock_change():
    now = dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    found = moments.moment("in 12 hours", now, LONDON, None)
    assert found is not None
    assert found.at.astimezone(dt.UTC) - now == dt.timedelta(hours=12)


@given(
    st.sampled_from([span for span, _ in SPANS]),
    st.integers(0, 525_600).map(lambda minutes: dt.timedelta(minutes=minutes)),
)
@settings(max_examples=200, deadline=None)
def test_a_moment_is_ahead_and_inside_calling_hours(span, later):
    now = WEDNESDAY + later
    found = moments.moment(span, now, LONDON, None)
    assert found is not None
    opens = dt.time(10) if found.at.weekday() == 6 else dt.time(9)
    assert found.at > now
    assert opens <= found.at.timetz().replace(tzinfo=None) <= dt.time(20, 30)


@pytest.mark.parametrize(("text", "day"), PROMISES)
def test_the_day_of_posting_is_read_from_a_promise(text, day):
    found = moments.promise_day(text, WEDNESDAY, LONDON)
    assert (found and found.day) == day
