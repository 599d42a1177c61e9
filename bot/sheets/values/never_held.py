"""Columns of what the bot never holds: no answer and no tap gives them a meaning."""

import re
from collections.abc import Sequence

from bot.rules.lists import names
from bot.sheets.values import statuses, text

WARNING = "never_held"
_HEADINGS = re.compile(
    r"\b(?:"
    # How people vote, and other opinions.
    r"vot\w* (?:yes|no)|(?:yes|no) (?:no|yes) (?:vote|ballot)|yes or no vote"
    r"|(?:for|against) (?:the )?(?:action|strike|offer|deal)|which way"
    r"|how .*\bvot\w*|vot\w* .*(?:\bfor|against|preference|\bway|yes (?:or )?no)"
    r"|politic(?:s|al)? (?:opinion|view|party|affiliation)"
    r"|party (?:affiliation|support)"
    r"|(?:political|preferred|registered) party"
    # Health, and the like.
    r"|sick(?:ness)?|illness|medical|disab\w+|pregnan\w+|maternity|impairment"
    r"|health (?:condition|issue|problem|note|need|detail|concern|status)s?"
    r"|(?:reason|cause|type) (?:for|of) absence|absence (?:reason|type|cause|code)"
    r"|ethnic\w*|religio\w+|sexual\w*|gender"
    # Numbers and dates of birth.
    r"|ni (?:number|no|num)|nino|nat\w* ins\w*|passport|dob|d o b|birth\w*|age"
    # Pay and banks.
    r"|bank|sort code|iban|account (?:number|no|name)|salary|wages?|earnings"
    r"|(?:annual|basic|gross|net|hourly|take home) (?:pay|rate)|rate of pay|pay rate"
    # Where they live.
    r"|(?:home|postal|mailing|private) address|address line|address [1-4]|street"
    r"|home post ?code"
    r")\b"
)
_INSURANCE = re.compile(r"[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]", re.IGNORECASE)


def by_heading(heading: str) -> bool:
    """Say whether a heading names what is never held."""
    return bool(_HEADINGS.search(_plain(heading)))


def by_cells(contents: Sequence[str]) -> bool:
    """Say whether the cells are National Insurance numbers, or tell how people vote."""
    told = sum(statuses.how(cell) or _is_insurance(cell) for cell in contents)
    return told > 0.3 * len(contents)


def _is_insurance(cell: str) -> bool:
    return bool(_INSURANCE.fullmatch(cell.strip()))


def _plain(heading: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text.seen(heading))
    return " ".join(re.sub(r"[\W_]+", " ", names.folded(spaced)).split())
