"""Picks out word for word what else a message holds: when, and new details."""

import re
from collections.abc import Iterator

from bot.rules.replies.reader.times import time_spans

_PHONE = re.compile(r"(?<![\w.])(?:\+44[\s-]?(?:\(0\))?|0)(?:[\s-]?\d){9,10}(?!\w)")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_STREET = (
    "street st road rd lane ln close terrace terr avenue ave drive dr way court ct "
    "place pl gardens gdns crescent cres grove square sq row hill view walk mews rise "
    "green parade wynd brae gate quay wharf bank fold croft garth mount villas yard "
    "vale meadow meadows park loan circus house buildings heights heol ffordd stryd"
).replace(" ", "|")
_ADDRESS = re.compile(
    r"\b(?:(?:flat|apt|apartment|unit|room|rhandir) \w{1,4},? ?)?"
    r"(?<![\d:])\d{1,4}[a-z]?,? "
    rf"(?:(?:heol|ffordd|stryd) \w+|(?:[a-z][\w'’]*\.? ){{1,3}}(?:{_STREET}))\b"
    r"(?:,? [a-z]{1,2}\d{1,2}[a-z]? ?\d[a-z]{2}\b)?",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"\b(?:my|our)\b[^.!?\n]{0,30}$|\b(?:i|me|us)\b(?: \w+)?(?: on| at)? ?$", re.I
)
_GIVEN = re.compile(
    r"\b(?:g[aio]\w*|sent|told|passed|texted|handed) (?:me|us)\b[^.!?\n]{0,30}$", re.I
)
_DEAD = re.compile(
    r"\s*(?:is|was|'s|has|just|and)?\s*(?:now |been |also )?(?:dead|wrong|not |bounc"
    r"|no longer|invalid|disconnect|doesn|didn|out of|goes? to|rings? out|unobtain"
    r"|came back|cut off)",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"\b(?:old|rang|called|tried|texted|emailed|dialled"
    r"|(?<!changed )(?<!switched )(?<!swapped )(?<!moved )to)(?: \w+)? ?$",
    re.IGNORECASE,
)


def phone(text: str) -> str | None:
    """Find the member's new telephone number as written."""
    return _theirs(_PHONE, text)


def email(text: str) -> str | None:
    """Find the member's new e-mail address as written."""
    return _theirs(_EMAIL, text)


def address(text: str) -> str | None:
    """Find the member's new postal address as written: recognised, never stored."""
    found = _ADDRESS.search(text)
    return found[0] if found and not _mine(text[: found.start()]) else None


def _theirs(pattern: re.Pattern[str], text: str) -> str | None:
    for found in pattern.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if not (_mine(before) or _DEAD.match(after) or _OLD.search(before)):
            return found[0].rstrip(".")
    return None


def _mine(before: str) -> bool:
    """Whether what follows is the advocate's: `my`, but not in quotes or `gave me`."""
    quoted = sum(before.count(mark) for mark in '"“”') % 2
    return bool(_MINE.search(before)) and not quoted and not _GIVEN.search(before)


_PAST = re.compile(
    r"\b(?:since|last|from|posted|sent|(?<!make )(?<!at )it|came|voted|left|lost|only"
    r"|all) $",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"ring|call|phone|try|text|speak|catch|back|free|better|best|suit|in |easier|again|"
    r"finish|home|after|chat|contact|prefer|til|wants|evening|email|talk|retry|visit|"
    r"not now",
    re.IGNORECASE,
)


_STOP = re.compile(r"[.!?;](?!\d)|\n")
_MEAL = re.compile(
    r"\b(?:at|having|had|making|cooking|eating|of|for|a|her|his|their|my|the) $", re.I
)
_HER = r"(?:her|him|them|it)"
_OWN_WILL = (
    r"(?:\bi['’]?ll?|\bi a?m|\bi['’]m|(?<!he )(?<!she )\bwill|\bshall|\bgonna"
    r"|\bgoing to)"
)
_ANOTHER_TRY = (
    r"\b(?:an?(?:other|ither)|one more|more) (?:go|bash|try|shot|crack|whirl|stab|crack"
    r"|attempt|pop|call|ring|knock|visit)\b",
    r"\bnext (?:go|try|attempt|shot|call)\b",
    r"\bre-?(?:try|dial|ring|visit)(?:ing)?\b",
    r"(?<!been )\btry(?:ing)?\b",
    rf"\b(?:go|pop|call|head|nip|ring|phone|text|com)(?:p?ing|e)? (?:{_HER} )?"
    r"(?:again|back|round)\b",
    rf"\bback (?:to|on|at) {_HER}\b",
    rf"\bgiv(?:e|ing) {_HER}\b",
    r"\bgiving up til",
    rf"{_OWN_WILL} (?:\w+ ){{0,2}}?(?:ring|phon|call|text|catch|collar|pop|nip|go|see"
    r"|message|e-?mail|knock|get|have|grab|visit)(?:ing|e)?\b",
)
_TO_COME = re.compile("|".join(_ANOTHER_TRY), re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:ring|call|try|phone|text|catch|again|back|speak|her|him)\b[^.!?\n;,]{0,12}? "
    r"((?:after|before) (?:(?:her|his|the) )?[a-z][\w'’]*)",
    re.IGNORECASE,
)


def when(text: str) -> str | None:
    """When contact is wanted, as written: the time nearest after a word of contact."""
    best: tuple[int, str] | None = None
    for start, span in _coming(text):
        clause = _STOP.split(text[:start])[-1]
        rest = _STOP.split(text[start + len(span) :])[0]
        score = 4 * bool(_CUE.search(clause)) + 2 * bool(_CUE.search(rest))
        score += any(letter.isdigit() for letter in span)
        if best is None or score > best[0]:
            best = score, span
    named = _AFTER.search(text)
    return best[1] if best else named and named[1]


def next_try(text: str) -> str | None:
    """When the advocate means to try again, as written; None where no time is said."""
    for cue in _TO_COME.finditer(text):
        rest = _STOP.split(text[cue.start() :])[0]
        ahead = [span for start, span in _coming(text) if start >= cue.start()]
        if ahead and ahead[0] in rest:
            return ahead[0]
        if named := _AFTER.search(rest):
            return named[1]
    return None


def _coming(text: str) -> Iterator[tuple[int, str]]:
    """Find the times in the text that are not over, nor a meal being had."""
    for start, span in time_spans.spans(text):
        before, after = text[:start], text[start + len(span) :]
        meal = time_spans.MEAL.fullmatch(span) and _MEAL.search(before)
        if not (meal or _PAST.search(before) or re.match(r"\W*ago", after)):
            yield start, span
