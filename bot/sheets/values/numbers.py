"""Membership numbers: text whose leading zeros stay."""

import re

from bot.sheets.values import read, text

_DECIMALS = re.compile(r"[.,]0+$")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+$")
_EXPONENT = re.compile(r"([1-9])(?:[.,](\d+))?e\+?(\d+)$", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d|(?:19|20)\d\d-\d{1,2}-\d{1,2})\b"
)
_CODE = re.compile(r"'?(?:[A-Z]{1,3} ?)?[\d][\d ,./-]*(?: ?[A-Z]{1,2})?")
_LONG = re.compile(r"(?<![\d/.+-])(?:[A-Z]{1,3}-?)?\d{5,9}\b(?![/.]\d)")


def digits(words: str) -> str | None:
    """Read a number that was shown with an exponent; None if digits were lost."""
    found = _EXPONENT.fullmatch(words)
    if not found:
        return words
    first, rest, power = found[1], found[2] or "", int(found[3])
    return first + rest if len(rest) == power else None


def quick(words: str) -> bool:
    """Say whether words are a number as they stand: nothing but a few digits."""
    return words.isdecimal() and words.isascii() and len(words) < 20 and words != "0"


def clean(cell: text.Raw) -> read.Read:
    """Read the membership number of a cell; words and dates are none."""
    words = text.seen(cell)
    number = words.removeprefix("'").replace(" ", "")
    if _DATE.match(words) or (" " in words and not _CODE.fullmatch(words)):
        return _among_words(words)
    if number.isascii() and number.isalnum() and not number.isalpha():
        return read.value("membership_number", number) if number != "0" else read.EMPTY
    if _THOUSANDS.fullmatch(number):
        number = number.replace(",", "")
    certain = digits(_DECIMALS.sub("", number))
    if certain and sum(c.isdigit() for c in certain) > sum(map(str.isalpha, certain)):
        return read.value("membership_number", certain)
    return _among_words(words)


def _among_words(words: str) -> read.Read:
    """Find the one long number in a sentence; its words are kept."""
    found = _LONG.findall(words)
    if len(found) == 1 and not _DATE.search(words):
        return read.Read((("membership_number", found[0]),), (), (words,))
    if words.lower() in text.NOTHING:
        return read.EMPTY
    return read.doubt("no_membership_number", words)
