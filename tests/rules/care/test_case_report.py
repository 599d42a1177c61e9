"""How cases went: the median time, what was in time, what is overdue."""

import datetime as dt
from dataclasses import dataclass

from bot.rules.care import case_report
from tests.rules import given

START = given.at("2026-06-01 10:00")
HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True)
class One:
    kind: str
    asked_at: dt.datetime
    settled_at: dt.datetime | None
    reply_by: dt.datetime


def case(kind: str, hours: float | None) -> One:
    settled = None if hours is None else START + hours * HOUR
    return One(kind, START, settled, START + 4 * HOUR)


def test_each_kind_has_its_line() -> None:
    cases = [case("question", hours) for hours in (1, 2, 6, None)]
    found = case_report.lines([*cases, case("upset", 4)], START + 5 * HOUR)
    assert found == (
        case_report.Line("question", 4, 3, 2, 1, 2 * HOUR),
        case_report.Line("upset", 1, 1, 1, 0, 4 * HOUR),
    )


def test_what_waits_in_time_is_not_overdue_and_has_no_median() -> None:
    (found,) = case_report.lines([case("data", None)], START + 3 * HOUR)
    assert (found.overdue, found.median) == (0, None)
