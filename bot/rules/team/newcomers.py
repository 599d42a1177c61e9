"""Look-alike names among those who ask to join."""

import unicodedata
from collections.abc import Iterable

from bot.rules.person import Person

_LOOK_ALIKE = str.maketrans("аеорсухіјӏԁɡαορν0135", "aeopcyxijldgaopvoies")
"""Letters of other alphabets, and figures, that pass for Latin letters."""


def same_name(newcomer: Person, team: Iterable[Person]) -> Person | None:
    """Find one of the team by whose name a newcomer goes, or seems to go."""
    name = _plain(newcomer.name)
    for one in team:
        theirs = _plain(one.name)
        short, long = sorted((name, theirs), key=len)
        if short and one.id != newcomer.id and long[: len(short)] == short:
            return one
    return None


def _plain(name: str) -> tuple[str, ...]:
    """Reduce a name to its words as they look, without accents, signs and case."""
    flat = unicodedata.normalize("NFKD", name).casefold().translate(_LOOK_ALIKE)
    seen = "".join(
        letter if letter.isalnum() else " "
        for letter in flat
        if unicodedata.category(letter) not in ("Mn", "Cf", "Cc")
    )
    return tuple(seen.split())
