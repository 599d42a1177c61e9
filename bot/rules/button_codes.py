"""The codes a button can carry; any other comes from an altered app (S7)."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping

from bot.rules.ballot.set_up import Step
from bot.rules.care import policies
from bot.rules.care.feedback.feedback_rules import OPTIONS, QUESTIONS
from bot.rules.care.needs import Need
from bot.rules.lists.export_kinds import Kind
from bot.rules.outcomes import Channel, Outcome
from bot.rules.queue import pins as pinning

CARD = "card"
_ID = r"\d{1,15}"
_DAY = r"(?P<day>[12]\d{3}-\d\d-\d\d)"
_MONTH = r"[12]\d{3}-(?:0[1-9]|1[0-2])"
_MEMBER = rf"m(?P<member>{_ID})"


def _one_of(names: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, names))})"


_PIN = rf"pin:{_one_of([*pinning.BANDS, pinning.OFF])}"
_CARD = (
    _PIN,
    r"voted|undecided|not_voting|no_answer|hearsay|would_rather_not|come|not_yet|helps",
    r"sent|keep|release|next|time|home|more|other|reach|post|paper|back|wrong|skip",
    "not_in_ballot",
    rf"(?:post|when):{_DAY}|post:no_day|(?:where|after|not_in_ballot):[a-z ]{{1,40}}",
    rf"undo(?::{_ID})?",
    r"paper:(?:not_yet|today|yesterday|earlier)|case:(?:question|complaint)",
    r"back:(?:hour|evening|morning|tomorrow_evening|later)",
    r"skip:(?:badly|conflict|unreachable|not_now)|never(?::ever|:ballot)?|upset",
    rf"wrong:{_one_of(Channel)}|as:{_one_of(Outcome)}",
)
_BALLOT = (
    r"weeks|home|none|later",
    rf"ask:{_one_of(Step)}(?::(?:{_DAY}|{_MONTH})?)?",
    rf"value:{_one_of(Step)}:.+|skip:{_one_of(Step)}",
)
_FAQ = "f[0-9a-f]{8}"
_KIND, _PART = _one_of(policies.KINDS), _one_of(policies.NAMES)
_PANELS = {
    CARD: "|".join(_CARD),
    "ballot": "|".join(_BALLOT),
    "mine": f"fix|{_MEMBER}",
    "list": rf"leave|go|part_(?:everyone|targets|other)|q_{_ID}_(?:{_ID}|skip)"
    rf"|column_(?:{_ID}|none|from_{_ID})|means_{_ID}",
    "share": f"names|divide|p{_ID}",
    "shares": f"(?:on|back)_{_ID}",
    "export": f"{_one_of(Kind)}|keyed|sent",
    "who": _MEMBER,
    "box": "card|box",
    "which": f"{_one_of(Outcome)}|else",
    "several": "all|no",
    "details": "keep|no",
    "find": _MEMBER,
    "knows": "yes|no",
    "practice": r"list|stop|scene:[a-z0-9_]{1,30}|say:\d{1,6}:\d"
    rf"|record:\d{{1,6}}:(?:else|{_one_of(Outcome)})",
    "feedback": rf"{_ID}:(?:named|anonymous)|slip",
    "feedback summary": r"summary|words_\d{1,4}|page|light|dark",
    "survey": rf"{_ID}:(?:[{OPTIONS}]{{1,{QUESTIONS}}}|leave)|line",
    "slip": rf"{_ID}:(?:yes|no)|another",
    "case": "take|answer|close|spoken|hand|back|kind|reopen"
    rf"|to{_ID}|k:{_KIND}|{_FAQ}",
    "ready answer": f"ask|{_FAQ}",
    "reopen": "again",
    "cases": f"needs|answered|complaints|report|new(?::{_KIND})?|n:{_one_of(Need)}"
    rf"|c(?P<case>{_ID})|{_MEMBER}",
    "policy": rf"home|(?:show|file):{_KIND}|ask:{_KIND}:{_PART}"
    rf"|set:{_KIND}:(?:{_one_of(policies.PERIODS)}:[0-9.]{{1,5}}"
    rf"|channel:{_one_of(policies.Channel)}|owner:{_one_of(policies.Owner)})",
    "told": f"show|none|{_MEMBER}",
    "settle": "stands|late",
    "lift": "lift",
    "mute": "group|me",
    "away": "back",
    "lapse": "keep|release",
    "nudges": "pause|resume|quiet|loud|now",
    "stats": "details|curve|light|dark|again|official",
    "plan": "details|picture|light|dark",
    "link": f"link{_ID}",
    "promise": "yes",
    "own number": "skip|posted|not_yet",
    "next": "next",
    "switch": f"b{_ID}",
    "language": "[a-z]{2,3}",
    "waiting": rf"all:\d{{1,20}}|[an]{_ID}",
    "freeze": f"all|me|no|(?:freeze|unfreeze):{_ID}",
    "invite": "revoke|sheet",
    "team": f"back|(?:see|allow|number|suspend|restore|promote|demote|remove):{_ID}",
    "allow": "allow",
    "setup": "dates|agreement|list|group|advocates",
    "leak": "delete",
    "close": "close|no",
    "purge": "erase|no",
    "agree purge": "agree|no",
    "agree export": "agree|no",
    "agree share": "agree|no",
    "promoted": "undo",
}
CODES: Mapping[str, re.Pattern[str]] = {
    action: re.compile(codes, re.ASCII) for action, codes in _PANELS.items()
}
"""The codes by panel action; a test checks every button that is sent against them."""


def read_names(action: str, code: str) -> Mapping[str, str] | None:
    """Read the member, case or day a code names; None if no button carries the code."""
    found = CODES[action].fullmatch(code)
    if found is None:
        return None
    names = {name: text for name, text in found.groupdict().items() if text}
    return names if _is_day(names.get("day")) else None


def is_pin(code: str) -> bool:
    """Whether it is a card's pin button, which has its own permission row."""
    return re.fullmatch(_PIN, code, re.ASCII) is not None


def _is_day(text: str | None) -> bool:
    """Whether a date exists, where one is given: the pattern lets 31 June through."""
    if text is None:
        return True
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
