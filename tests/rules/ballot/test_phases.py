"""Where now stands among the dates of a ballot."""

import datetime as dt

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from bot.rules.ballot import post, timetable, workdays
from bot.rules.ballot.ballot import Envelope, Method, Nation
from bot.rules.ballot.phases import Phase
from tests.rules import given

OPENS = given.day("2026-05-11")


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        ("2026-05-10 23:59", Phase.BEFORE),
        ("2026-05-11 00:00", Phase.LANDING),
        ("2026-05-15 23:59", Phase.LANDING),
        ("2026-05-18 00:00", Phase.OPEN),
        ("2026-05-27 23:59", Phase.OPEN),
        ("2026-05-28 00:00", Phase.CUTOFF_NEAR),
        ("2026-06-04 11:59", Phase.CUTOFF_NEAR),
        ("2026-06-04 12:00", Phase.POSTING),
        ("2026-06-07 23:59", Phase.POSTING),
        ("2026-06-08 00:00", Phase.LAST_DAYS),
        ("2026-06-10 23:59", Phase.LAST_DAYS),
        ("2026-06-11 00:00", Phase.TOO_LATE),
        ("2026-06-11 16:59", Phase.TOO_LATE),
        ("2026-06-11 17:00", Phase.CLOSED),
    ],
)
def test_each_phase_begins_on_its_day(now: str, phase: Phase) -> None:
    assert timetable.phase(given.ballot(opens=OPENS), given.at(now)) is phase


def test_the_last_posting_days_leave_out_sundays_and_holidays() -> None:
    easter = given.ballot("2026-04-08 17:00")
    assert timetable.of(easter).last_possible_posting == given.day("2026-04-07")
    begins = timetable.of(easter).starts(Phase.LAST_DAYS)
    assert begins == given.at("2026-04-02 00:00")


def closings(nation: Nation) -> list[dt.date]:
    """Every working day of four years, all weekdays and bank holidays among them."""
    days = (dt.date(2025, 1, 1) + n * workdays.DAY for n in range(4 * 365))
    return [day for day in days if workdays.is_working(day, nation)]


@pytest.mark.parametrize("nation", Nation)
@pytest.mark.parametrize("hour", ["12:00", "17:00"])
@pytest.mark.parametrize("envelope", Envelope)
def test_the_last_three_posting_days_are_three_and_leave_the_phase_before_them(
    nation: Nation, hour: str, envelope: Envelope
) -> None:
    lasted, swallowed = set(), 0
    for closing in closings(nation):
        ballot = given.ballot(f"{closing} {hour}", envelope=envelope, nation=nation)
        table = timetable.of(ballot)
        begins, ends = table.starts(Phase.LAST_DAYS), table.starts(Phase.TOO_LATE)
        assert begins is not None
        assert ends is not None
        span = range((ends.date() - begins.date()).days)
        days = [begins.date() + n * workdays.DAY for n in span]
        assert sum(post.is_collection(day, ballot) for day in days) == 3
        lasted.add(len(days))
        swallowed += table.starts(Phase.POSTING) is None
    assert lasted <= {3, 4, 5, 6, 7}  # 5 to 7 over Easter and Christmas only
    by_noon_and_slow = envelope is Envelope.SECOND and hour == "12:00"
    assert bool(swallowed) == by_noon_and_slow


def test_the_last_posting_days_come_before_a_late_cut_off() -> None:
    second = given.ballot("2026-06-15 12:00", envelope=Envelope.SECOND)
    table = timetable.of(second)
    assert table.phase(given.at("2026-06-08 09:00")) is Phase.LAST_DAYS
    assert table.starts(Phase.POSTING) is None
    assert timetable.replaceable(second, given.at("2026-06-08 11:59"))


def test_a_ballot_without_an_opening_day_is_open_from_the_first() -> None:
    assert timetable.phase(given.ballot(), given.at("2025-01-01 09:00")) is Phase.OPEN


def test_where_votes_go_online_it_is_never_too_late_before_the_close() -> None:
    hybrid = given.ballot(method=Method.HYBRID)
    assert timetable.phase(hybrid, given.at("2026-06-11 16:59")) is Phase.LAST_DAYS


def test_without_post_the_last_days_are_those_before_the_close() -> None:
    electronic = given.ballot("2026-06-14 17:00", method=Method.ELECTRONIC)
    begins = timetable.of(electronic).starts(Phase.LAST_DAYS)
    assert begins == given.at("2026-06-12 00:00")


@for_all(
    closes=given.CLOSES,
    length=st.integers(0, 80),
    envelope=st.sampled_from(Envelope),
    nation=st.sampled_from(Nation),
    method=st.sampled_from(Method),
)
def test_phases_follow_one_another_without_gap_and_end_closed(
    closes: str, length: int, envelope: Envelope, nation: Nation, method: Method
) -> None:
    opens = given.at(closes).date() - dt.timedelta(days=length)
    ballot = given.ballot(
        closes, opens=opens, envelope=envelope, nation=nation, method=method
    )
    spans = timetable.of(ballot).phases
    order = [list(Phase).index(span.phase) for span in spans]
    assert order == sorted(set(order))
    assert [span.end for span in spans[:-1]] == [span.start for span in spans[1:]]
    assert timetable.phase(ballot, ballot.closes) is Phase.CLOSED
