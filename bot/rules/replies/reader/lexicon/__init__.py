"""The words of the reader, as tables: one text file a sign, read once when needed.

`signs/` holds the phrases of each sign (see `phrases`), `also_said/` those of what is
said beside an outcome, `methods/` those of each channel. `joins.txt` has phrases that
count as one word, `classes.txt` the classes, `sets.txt` words that modules look for,
`short.txt`, `welsh.txt` and `emoji.txt` what is written out first; `trade.txt` and
`ordinary.txt` serve the mending of slips.
"""

import functools
import pathlib

_HERE = pathlib.Path(__file__).parent


def signs() -> dict[str, str]:
    """Read the phrases of every sign, by its name."""
    return tables("signs")


@functools.cache
def tables(folder: str) -> dict[str, str]:
    """Read the phrases of every table in a folder, by its name."""
    files = sorted((_HERE / folder).glob("*.txt"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


@functools.cache
def joins() -> dict[str, str]:
    """Phrases by the words that replace them."""
    sections = _read("joins").split("[")[1:]
    return dict(section.split("]\n", 1) for section in sections)


@functools.cache
def classes() -> dict[str, frozenset[str]]:
    """Read the classes of words by name."""
    lines = (line.split(":", 1) for line in _read("classes").splitlines())
    return {name: frozenset(members.split()) for name, members in lines}


def words(name: str) -> frozenset[str]:
    """Read the set of words that a module keeps in `sets.txt` as `module.name`."""
    return _sets()[name]


@functools.cache
def _sets() -> dict[str, frozenset[str]]:
    lines = (line.split(":", 1) for line in _read("sets").splitlines())
    return {name: frozenset(members.split()) for name, members in lines}


def pairs(name: str) -> list[tuple[str, str]]:
    """Read a table of `typed = meant`, in its order."""
    lines = (line.split(" = ", 1) for line in _read(name).splitlines())
    return [(typed, meant) for typed, meant in lines]


def listed(name: str) -> frozenset[str]:
    """Read a plain list of words."""
    return frozenset(_read(name).split())


def _read(name: str) -> str:
    return (_HERE / f"{name}.txt").read_text(encoding="utf-8")
