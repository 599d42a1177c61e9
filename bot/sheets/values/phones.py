"""Telephone numbers: E.164, told apart by their prefix, nothing invented."""

import datetime as dt
import re

import phonenumbers

from bot.sheets.values import dates, numbers, read, text

_PLAIN = re.compile(r"(?:0|\+?44 ?0?|0044 ?0?)?(7\d{3}|[123]\d{2,3})(?: ?\d{2,7}){1,3}")
_EMPTY = text.NOTHING | {"0"}
_TRUNK = re.compile(r"((?:\+|00)\d{1,3}|\b44)\s*\(0\)")
_RUN = re.compile(r"\+?\(?\d[\d ().\-–‑/]*\d")
_EXPONENT = re.compile(r"\d[.,]\d+e\+?\d+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[;,|&\n]|/(?=\s|\+|0)|\bor\b|\band\b)\s*", re.IGNORECASE)
_MOBILE, _FIXED, _EITHER = (
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
)


def british(words: str) -> str | None:
    """Read the ten digits after +44, if these words are such a number."""
    number = re.sub(r"[^\d+]", "", words)
    for prefix in ("+44", "0044"):
        if number.startswith(prefix):
            number = number.removeprefix(prefix).removeprefix("0")
            break
    else:
        if len(number) in (12, 13) and number.startswith("44"):
            number = number[2:].removeprefix("0")
        else:
            number = number.removeprefix("0")
    if not number.isdigit() or number[0] not in "1237":
        return _special(words)
    if len(number) == 10 or (len(number) == 9 and _valid("+44" + number)):
        return number
    return None


def _special(words: str) -> str | None:
    """08, 05 and 09 numbers, as far as the library finds them possible."""
    number = _parsed(words)
    if not number or number.country_code != 44 or str(number.national_number)[0] < "4":
        return None
    return str(number.national_number) if _valid(_e164(number)) else None


def _parsed(words: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(words, "GB")
    except phonenumbers.NumberParseException:
        return None


def _valid(words: str) -> bool:
    number = _parsed(words)
    return bool(number and phonenumbers.is_valid_number(number))


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def foreign(words: str, field: str) -> tuple[str, str] | None:
    """Field and number of another country, where the library finds it possible."""
    dialled = re.sub(r"[^\d+]", "", words)
    dialled = "+" + dialled[2:] if dialled.startswith("00") else dialled
    number = _parsed(dialled) if dialled.startswith("+") else None
    if not number or number.country_code == 44:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    full = _e164(number)
    kind = phonenumbers.number_type(number)
    if kind == _MOBILE or full.startswith(("+336", "+337")):
        field = "mobile"
    elif kind == _FIXED:
        field = "phone"
    return field, full


def _one(words: str, field: str) -> tuple[str, str, str | None] | None:
    """Field, number and warning of a single run of digits."""
    national = british(words)
    if national:
        kind = "mobile" if national[0] == "7" else "phone"
        warning = "landline_in_mobile" if (kind, field) == ("phone", "mobile") else None
        return kind, "+44" + national, warning
    other = foreign(words, field)
    return (*other, "foreign_phone") if other else None


def clean(field: str, cell: text.Raw) -> read.Read:
    """Every number of a cell in its field; words beside them are kept."""
    words = text.seen(cell).removeprefix("'").strip()
    if isinstance(cell, dt.date | dt.time | dt.timedelta):
        return read.doubt("invalid_phone", words)
    if len(words) < 18 and _PLAIN.fullmatch(words):
        found = _one(words, field)
        if found and not found[2]:
            return read.value(found[0], found[1])
    if words.lower() in _EMPTY:
        return read.EMPTY
    bare = numbers.digits(re.sub(r"[.,]0$", "", words))
    if bare is None or len(words) > 300:
        return read.doubt("invalid_phone", words)
    undated = dates.without(bare)
    return _several(field, words, _TRUNK.sub(r"\1 ", undated), undated != bare)


def _several(field: str, words: str, bare: str, dated: bool) -> read.Read:
    runs = [run for part in _BETWEEN.split(bare) for run in _runs(part)]
    read_runs = [_one(run, field) for run in runs]
    good = list(dict.fromkeys(found for found in read_runs if found))
    if not good:
        return read.doubt("invalid_phone", words)
    warnings = [(found[2], found[1]) for found in good if found[2]]
    if len(good) > 1:
        warnings.append(("several_values", words))
    if None in read_runs:
        warnings.append(("invalid_phone", words))
    talk = _RUN.sub("", _BETWEEN.sub(" ", bare))
    more = dated or any(c.isalnum() for c in talk) or None in read_runs
    kept = (words,) if more else ()
    return read.Read(tuple(found[:2] for found in good), tuple(warnings), kept)


def _runs(part: str) -> list[str]:
    """Find runs of digits long enough to mean a number.

    Two set side by side are two.
    """
    runs = []
    for run in _RUN.findall(part):
        count = sum(c.isdigit() for c in run)
        pair = re.fullmatch(r"\s*(0\d[\d ]{8,12}\d)\s+(0\d[\d ]{8,12}\d)\s*", run)
        if count > 15 and pair:
            runs += [pair[1], pair[2]]
        elif count >= 5:
            runs.append(run)
    return runs
