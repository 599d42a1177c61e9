"""Small pieces of sentences: names safe for HTML, days, times, counts."""

import datetime as dt
import html
import re

from bot.rules.ballot.ballot import Ballot
from bot.rules.outcomes import Channel, Outcome

OUTCOMES = {
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
CHANNELS = {
    Channel.MOBILE: "mobile",
    Channel.PHONE: "landline",
    Channel.PERSONAL_EMAIL: "e-mail",
    Channel.WORK_EMAIL: "work e-mail",
    Channel.IN_PERSON: "in person",
}


def outcome(code: str) -> str:
    """Word an outcome as a button says it: "Will post"."""
    name = OUTCOMES[Outcome(code)]
    return name[:1].upper() + name[1:]


CASES = {
    "question": "question",
    "complaint": "complaint",
    "upset": "upset member",
    "replacement": "help with another paper",
    "data": "request about their data",
    "other": "matter",
}


def case(kind: str) -> str:
    """Word what is asked of an organiser: "question", "complaint"."""
    return CASES[kind]


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


def day(when: dt.date) -> str:
    """As in "Tue 9 June"."""
    return f"{when:%a} {when.day} {when:%B}"


def short_day(when: dt.date) -> str:
    """As in "Tue 9 Jun"."""
    return f"{when:%a} {when.day} {when:%b}"


def clock(moment: dt.datetime, ballot: Ballot) -> str:
    """As in "17:10" on the ballot's clock."""
    return f"{ballot.local(moment):%H:%M}"


def soon(moment: dt.datetime, ballot: Ballot, now: dt.datetime) -> str:
    """As in "17:10", "tomorrow 9:00", "Tue 9 June 9:00" on the ballot's clock."""
    local = ballot.local(moment)
    time = f"{local.hour}:{local:%M}"
    ahead = (local.date() - ballot.today(now)).days
    if ahead == 0:
        return time
    return f"tomorrow {time}" if ahead == 1 else f"{day(local.date())} {time}"


def ago(then: dt.date, today: dt.date) -> str:
    """As in "today", "yesterday", "on Tuesday", "16 days ago"."""
    days = (today - then).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"on {then:%A}" if days < 7 else f"{days} days ago"


def ahead(then: dt.date, today: dt.date) -> str:
    """As in "today", "tomorrow", "on Friday", "on Fri 12 June"."""
    days = (then - today).days
    if days == 0:
        return "today"
    if days == 1:
        return "tomorrow"
    return f"on {then:%A}" if 1 < days < 7 else f"on {day(then)}"


def channel(name: str) -> str:
    """Word a channel or method."""
    return CHANNELS.get(Channel(name), name) if name in {*Channel} else name
