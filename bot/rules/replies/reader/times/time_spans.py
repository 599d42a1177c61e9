"""Times as people write them, found in a message word for word."""

import functools
import re
from collections.abc import Iterator

_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_AMPM = r"(?:[\s-]?(?:am|pm|a\.m\.|p\.m\.|o'?clock|ish\b|hrs))"
_HALF = rf"(?:(?:half|quarter)(?:[ -](?:past|to|an?\b(?! hour)))?[ -]{_NUMBER}(?:ish)?)"
_PAST = rf"(?:{_NUMBER}|twenty|twenty-five) (?:past|to) {_NUMBER}\b"
_CLOCK = (
    rf"(?:{_HALF}|{_PAST}|(?:[01]\d|2[0-3])[0-5]\d(?:hrs)?\b"
    rf"|\d{{1,2}}[:.]\d{{2}}{_AMPM}?|{_NUMBER}{_AMPM}|noon|midday)"
)
_DAY = (
    r"(?:the )?day after (?:to?mor+ow|tmrw|tmw)"
    r"|(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|satur|sat|sun)(?:day)?s?"
    r"|firday|fridya|mondya|tuseday|tusday|wendesday|wensday|wednsday|thrusday|thurday"
    r"|satuday|saterday|sunady"
    r"|to?mor+ow|tmrw|tmw|tmoro|2moro|2mrw|2morrow|tomoz|tmoz|the morn|the morra"
    r"|tonight|tonite|2nite|2night|the night|today|2day|bore fory|nos fory|pnawn fory"
    r"|y?fory|heno|heddiw|wythnos nesaf|dydd \w+"
    r"|nos (?:lun|fawrth|fercher|iau|wener|sadwrn|sul)"
)
_PART = (
    r"(?:early |late |mid |mid-)?(?:mornings?|morn|am|pm|afternoons?|aft|arvo"
    r"|evenings?|eves?|nights?|nite|dinner ?times?|dinner|lunch ?times?|lunch hour"
    r"|lunch|tea ?times?|tea|breakfast|bed ?time|bath ?time|home ?time|play ?time"
    r"|break ?time|dinner hour|first thing|last thing|close of play|nicht)"
)
_SPAN = (
    r"(?:weekends?|wknds?|wkend|w/e|week|wk|month|fortnight|weekdays?|bank holiday"
    r"|half[ -]?term|pay ?day)"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_ORD = (
    rf"(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)?,? (?:of )?{_MONTH}"
    rf"|{_MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b"
    r"|(?:the )?\d{1,2}(?:st|nd|rd|th)|\d{1,2}/\d{1,2}(?:/\d{2,4})?(?!\d)"
    r"|\d{4}-\d\d-\d\d(?!\d))"
)
_UNITS = r"(?:min(?:ute)?s?|h(?:ou)?rs?|days?|wks?|weeks?|month|fortnight|secs?)"
_SOME = (
    rf"(?:(?:an?|half an?|another|{_NUMBER}|\d+|(?:a )?couple(?: of)?|a few|few|twenty"
    r"|thirty|fifteen|forty)(?:[ -](?:or|to)[ -]\S+)?\s?(?:more )?)"
)
_WHAT = (
    r"(?:(?:his|her|their|the|my|school|work) )?(?:work|shift|school(?: run)?"
    r"|night shift|day shift|lates|earlies|nights|break|lunch|tea time|tea|dinner"
    r"|breakfast|bath time|bed ?time|church|match|run|meeting|gym|class)"
)
_SMALL = rf"(?:{_CLOCK}|{_NUMBER})"
_NAMED = rf"(?:(?:{_DAY}|{_PART}|{_ORD}|{_CLOCK}|the weekend)\b(?: after next\b)?)"
_HEAD = (
    r"(?:not before|after|before|around|about|over|gone|from|between|past|any ?time"
    r"|towards|til after|at|on)"
)
_LINK = r"(?:at|after|before|around|about|from|between|on|past|in the|gone|or|and)"
_MORE = rf"(?:,? (?:{_LINK} )?(?:{_NAMED}|{_WHAT}|{_SMALL}|sometime)(?!\w))*"
_EDGE = r"(?:early|late|the end of|end of|middle of|start of)"
_SPOKEN = (
    rf"between {_SMALL} (?:and|n|&|-) {_SMALL}\b",
    rf"(?:(?:in|within|give (?:her|him|them|it)|gimme|for) )?\b{_SOME}{_UNITS}"
    r"(?:'?s? time)?\b(?! ago)",
    rf"(?:in|over) the (?:{_PART}|week|weekend)\b",
    rf"(?:any ?time |some ?time )?(?:{_EDGE} (?:of )?)?"
    rf"(?:next|this) (?:{_SPAN}|{_DAY}|{_PART})\b{_MORE}",
    rf"(?:{_EDGE} |over |after )?the {_SPAN}\b(?: after next\b)?{_MORE}",
    rf"(?:any|some) ?time (?:on |in the )?{_NAMED}",
    rf"(?:not before|after|before|from|between) {_WHAT}(?!\w)",
    rf"(?:{_HEAD} )?{_NAMED}{_MORE}",
    rf"{_HEAD} {_SMALL}(?!\w)(?: (?:on |the )?{_NAMED}(?!\w))*",
    rf"any (?:{_DAY}|{_PART}|day|weekday)\b(?: (?:after|before|from) {_SMALL})?",
    r"the back of \w+",
    r"(?:the )?end of (?:her |his |the )?(?:shift|day|week|month)\b",
    rf"{_SPAN}\b{_MORE}",
    r"\d{1,2}ish\b",
)


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/:.@])(?:{'|'.join(_SPOKEN)})", re.IGNORECASE)


_DROPPED = re.compile(
    r"(?:on|at|for|til|till|until|by|give (?:her|him|them|it)|gimme) ", re.I
)

MEAL = re.compile("tea|dinner|lunch|breakfast", re.IGNORECASE)


_BETWEEN = re.compile(
    rf"[\s,]*(?:{_LINK}|by|for|the|-|–|week|time)?[\s,]*", re.IGNORECASE
)
"""What may stand between a day and its hour."""


def spans(text: str) -> Iterator[tuple[int, str]]:
    """Each time in the text: where it begins, its words without a bare at, on, by.

    A day and an hour with no more than a link word between them are one time.
    """
    for start, end in _joined(text):
        span = text[start:end]
        lead = len(span) - len(span.lstrip())
        if dropped := _DROPPED.match(span[lead:]):
            lead += dropped.end()
        yield start + lead, span[lead:].rstrip()


def _joined(text: str) -> Iterator[tuple[int, int]]:
    begun: tuple[int, int] | None = None
    for found in _pattern().finditer(text):
        if begun and _BETWEEN.fullmatch(text, begun[1], found.start()):
            begun = begun[0], found.end()
            continue
        if begun:
            yield begun
        begun = found.span()
    if begun:
        yield begun
