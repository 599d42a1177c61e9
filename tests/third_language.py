"""An invented language, the same in capitals: what is not in them is not translated."""

import re
from collections.abc import Iterable
from pathlib import Path

from bench import catalogues

CODE, NAME = "zz", "LOUD"
_KEPT = re.compile(r"(\{[^}]*\}|</?[a-z]+>|/[a-z]+)")
_WORD = re.compile(r"[a-z]{2,}")


def add_to(folder: Path) -> None:
    """Make the one file that a further language takes."""
    catalogue = catalogues.collected()
    catalogue.locale, catalogue.language_team = "en_GB", NAME
    for one in catalogue:
        if one.id:
            many = not isinstance(one.id, str)
            one.string = tuple(map(_loud, one.id)) if many else _loud(one.id)
    (folder / f"{CODE}.mo").write_bytes(catalogues.compiled(catalogue))


def _loud(text: str) -> str:
    parts = _KEPT.split(text)
    return "".join(p if _KEPT.fullmatch(p) else p.upper() for p in parts)


def not_translated(texts: Iterable[str], data: str) -> list[str]:
    """List the texts with English in them; `data` is a pattern of what stays."""
    return [text for text in texts if _WORD.search(re.sub(data, "", text))]
