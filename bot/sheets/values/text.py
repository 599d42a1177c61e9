"""Plain text out of cells: spaces, invisible characters, damage, live formulas."""

import datetime as dt
import re
import unicodedata

Raw = str | float | dt.date | dt.time | dt.timedelta
"""A cell as the libraries give it: dates may carry a time, numbers are floats."""

NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "none", "nil", "null"})
"""What people type into a cell that has nothing to say, in lower case."""

SILENT = frozenset({"preferred_name", "workplace", "job_grade", "assigned_to"})
"""Fields where such a word means an empty cell; it may well be somebody's name."""

NO_NAME = frozenset({"-", "–", "—", "n/a", "n.a.", "?", "."})
"""What stands for a name that is not there; "None" may well be one."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_WRAPPED = re.compile(r'=(?:T\()?"((?:[^"]|"")*)"\)?', re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_TORN = re.compile(r"\ufffd|[^\W\d_]\?|\?[^\W\d_]")
_MISREAD = re.compile("[ÂÃÄÅâ][\u0080-\u00bf\u0152-\u2122]")
_LIVE = re.compile(r"[=+@]|-\s*\d")


def plain(cell: Raw) -> str:
    """Write a cell as one line of text, as somebody would read it in the sheet."""
    if isinstance(cell, str):
        line = _SPACES.sub(" ", _CONTROL.sub("", cell)).strip()
        return _unwrapped(line) if line[:1] == "=" else line
    if isinstance(cell, float):
        return whole(cell)
    if isinstance(cell, dt.datetime):
        return cell.strftime("%d/%m/%Y %H:%M").removesuffix(" 00:00")
    if isinstance(cell, dt.date):
        return cell.strftime("%d/%m/%Y")
    return str(cell)


def _unwrapped(line: str) -> str:
    """Take text out of the formula that keeps it text: ="0544001"."""
    found = _WRAPPED.fullmatch(line)
    return found[1].replace('""', '"').strip() if found else line


def whole(number: float) -> str:
    """Write a number without the decimals it does not need."""
    if number.is_integer() and abs(number) < 1e18:
        return str(int(number))
    return repr(number)


def seen(cell: Raw) -> str:
    """Write a cell as one line, without the characters nobody sees."""
    text = plain(cell)
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", text)
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text)).strip()


def lines(cell: Raw) -> str:
    """Write a cell with its line breaks, each line trimmed."""
    if not isinstance(cell, str) or ("\n" not in cell and "\r" not in cell):
        return plain(cell)
    return "\n".join(plain(line) for line in cell.splitlines()).strip()


def blank(cell: Raw) -> bool:
    """Nobody would see anything in this cell."""
    return isinstance(cell, str) and (not cell or not seen(cell))


def damaged(text: str) -> bool:
    """Letters were lost on the way here, or read in the wrong encoding."""
    return bool(_TORN.search(text) or _MISREAD.search(text))


def mended(text: str) -> str:
    """UTF-8 that was read as Windows-1252, put right where that is certain."""
    if not _MISREAD.search(text):
        return text
    try:
        return b"".join(map(_byte, text)).decode("utf-8")
    except (UnicodeError, ValueError):
        return text


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return bytes([ord(letter)])  # the five bytes that Windows-1252 leaves empty


def live(text: str) -> bool:
    """Say whether a spreadsheet would run this text as a formula."""
    return bool(_LIVE.match(text))


_ERRORS = re.compile(
    r"#(?:n/a|ref!|value!|div/0!|name\?|null!|num!|spill!|calc!|getting_data)|err:5\d\d",
    re.IGNORECASE,
)


def error(cell: str) -> bool:
    """Say whether the cell shows only what is written for a failed formula."""
    return cell[:1] in "#eE" and bool(_ERRORS.fullmatch(cell.strip()))
