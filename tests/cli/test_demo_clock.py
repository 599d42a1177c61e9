"""The demo's clock: a move goes through what lies between."""

import datetime as dt

import pytest

from bot.cli import demo_clock


@pytest.mark.parametrize("hours", [0.5, 1, 6, 24, 700])
def test_a_move_is_as_long_as_its_steps(hours: float) -> None:
    by = dt.timedelta(hours=hours)
    assert abs(sum(demo_clock.steps(by), dt.timedelta()) - by) < dt.timedelta(seconds=1)


def test_a_day_goes_by_hour_by_hour() -> None:
    assert demo_clock.steps(dt.timedelta(days=1)) == [dt.timedelta(hours=1)] * 24


def test_the_demo_begins_when_people_may_be_rung() -> None:
    for hour in range(24):
        now = dt.datetime(2026, 11, 22, hour, 30, tzinfo=demo_clock.LONDON)
        begins = (now + demo_clock.daytime(now)).astimezone(demo_clock.LONDON)
        assert 17 <= begins.hour < 19
