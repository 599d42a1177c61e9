"""E-mail addresses: taken as they are or not at all, never repaired by guess."""

import re

from bot.sheets.values import read, text

_PLAIN = re.compile(
    r"[a-z0-9_+%'-]+(?:\.[a-z0-9_+%'-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
)
_SPLIT = re.compile(r"[;,/|\s]+")
_WRAPPED = re.compile(r"<([^<>]*@[^<>]*)>")
_EDGES = " .,;:<>()[]\"'"

_EMPTY = text.NOTHING | {"anonymous"}
"""Microsoft Forms writes *anonymous* where it did not ask who answers."""


def address(words: str) -> str | None:
    """Read the address in lower case if it is one by the rules of the net."""
    lower = words.lower()
    if len(lower) < 65 and _PLAIN.fullmatch(lower):
        return lower
    if "@" not in lower or len(lower) > 254:
        return None
    import email_validator  # slow to load, and plain addresses do without

    try:
        checked = email_validator.validate_email(
            lower, check_deliverability=False, test_environment=True
        )
    except email_validator.EmailNotValidError:
        return None
    return checked.normalized.lower()


def quick(words: str) -> bool:
    """Say whether words are an address as they stand: short, plain, in lower case."""
    return len(words) < 65 and _PLAIN.fullmatch(words) is not None


def clean(field: str, cell: text.Raw) -> read.Read:
    """Read the first address of a cell; a second one and words beside it are kept."""
    words = text.seen(cell)
    plain = address(words)
    if plain:
        return read.value(field, plain)
    if words.lower() in _EMPTY:
        return read.EMPTY
    found = [address(part) for part in _candidates(words)]
    good = list(dict.fromkeys(part for part in found if part))
    if not good:
        return read.doubt("invalid_email", words)
    warnings = [("several_values", words)] if len(found) > 1 else []
    if len(found) > len([part for part in found if part]):
        warnings.append(("invalid_email", words))
    kept = (words,) if warnings or _talk(words) else ()
    return read.Read(((field, good[0]),), tuple(warnings), kept)


def _candidates(words: str) -> list[str]:
    """Find the parts of a cell that mean to be addresses."""
    bare = re.sub(r"mailto:", " ", words, flags=re.IGNORECASE)
    wrapped = _WRAPPED.findall(bare)
    beside = _WRAPPED.sub(" ", bare)
    several = wrapped or beside.count("@") > 1
    split = _SPLIT.split(beside) if several else beside.split()
    parts = [*wrapped, *(part for part in split if "@" in part)]
    return [part.strip(_EDGES) for part in parts]


def _talk(words: str) -> bool:
    """There is more in the cell than an address and the name it belongs to."""
    rest = re.sub(r"(mailto:|\S*@\S*)", " ", words, flags=re.IGNORECASE)
    return "<" not in words and any(map(str.isalnum, rest))
