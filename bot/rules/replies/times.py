"""Times as people write them, found in a message word for word."""

import functools
import re
from collections.abc import Iterator

_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_AMPM = r"(?:\s?(?:am|pm|a\.m\.|p\.m\.|o'?clock|ish\b|hrs))"
_HALF = rf"(?:(?:half|quarter)(?:[ -](?:past|to|an?\b(?! hour)))?[ -]{_NUMBER}(?:ish)?)"
_CLOCK = rf"(?:{_HALF}|\d{{1,2}}[:.]\d{{2}}{_AMPM}?|{_NUMBER}{_AMPM}|noon|midday)"
_DAY = (
    r"(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|satur|sat|sun)(?:day)?s?"
    r"|to?mor+ow|tmrw|tmw|tmoro|2moro|2mrw|2morrow|tomoz|tmoz|the morn|the morra|th[e']? ?morra"
    r"|tonight|tonite|2nite|2night|the night|today|2day|bore fory|nos fory|pnawn fory|y?fory|heno"
    r"|heddiw|wythnos nesaf|dydd \w+|nos (?:lun|fawrth|fercher|iau|wener|sadwrn|sul)"
)
_PART = (
    r"(?:early |late |mid |mid-)?(?:mornings?|morn|am|pm|afternoons?|aft|arvo|evenings?|eves?"
    r"|nights?|nite|dinner ?times?|dinner|lunch ?times?|lunch|lunch hour|tea ?times?|tea|breakfast|bed ?time)"
)
_SPAN = r"(?:weekends?|wknds?|wkend|w/e|week|wk|month|fortnight|weekdays?|bank holiday)"
_ORD = r"(?:the )?\d{1,2}(?:st|nd|rd|th)(?: (?:of )?[a-z]{3,9})?"
_UNITS = r"(?:min(?:ute)?s?|h(?:ou)?rs?|days?|wks?|weeks?|month|fortnight|secs?)"
_SOME = rf"(?:(?:an?|half an?|another|{_NUMBER}|\d+|a couple(?: of)?|couple(?: of)?|a few|few|twenty|thirty|fifteen|forty)(?:[ -](?:or|to)[ -]\S+)?\s?(?:more )?)"
_WHAT = (
    r"(?:(?:his|her|their|the|my|school|work|her's) )?(?:work|shift|school(?: run)?|night shift|day shift|lates|earlies|nights|break"
    r"|lunch|tea|dinner|breakfast|bath time|bed ?time|the match|church|match|run|meeting|gym|class|tea time)"
)
_SMALL = rf"(?:{_CLOCK}|{_NUMBER})"
_NAMED = rf"(?:(?:{_DAY}|{_PART}|{_ORD}|{_CLOCK}|the weekend)\b)"
_HEAD = r"(?:not before|after|before|around|about|over|gone|from|between|past|any ?time|towards|circa|anytime after|til after|at|on)"
_SPOKEN = "|".join((
    rf"between {_SMALL} (?:and|n|&|-) {_SMALL}\b",
    rf"(?:(?:in|within|give (?:her|him|them|it)|gimme|for) )?\b{_SOME}{_UNITS}(?:'?s? time)?\b(?! ago)",
    rf"(?:in|over) the (?:{_PART}|week|weekend)\b",
    r"(?:any ?time |some ?time )?(?:early |late |the end of |end of |middle of |start of )?"
    rf"(?:next|this) (?:{_SPAN}|{_DAY}|{_PART})\b(?: (?:sometime|{_PART}|{_DAY}|after {_SMALL})\b)?",
    rf"(?:over |after )?the (?:{_SPAN})\b",
    rf"(?:any|some) ?time (?:on |in the )?{_NAMED}",
        rf"(?:not before|after|before|from|between) {_WHAT}(?!\w)",
        rf"{_HEAD} (?:{_NAMED}|{_SMALL})(?!\w)(?: (?:on |the )?{_NAMED}(?!\w))*",
    rf"{_NAMED}(?:,? (?:(?:at|after|before|around|about|from|sometime|between|on|past|in the"
    rf"|gone|or|and) )?(?:{_NAMED}|{_WHAT}|{_SMALL}|sometime)(?!\w))*",
    rf"{_SPAN}\b|\d{{1,2}}ish\b",
))  # fmt: skip


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/:.@])(?:{_SPOKEN})", re.IGNORECASE)


_DROPPED = re.compile(
    r"(?:on|at|for|til|till|until|by|give (?:her|him|them|it)|gimme) ", re.I
)


def spans(text: str) -> Iterator[tuple[int, str]]:
    """Each time in the text: where it begins, and its words without a bare at, on, by."""
    for found in _pattern().finditer(text):
        span, start = found[0], found.start()
        lead = len(span) - len(span.lstrip())
        if dropped := _DROPPED.match(span[lead:]):
            lead += dropped.end()
        yield start + lead, span[lead:].rstrip()
