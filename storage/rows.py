"""From rows to domain values and back, by the names they share."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, TypeVar

from sqlmodel import SQLModel

V = TypeVar("V")


def value(kind: type[V], row: SQLModel, **more: Any) -> V:
    """A domain value with the row's fields of the same name; `more` wins."""
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    same = {name: getattr(row, name) for name in names if hasattr(row, name)}
    return kind(**{**same, **more})


def fill(row: SQLModel, source: object, names: Iterable[str]) -> None:
    """Write the named fields of a value into a row."""
    for name in names:
        setattr(row, name, getattr(source, name))
