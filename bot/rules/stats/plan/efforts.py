"""The efforts a plan always tries, and reading one that was typed."""

import re
from typing import NamedTuple

from bot.rules.stats.plan.values import Effort, Odds

USUAL = (
    Effort(conversations=20),
    Effort(contacts_per_day=20),
    Effort(advocates=5),
)
MOST = 100_000
_WORDS = re.compile(
    r"(?P<plus>\+?)\s*(?P<number>\d{1,9})\s*(?:more\s+)?"
    r"(?P<what>advocates?|contacts?(?:\s+a\s+day)?|a\s+day|daily|conversations?|talks?)?"
    r"(?:\s*tonight)?(?:\s+(?:at|in)\s+(?P<at>.+))?",
    re.IGNORECASE,
)


class EffortAt(NamedTuple):
    """An effort, and the workplace it is made at (None: in the whole branch)."""

    effort: Effort
    at: str | None


class EffortOdds(NamedTuple):
    """An effort, the workplace it is made at if any, and the odds it would give."""

    effort: Effort
    at: str | None
    odds: Odds | None


def read(words: str) -> EffortAt | None:
    """Read a typed effort; None if it is none.

    For example "20", "20 tonight at Leeds", "+30", "30 a day" or "5 more advocates".
    """
    found = _WORDS.fullmatch(" ".join(words.split()))
    if found is None or not 0 < int(found["number"]) <= MOST:
        return None
    number, what = int(found["number"]), (found["what"] or "").lower()
    if what.startswith("advocate"):
        return EffortAt(Effort(advocates=number), found["at"])
    if found["plus"] or what.startswith(("contact", "a day", "daily")):
        return EffortAt(Effort(contacts_per_day=number), found["at"])
    return EffortAt(Effort(conversations=number), found["at"])
