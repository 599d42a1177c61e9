"""The language of whoever reads: a text is looked up where it is put into words.

A language is one catalogue, `catalogues/cy.po`, compiled by `python -m
bench.catalogues` into the `.mo` that is read here. What it lacks stays English.
"""

import contextlib
import gettext
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
ENGLISH = "en"
SHIPPED = Path(__file__).with_name("catalogues")
NAME, CHECKED_BY, NOBODY = "language-team", "last-translator", "nobody yet"
"""Headers of a catalogue: what the language calls itself, and which native speaker has
checked it."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language that can be chosen; `checked` by somebody who speaks it."""

    code: str
    name: str
    checked: bool = True


class Languages:
    """The languages there are: English, and each catalogue of the folders."""

    def __init__(self, *more: Path) -> None:
        self._files = {
            file.stem: file
            for folder in (SHIPPED, *more)
            for file in sorted(folder.glob("*.mo"))
        }
        self._read: dict[str, gettext.NullTranslations] = {}

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all languages, as Telegram gives them."""
        return (ENGLISH, *self._files)

    def offered(self) -> list[Language]:
        """List the languages by what they call themselves."""
        return [Language(ENGLISH, "English"), *map(self._language, self._files)]

    def _language(self, code: str) -> Language:
        told = self.catalogue(code).info()
        return Language(code, told.get(NAME, code), told.get(CHECKED_BY) != NOBODY)

    def catalogue(self, code: str) -> gettext.NullTranslations:
        """Get the texts of a language, read once; English for one that is not there."""
        found = self._read.get(code)
        if found is None:
            file = self._files.get(code)
            if file is None:
                return _ENGLISH
            with file.open("rb") as opened:
                found = gettext.GNUTranslations(opened)
            self._read[code] = found
        return found

    @contextlib.contextmanager
    def reading(self, code: str) -> Iterator[None]:
        """Say everything inside in this language; in English if it is not there.

        Of a code such as "cy-GB" the language counts, not the country.
        """
        language = code.partition("-")[0].lower()
        known = language if language in self._files else ENGLISH
        before = _reader.set(_Reader(known, self.catalogue(known), self))
        try:
            yield
        finally:
            _reader.reset(before)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads what is being said."""

    code: str
    texts: gettext.NullTranslations
    languages: Languages


_ENGLISH = gettext.NullTranslations()
_NOBODY = _Reader(ENGLISH, _ENGLISH, Languages())
_reader: ContextVar[_Reader] = ContextVar("reader", default=_NOBODY)


def code() -> str:
    """Return the code of the language of whoever reads."""
    return _reader.get().code


def offered() -> list[Language]:
    """List the languages that whoever reads can choose."""
    return _reader.get().languages.offered()


def say(english: str, /, **values: object) -> str:
    """Say a whole text in the reader's language: `say("until {time}", time=time)`."""
    if not english:  # what gettext has for it is the head of the catalogue
        return ""
    found = _reader.get().texts.gettext(english)
    return found.format(**values) if values else found


def say_many(one: str, more: str, n: int, /, **values: object) -> str:
    """Say a text with a number in it, `{n}`, in its plural form."""
    found = _reader.get().texts.ngettext(one, more, n)
    return found.format(n=n, **values)


def mark(texts: T, /) -> T:
    """Mark a text, or a table of texts, for the catalogue; `say` says each in time.

    In a table the values are texts, and of a pair of a code and a label the label.
    """
    return texts
