"""The words on pictures."""

import datetime as dt

from bot.rules.stats.turnout import Band, Facts
from bot.texts import languages, words
from bot.texts.stats import turnout_words

LIKELY = languages.mark("most likely")
BAND = languages.mark("8 in 10 chances")
REPORTED = languages.mark("reported")


def short_day(day: dt.date) -> str:
    """As in "7 Sep"."""
    month = languages.say(words.SHORT_MONTHS[day.month - 1])
    return languages.say("{day} {month}", day=day.day, month=month)


def reported(facts: Facts) -> str:
    """Word the title of the curve."""
    return languages.say(
        "Reported turnout {share}",
        share=turnout_words.percent(facts.reported_share),
    )


def likely(band: Band) -> str:
    """Word the subtitle of the curve: the likely band."""
    low, high = turnout_words.percent(band.low), turnout_words.percent(band.high)
    return languages.say("count likely {low} to {high}", low=low, high=high)


def line(share: float) -> str:
    """Label the line."""
    return languages.say("line {share}", share=turnout_words.percent(share))


def today(day: dt.date) -> str:
    """Label today."""
    return languages.say("today {day}", day=short_day(day))


def close(day: dt.date) -> str:
    """Label the day of the close, once it is here."""
    return languages.say("close {day}", day=short_day(day))


def last_posting(day: dt.date) -> str:
    """Label the last posting day."""
    return languages.say("last posting day {day}", day=short_day(day))


def closes(moment: dt.datetime) -> str:
    """Label the close."""
    return languages.say(
        "closes {day} {time}", day=short_day(moment), time=_time(moment)
    )


def _time(moment: dt.datetime) -> str:
    return f"{moment.hour}:{moment:%M}"


def cutoff(moment: dt.datetime) -> str:
    """Label the replacement cut-off."""
    return languages.say(
        "replacements until {day} {time}", day=short_day(moment), time=_time(moment)
    )


def last_possible(day: dt.date, odds: float) -> str:
    """Label the last possible posting day."""
    return languages.say(
        "last possible {day}, {chance} arrive",
        day=short_day(day),
        chance=turnout_words.in_hundred(odds),
    )


BESIDE = languages.mark("Bar: reported. Diamond: likely count. Upright: the line.")
NO_POST = languages.mark("no post")
ODDS = languages.mark("Chances of getting over the line, in 100")
ODDS_SIMULATED = languages.mark("simulated with this branch's own rates")
