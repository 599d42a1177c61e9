"""Working days: Monday to Friday without the bank holidays of the nation."""

import datetime as dt
from functools import cache

from bot.rules.ballot import bank_holidays
from bot.rules.ballot.ballot import Nation

DAY = dt.timedelta(days=1)
SATURDAY = 5
SUNDAY = 6

SUBDIVISIONS = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


@cache
def holidays_of(nation: Nation, year: int) -> frozenset[dt.date]:
    """List the bank holidays of a nation in one year, substitute days among them."""
    written = bank_holidays.DAYS[SUBDIVISIONS[nation]].get(year)
    return _from_library(nation, year) if written is None else _read(year, written)


def _read(year: int, written: str) -> frozenset[dt.date]:
    """Read a year of the table."""
    return frozenset(dt.date.fromisoformat(f"{year}{day}") for day in written.split())


def _from_library(nation: Nation, year: int) -> frozenset[dt.date]:
    """Work out a year that is not in the table."""
    import holidays  # half a second, so only when such a year is asked for

    return frozenset(holidays.country_holidays("GB", SUBDIVISIONS[nation], year))


def is_holiday(day: dt.date, nation: Nation) -> bool:
    """Whether the nation has a bank holiday that day."""
    return day in holidays_of(nation, day.year)


def is_working(day: dt.date, nation: Nation) -> bool:
    """Whether offices and scrutineers work that day."""
    return day.weekday() < SATURDAY and not is_holiday(day, nation)


def before(day: dt.date, count: int, nation: Nation) -> dt.date:
    """Find the working day `count` working days before a day."""
    return _step(day, count, nation, -DAY)


def after(day: dt.date, count: int, nation: Nation) -> dt.date:
    """Find the working day `count` working days after a day."""
    return _step(day, count, nation, DAY)


def _step(day: dt.date, count: int, nation: Nation, step: dt.timedelta) -> dt.date:
    while count:
        day += step
        if is_working(day, nation):
            count -= 1
    return day
