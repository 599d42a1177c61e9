"""Which kind of case a question is, by its words; organisers can change it."""

import re

from bot.rules.replies.steps import Case

_DATA = re.compile(
    r"\b(gdpr|data protection|subject access|my data|my details|personal data"
    r"|(?:delete|erase|remove) (?:me|my|them|their|her|his)\b"
    r"|what (?:do|does|have) (?:you|they|the union)(?: \w+){0,2}"
    r" (?:hold|on me|about me)"
    r"|(?:got|get|have) my (?:number|name|e?-?mail|address) from)",
    re.IGNORECASE,
)
_REPLACEMENT = re.compile(
    r"\b(replacement|(?:another|new|second|duplicate) (?:ballot )?(?:paper|form|one)"
    r"|(?:lost|binned|torn|spoilt|spoiled|threw away) (?:\w+ ){0,2}"
    r"(?:paper|ballot|form)"
    r"|(?:paper|ballot|form)s? (?:has |have |had )?(?:not|never|n't) (?:come|arrived))",
    re.IGNORECASE,
)
HAS_FAQ = frozenset({Case.QUESTION, Case.REPLACEMENT, Case.OTHER})
"""What a ready answer may answer; the rest needs a person."""


def of_words(kind: str, words: str) -> Case:
    """Find the kind of a question; a complaint stays one."""
    if kind != Case.QUESTION:
        return Case(kind)
    if _DATA.search(words):
        return Case.DATA
    return Case.REPLACEMENT if _REPLACEMENT.search(words) else Case.QUESTION
