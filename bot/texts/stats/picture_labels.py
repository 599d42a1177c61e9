"""The words on pictures."""

import datetime as dt

from bot.rules.stats.turnout import Band, Facts
from bot.texts.stats import turnout_words

LIKELY = "most likely"
BAND = "8 in 10 chances"
REPORTED = "reported"


def short_day(day: dt.date) -> str:
    """As in "7 Sep"."""
    return f"{day.day} {day:%b}"


def reported(facts: Facts) -> str:
    """Word the title of the curve."""
    return f"Reported turnout {turnout_words.percent(facts.reported_share)}"


def likely(band: Band) -> str:
    """Word the subtitle of the curve: the likely band."""
    low, high = turnout_words.percent(band.low), turnout_words.percent(band.high)
    return f"count likely {low} to {high}"


def line(share: float) -> str:
    """Label the line."""
    return f"line {turnout_words.percent(share)}"


def today(day: dt.date) -> str:
    """Label today."""
    return f"today {short_day(day)}"


def close(day: dt.date) -> str:
    """Label the day of the close, once it is here."""
    return f"close {short_day(day)}"


def last_posting(day: dt.date) -> str:
    """Label the last posting day."""
    return f"last posting day {short_day(day)}"


def closes(moment: dt.datetime) -> str:
    """Label the close."""
    return f"closes {short_day(moment)} {moment.hour}:{moment:%M}"


def cutoff(moment: dt.datetime) -> str:
    """Label the replacement cut-off."""
    return f"replacements until {short_day(moment)} {moment.hour}:{moment:%M}"


def last_possible(day: dt.date, odds: float) -> str:
    """Label the last possible posting day."""
    return f"last possible {short_day(day)}, {turnout_words.in_hundred(odds)} arrive"


BESIDE = "Bar: reported. Diamond: likely count. Upright: the line."
NO_POST = "no post"
ODDS = "Chances of getting over the line, in 100"
ODDS_SIMULATED = "simulated with this branch's own rates"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
