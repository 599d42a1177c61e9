"""Dates count back from the close: holidays, Sundays, noon closes, both classes."""

import datetime as dt

import pytest

from bench import bank_holidays as table_of_holidays
from bot.rules.ballot import bank_holidays, timetable, workdays
from bot.rules.ballot.ballot import Envelope, Nation
from tests.rules import given

# why it is there | closes | class or nation | last safe, last possible, cut-off
TABLE = """
an ordinary week        | 2026-06-11 17:00 |                  | 06-08 | 06-10 | 06-04
noon: no post that day  | 2026-06-11 12:00 |                  | 06-05 | 06-09 | 06-04
just before the post    | 2026-06-11 15:59 |                  | 06-05 | 06-09 | 06-04
as the post comes       | 2026-06-11 16:00 |                  | 06-08 | 06-10 | 06-04
noon: Saturday's counts | 2026-06-15 12:00 |                  | 06-10 | 06-12 | 06-08
second class            | 2026-06-11 17:00 | second           | 06-04 | 06-09 | 06-04
second: no Saturday     | 2026-06-15 12:00 | second           | 06-05 | 06-10 | 06-08
closes on a Sunday      | 2026-06-14 17:00 |                  | 06-10 | 06-12 | 06-08
Easter inside           | 2026-04-09 17:00 |                  | 04-02 | 04-08 | 03-31
Easter Monday works     | 2026-04-09 17:00 | scotland         | 04-06 | 04-08 | 04-01
Saint Patrick's         | 2026-03-18 17:00 | northern-ireland | 03-12 | 03-16 | 03-10
just a Tuesday          | 2026-03-18 17:00 |                  | 03-13 | 03-17 | 03-11
the Twelfth, put off    | 2026-07-14 17:00 | northern-ireland | 07-08 | 07-10 | 07-06
early August holiday    | 2026-08-05 17:00 | scotland         | 07-30 | 08-04 | 07-28
late August holiday     | 2026-09-02 17:00 | wales            | 08-27 | 09-01 | 08-25
Christmas, two days off | 2026-12-31 17:00 |                  | 12-24 | 12-30 | 12-22
the second of January   | 2025-01-06 17:00 | scotland         | 12-30 | 01-03 | 12-24
a leap day works        | 2028-03-02 17:00 |                  | 02-28 | 03-01 | 02-24
no leap day             | 2027-03-02 17:00 |                  | 02-25 | 03-01 | 02-23
the clocks go forward   | 2026-03-31 17:00 |                  | 03-26 | 03-30 | 03-24
the clocks go back      | 2026-10-27 17:00 |                  | 10-22 | 10-26 | 10-20
"""


def row(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


@pytest.mark.parametrize("line", TABLE.strip().splitlines(), ids=lambda x: row(x)[0])
def test_dates_count_back_from_the_close(line: str) -> None:
    _, closes, setting, *told = row(line)
    envelope = Envelope.SECOND if setting == "second" else Envelope.FIRST
    nation = Nation(setting) if setting in set(Nation) else Nation.ENGLAND
    table = timetable.of(given.ballot(closes, envelope=envelope, nation=nation))
    cutoff = table.replacement_cutoff
    computed = (table.last_safe_posting, table.last_possible_posting, cutoff)
    assert [f"{day:%m-%d}" for day in computed if day] == told
    assert cutoff is not None
    assert cutoff.time() == dt.time(12)


def test_post_that_comes_before_a_noon_close_still_counts() -> None:
    early = given.ballot("2026-06-11 12:00", delivered_by=dt.time(11))
    assert timetable.of(early).last_safe_posting == given.day("2026-06-08")


def test_the_table_of_bank_holidays_is_as_the_library_has_them() -> None:
    for code, years in bank_holidays.DAYS.items():
        assert years == {year: table_of_holidays.days(code, year) for year in years}


@pytest.mark.parametrize("year", [2019, 2041], ids=str)
def test_a_year_outside_the_table_has_its_bank_holidays_too(year: int) -> None:
    assert year not in bank_holidays.DAYS["SCT"]
    assert dt.date(year, 1, 2) in workdays.holidays_of(Nation.SCOTLAND, year)
