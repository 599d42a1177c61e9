"""What words typed while a card asks something answer: the code of a button.

`ANSWERS` is the table: the step of the card, and how its typed answer is read.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.rules.outcomes import Channel
from bot.rules.replies.reader import lexicon, own_acts, several
from bot.rules.replies.reader.times import moments

_YES = lexicon.words("answers.yes")
_NO = lexicon.words("answers.no")
_UNKNOWN = lexicon.words("answers.unknown")
_EVER = lexicon.words("answers.ever")
_ONLY_NOW = lexicon.words("answers.only_now")
_THIS_ONE = lexicon.words("answers.this_one")
_DAY = lexicon.words("answers.day")
_AROUND = lexicon.words("answers.around")
_REPORTS = lexicon.words("answers.reports")
_WITHOUT = lexicon.words("answers.without")
_ABOUT = lexicon.words("answers.about")
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_ALL = lexicon.words("answers.all")
_LONGEST_AGO = dt.timedelta(days=90)
HAS_IT_COME = "has it come"
NEVER = "never"
"""For good, or only in this ballot? Asked under a closed card."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, when and where, and by which channels the member is known."""

    text: str
    now: dt.datetime
    zone: ZoneInfo
    channels: tuple[Channel, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """The bare words."""
        return frozenset(own_acts.plain(self.text))

    @property
    def today(self) -> dt.date:
        """The day it was typed."""
        return self.now.astimezone(self.zone).date()

    @property
    def bare(self) -> bool:
        """Whether nothing is said but yes or no, and when."""
        known = _YES | _NO | _DAY | _AROUND | _UNKNOWN
        return all(w in known or w[0].isdigit() for w in self.words)


Reader = Callable[[Asked], str | None]


def read(step: str, asked: Asked) -> str | None:
    """Read words as the answer to a step; None where they are none."""
    reader = ANSWERS.get(step)
    return reader(asked) if reader and asked.words else None


def is_no_report(step: str, asked: Asked) -> bool:
    """Whether the words only make sense as an answer, though it is not clear which."""
    passing_on = step == "skip" and not asked.words & _REPORTS
    return passing_on or asked.bare


def _paper(asked: Asked) -> str | None:
    """Asked for another yet, and when."""
    if not asked.bare:
        return None
    day = moments.day(asked.text, asked.today, past=True)
    if asked.words & _NO:
        return None if day else "paper:not_yet"
    recent = day is not None and asked.today - day <= _LONGEST_AGO
    return f"paper:{day}" if recent else None


def _post(asked: Asked) -> str | None:
    """When will they post it."""
    if not asked.bare or asked.words & _NO - {"not", "no"}:
        return None
    if asked.words & _UNKNOWN:
        return "post:no_day"
    day = moments.day(asked.text, asked.today)
    unclear = asked.words & _NO or {"yesterday", "last", "ago"} & asked.words
    return f"post:{day}" if day and day >= asked.today and not unclear else None


def _back(asked: Asked) -> str | None:
    """When to call back."""
    if not asked.bare or (asked.words & _NO and not asked.words & _UNKNOWN):
        return None
    if asked.words & _UNKNOWN:
        return "back:later"
    found = moments.moment(asked.text, asked.now, asked.zone, None)
    return f"back:{found.at.isoformat()}" if found else None


def _come(asked: Asked) -> str | None:
    """Has it come: yes or no alone."""
    if not asked.bare or asked.words & _DAY:
        return None
    if asked.words & _NO:
        return "not_yet"
    return "come" if asked.words & _YES else None


def _skip(asked: Asked) -> str | None:
    """Why it is passed on."""
    if asked.words & _REPORTS:
        return None
    for why in ("badly", "conflict", "unreachable", "not_now"):
        told = asked.words & lexicon.words(f"answers.{why}")
        if told and (why != "unreachable" or asked.words & _WITHOUT):
            return f"skip:{why}"
    return None


def _wrong(asked: Asked) -> str | None:
    """Which of the ways is wrong: the only one of that kind that is known."""
    kinds = {
        kind
        for kind in ("phone", "landline", "email", "work", "personal")
        if asked.words & lexicon.words(f"answers.{kind}")
    }
    parts = {kind if kind != "phone" else "mobile" for kind in kinds}
    if not parts or len(asked.words) > _SHORT:
        return None
    fits = [way for way in asked.channels if parts <= set(way.split("_"))]
    return f"wrong:{fits[0].value}" if len(fits) == 1 else None


def _which(asked: Asked) -> str | None:
    """None of the readings."""
    none = {"neither", "none", "else"}
    return "home" if asked.words & none and len(asked.words) <= _SHORT else None


def _never(asked: Asked) -> str | None:
    """For good, or only in this ballot."""
    if len(asked.words) > _SHORT or asked.words & (_REPORTS | _NO) - {"ballot"}:
        return None
    ever = bool(asked.words & _EVER) or {"for", "good"} <= asked.words
    only_this = bool(asked.words & _ONLY_NOW and asked.words & _THIS_ONE)
    if ever == only_this:
        return None
    return "never:ever" if ever else "never:ballot"


def whom(asked: Asked, members: Sequence[several.Held]) -> int | None:
    """Read which of the members offered is meant: by name, initials or place."""
    said = asked.words - _ABOUT
    if len(said) == 1 and (place := _place(*said)):
        return members[place - 1].id if place <= len(members) else None
    fits = [member.id for member in members if said and _names(said, member)]
    return fits[0] if len(fits) == 1 else None


def _place(word: str) -> int:
    """Read "second" or "2" as a place in a list; 0 where it is none."""
    if word in _PLACES:
        return _PLACES.index(word) + 1
    return int(word) if word.isdecimal() and len(word) <= 2 else 0


def _names(said: frozenset[str], member: several.Held) -> bool:
    """Whether all that is said is a part of the member's name, or the initials."""
    full = own_acts.plain(f"{member.first_name} {member.last_name}")
    known = {*full, *own_acts.plain(member.preferred_name)}
    initials = {word[0] for word in full}
    return said <= known or said == {"".join(w[0] for w in full)} or said == initials


def whether(asked: Asked) -> bool | None:
    """Read yes or no to recording for several; None where it is neither."""
    said = asked.words - _ALL
    if not said <= _YES | _NO or not asked.words:
        return None
    no, yes = asked.words & _NO, asked.words & (_YES | _ALL)
    return not no if bool(no) != bool(yes) else None


_SHORT = 5


ANSWERS: Mapping[str, Reader] = {
    "paper": _paper,
    "post": _post,
    "back": _back,
    "skip": _skip,
    "wrong": _wrong,
    "which": _which,
    HAS_IT_COME: _come,
    NEVER: _never,
}
