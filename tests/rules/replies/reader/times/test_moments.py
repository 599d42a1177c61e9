"""When members want to be called, as a time in the ballot's zone."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.replies.reader import spans
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


MESSAGES = [
    ("ring back on friday at 6", "Fri 05 Jun 18:00"),
    ("call back on 5 march at 10", "Fri 05 Mar 10:00"),
    ("ring back after the weekend", "Mon 08 Jun 10:00"),
    ("ring a week on friday", "Fri 12 Jun 10:00"),
    ("ring friday week", "Fri 12 Jun 10:00"),
    ("ring a week tomorrow at 5", "Thu 11 Jun 17:00"),
    ("ring the day after tomorrow", "Fri 05 Jun 10:00"),
    ("ring the day after tomorrow at half 5", "Fri 05 Jun 17:30"),
    ("ring the day after tomorrow at noon", "Fri 05 Jun 12:00"),
    ("call on the 14th at 7", "Sun 14 Jun 19:00"),
    ("call 14/6 at 7", "Sun 14 Jun 19:00"),
    ("call tues 9 june 4pm", "Tue 09 Jun 16:00"),
    ("call back june 9", "Tue 09 Jun 10:00"),
    ("3rd of july about half 2", "Fri 03 Jul 14:30"),
    ("ring in 3 days at 5", "Sat 06 Jun 17:00"),
    ("thursday between 3 and 5", "Thu 04 Jun 15:00"),
    ("between 3 and 5 on thursday", "Thu 04 Jun 15:00"),
    ("ring tuesday 4-6pm", "Tue 09 Jun 16:00"),
    ("six-ish tomorrow", "Thu 04 Jun 18:00"),
    ("try her end of the week", "Fri 05 Jun 10:00"),
    ("after school friday", "Fri 05 Jun 16:30"),
    ("call next friday at 12", "Fri 12 Jun 12:00"),
    ("ring back at 6", "Wed 03 Jun 18:00"),
    ("ring firday at 6", "Fri 05 Jun 18:00"),
    ("next week friday at 6", "Fri 12 Jun 18:00"),
    ("end of next week", "Fri 12 Jun 10:00"),
    ("friday before 6", "Fri 05 Jun 17:00"),
    ("2026-12-05 at 6", "Sat 05 Dec 18:00"),
    ("friday 1800", "Fri 05 Jun 18:00"),
    ("ten to 6 on friday", "Fri 05 Jun 17:50"),
    ("twenty past 5 friday", "Fri 05 Jun 17:20"),
]
UNSURE = [
    "monday or tuesday",
    "friday or saturday at 6",
    "fri 6 june",
    "the friday after next",
    "the weekend after next",
    "today at 1",
]


@pytest.mark.parametrize(("text", "wanted"), MESSAGES)
def test_the_day_and_the_hour_of_a_message_belong_together(text, wanted):
    span = spans.when(text)
    assert span is not None
    found = moments.moment(span, WEDNESDAY, LONDON, None)
    assert found is not None
    assert found.at.strftime("%a %d %b %H:%M") == wanted


@pytest.mark.parametrize("text", UNSURE)
def test_a_time_that_is_not_sure_is_none(text):
    assert moments.moment(spans.when(text) or text, WEDNESDAY, LONDON, None) is None


def test_an_hour_moved_into_calling_hours_is_marked():
    early = moments.moment("friday at 7am", WEDNESDAY, LONDON, None)
    assert early is not None
    assert (early.at.hour, early.moved) == (9, True)


TODAY = "today"
DAYS = {
    "friday": lambda today: next_weekday(today, 4),
    "fri": lambda today: next_weekday(today, 4),
    "monday": lambda today: next_weekday(today, 0),
    "tomorrow": lambda today: today + dt.timedelta(days=1),
    "the day after tomorrow": lambda today: today + dt.timedelta(days=2),
    "a week on friday": lambda today: next_weekday(today, 4) + dt.timedelta(weeks=1),
    "friday week": lambda today: next_weekday(today, 4) + dt.timedelta(weeks=1),
    "the 14th": lambda today: next_date(today, 14),
    "14 march": lambda today: next_date(today, 14, 3),
    "march 14th": lambda today: next_date(today, 14, 3),
    "14/3": lambda today: next_date(today, 14, 3),
    "after the weekend": lambda today: next_weekday(today, 0),
    TODAY: lambda today: today,
}
HOURS = {
    "6": dt.time(18),
    "6pm": dt.time(18),
    "10am": dt.time(10),
    "half 5": dt.time(17, 30),
    "quarter to 6": dt.time(17, 45),
    "quarter past 4": dt.time(16, 15),
    "3:30": dt.time(15, 30),
    "five": dt.time(17),
    "12": dt.time(12),
    "7ish": dt.time(19),
}
LINKS = (" ", " at ", " about ", " around ", ", ", " after ", " from ")


def next_weekday(today: dt.date, weekday: int) -> dt.date:
    return today + dt.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def next_date(today: dt.date, number: int, month: int | None = None) -> dt.date:
    day = today
    while day.day != number or month not in (None, day.month):
        day += dt.timedelta(days=1)
    return day


@given(
    day=st.sampled_from(sorted(DAYS)),
    hour=st.sampled_from(sorted(HOURS)),
    link=st.sampled_from(LINKS),
    turned=st.booleans(),
    start=st.sampled_from(("ring back ", "call her ", "ring ", "wants a ring ")),
    minutes=st.integers(0, 4 * 525_600),
)
@settings(max_examples=400, deadline=None)
def test_the_day_is_the_day_and_the_hour_is_the_hour(
    day, hour, link, turned, start, minutes
):
    now = (WEDNESDAY.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)).astimezone(
        LONDON
    )
    hour_first = turned and not day.startswith(("after", "the 14", "14", "march"))
    on = "" if day in (TODAY, "tomorrow") or day.startswith(("a ", "the ")) else "on "
    text = start + (f"at {hour} {on}{day}" if hour_first else f"{day}{link}{hour}")
    span = spans.when(text)
    assert span is not None, text
    found = moments.moment(span, now, LONDON, None)
    wanted = DAYS[day](now.date())
    over = dt.datetime.combine(wanted, HOURS[hour], LONDON) <= now
    assert found is not None or (over and day == TODAY), text
    if found is None:
        return
    assert found.at > now, text
    if not over:
        assert (found.at.date(), found.at.time()) == (wanted, HOURS[hour]), text
    else:
        assert day in (TODAY, "the 14th", "14 march", "march 14th", "14/3"), text


ANSWERS = [
    ("fri", "Fri 05 Jun"),
    ("12/6", "Fri 12 Jun"),
    ("next tuesday", "Tue 09 Jun"),
    ("5 dec", "Sat 05 Dec"),
    ("in 3 days", "Sat 06 Jun"),
    ("today", "Wed 03 Jun"),
    ("no idea", None),
]
GONE_BY = [
    ("yesterday", "Tue 02 Jun"),
    ("the day before yesterday", "Mon 01 Jun"),
    ("yes on monday", "Mon 01 Jun"),
    ("last thursday", "Thu 28 May"),
    ("monday last week", "Mon 25 May"),
    ("3 days ago", "Sun 31 May"),
    ("a week ago", "Wed 27 May"),
    ("last week", "Wed 27 May"),
    ("the 20th", "Wed 20 May"),
    ("20 may", "Wed 20 May"),
    ("20/5", "Wed 20 May"),
    ("this morning", "Wed 03 Jun"),
    ("today", "Wed 03 Jun"),
    ("dunno", None),
]


def shown(day: dt.date | None) -> str | None:
    return day and f"{day:%a %d %b}"


@pytest.mark.parametrize(("text", "wanted"), ANSWERS)
def test_a_day_typed_as_an_answer_is_the_coming_one(text, wanted):
    assert shown(moments.day(text, WEDNESDAY.date())) == wanted


@pytest.mark.parametrize(("text", "wanted"), GONE_BY)
def test_a_day_that_has_been_is_looked_for_backward(text, wanted):
    assert shown(moments.day(text, WEDNESDAY.date(), past=True)) == wanted
