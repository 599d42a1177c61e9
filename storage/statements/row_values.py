"""Domain values made of rows, and rows filled from values, by the fields they share."""

from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from sqlmodel import SQLModel

V = TypeVar("V")


def names(kind: type[Any]) -> tuple[str, ...]:
    """Name the fields of a domain value, in their order."""
    return tuple(field.name for field in fields(kind))


def value(kind: type[V], row: SQLModel) -> V:
    """Make a domain value with the row's fields of the same name, as they are."""
    names = _shared(kind, type(row))  # type: ignore[arg-type]
    return kind(**{name: getattr(row, name) for name in names})


@cache
def _shared(kind: type[Any], row: type[SQLModel]) -> tuple[str, ...]:
    """Name the fields that a domain value and a row have in common."""
    return tuple(f.name for f in fields(kind) if hasattr(row, f.name))


def fill(row: SQLModel, source: object, names: Iterable[str]) -> None:
    """Write the named fields of a value into a row."""
    for name in names:
        setattr(row, name, getattr(source, name))
