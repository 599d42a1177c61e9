"""What a cell came to: the values it gives, what is kept beside them, what is wrong."""

from typing import NamedTuple


class Read(NamedTuple):
    """One cell, read: `values` by field, warnings as (kind, text), text kept."""

    values: tuple[tuple[str, str | bool], ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    kept: tuple[str, ...] = ()


EMPTY = Read()


def value(field: str, content: str | bool) -> Read:
    """Return a cell that gives its field and nothing else."""
    return Read(((field, content),))


def doubt(kind: str, content: str) -> Read:
    """Return a cell that gives nothing; its words stay in the warning."""
    return Read((), ((kind, content),), (content,))
