"""Small pieces of sentences: names safe for HTML, days, times, counts."""

import datetime as dt
import html
import re
from collections.abc import Sequence

from bot.rules.ballot.ballot import Ballot
from bot.rules.outcomes import Channel, Outcome
from bot.texts import languages

OUTCOMES = languages.mark(
    {
        Outcome.VOTED: "voted",
        Outcome.WILL_POST: "will post",
        Outcome.NEEDS_REPLACEMENT: "needs a replacement",
        Outcome.REPLACEMENT_REQUESTED: "replacement requested",
        Outcome.UNDECIDED: "undecided",
        Outcome.NOT_VOTING: "not voting",
        Outcome.NO_ANSWER: "no answer",
        Outcome.CALL_BACK: "call back",
        Outcome.WRONG_CONTACT: "wrong contact",
        Outcome.NOT_A_MEMBER: "not in this ballot",
        Outcome.DO_NOT_CONTACT: "do not contact",
        Outcome.QUESTION: "question",
        Outcome.COMPLAINT: "complaint",
    }
)
CHANNELS = languages.mark(
    {
        Channel.MOBILE: "mobile",
        Channel.PHONE: "landline",
        Channel.PERSONAL_EMAIL: "e-mail",
        Channel.WORK_EMAIL: "work e-mail",
        Channel.IN_PERSON: "in person",
    }
)
WEEKDAYS = languages.mark(
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
)
SHORT_WEEKDAYS = languages.mark(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
MONTHS = languages.mark(
    (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    )
)
SHORT_MONTHS = languages.mark(
    (
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
        *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    )
)


def outcome(code: str) -> str:
    """Word an outcome as a button says it: "Will post"."""
    return capital(outcome_name(Outcome(code)))


def outcome_name(found: Outcome) -> str:
    """Word an outcome within a sentence: "will post"."""
    return languages.say(OUTCOMES[found])


def channel_name(found: Channel) -> str:
    """Word a channel within a sentence: "work e-mail"."""
    return languages.say(CHANNELS[found])


def capital(text: str) -> str:
    """Begin a text with a capital letter, and leave the rest."""
    return text[:1].upper() + text[1:]


def joined(parts: Sequence[str]) -> str:
    """As in "a", "a and b", "a, b and c"."""
    *first, last = parts
    if not first:
        return last
    return languages.say("{first} and {last}", first=", ".join(first), last=last)


CASES = languages.mark(
    {
        "question": "question",
        "complaint": "complaint",
        "upset": "upset member",
        "replacement": "help with another paper",
        "data": "request about their data",
        "other": "matter",
    }
)


def case(kind: str) -> str:
    """Word what is asked of an organiser: "question", "complaint"."""
    return languages.say(CASES[kind])


def either(parts: Sequence[str]) -> str:
    """As in "a", "a or b", "a, b or c"."""
    *first, last = parts
    if not first:
        return last
    return languages.say("{first} or {last}", first=", ".join(first), last=last)


def safe(text: str) -> str:
    """Escape a value for HTML."""
    return html.escape(text, quote=False)


def quoted(text: str) -> str:
    """Escape a value for HTML within quotation marks."""
    return html.escape(text)


def without_markup(text: str) -> str:
    """Remove tags and escapes from HTML, for the shell."""
    return html.unescape(re.sub(r"</?[a-z]+>", "", text))


def many(count: int, one: str, more: str | None = None) -> str:
    """As in "1 member", "3 members"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def weekday(when: dt.date) -> str:
    """As in "Tuesday"."""
    return languages.say(WEEKDAYS[when.weekday()])


def day(when: dt.date) -> str:
    """As in "Tue 9 June"."""
    return _date(when, MONTHS)


def short_day(when: dt.date) -> str:
    """As in "Tue 9 Jun"."""
    return _date(when, SHORT_MONTHS)


def _date(when: dt.date, months: Sequence[str]) -> str:
    weekday_, month = SHORT_WEEKDAYS[when.weekday()], months[when.month - 1]
    return languages.say(
        "{weekday} {day} {month}",
        weekday=languages.say(weekday_),
        day=when.day,
        month=languages.say(month),
    )


def weekday_and_time(local: dt.datetime) -> str:
    """As in "Tue 17:10"."""
    return f"{languages.say(SHORT_WEEKDAYS[local.weekday()])} {hour(local)}"


def hour(at: dt.datetime | dt.time) -> str:
    """As in "9:00", "17:10"."""
    return f"{at.hour}:{at:%M}"


def clock(moment: dt.datetime, ballot: Ballot) -> str:
    """As in "17:10" on the ballot's clock."""
    return hour(ballot.local(moment))


def soon(moment: dt.datetime, ballot: Ballot, now: dt.datetime) -> str:
    """As in "17:10", "tomorrow 9:00", "Tue 9 June 9:00" on the ballot's clock."""
    local = ballot.local(moment)
    time = hour(local)
    ahead = (local.date() - ballot.today(now)).days
    if ahead == 0:
        return time
    if ahead == 1:
        return languages.say("tomorrow {time}", time=time)
    return f"{day(local.date())} {time}"


def ago(then: dt.date, today: dt.date) -> str:
    """As in "today", "yesterday", "on Tuesday", "16 days ago"."""
    days = (today - then).days
    if days <= 0:
        return languages.say("today")
    if days == 1:
        return languages.say("yesterday")
    if days < 7:
        return languages.say("on {weekday}", weekday=weekday(then))
    return languages.say_many("{n} day ago", "{n} days ago", days)


def ahead(then: dt.date, today: dt.date) -> str:
    """As in "today", "tomorrow", "on Friday", "on Fri 12 June"."""
    days = (then - today).days
    if days == 0:
        return languages.say("today")
    if days == 1:
        return languages.say("tomorrow")
    if 1 < days < 7:
        return languages.say("on {weekday}", weekday=weekday(then))
    return languages.say("on {day}", day=day(then))


def channel(name: str) -> str:
    """Word a channel or method."""
    return channel_name(Channel(name)) if name in {*Channel} else name
