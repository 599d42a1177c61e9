"""Panels: messages with buttons that show no card, and what they carry."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlmodel import Session

from storage.tables import ButtonRow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Panel:
    """A message with buttons that shows no member: whose, what for, until when."""

    key: str
    person_id: int | None
    chat_id: int | None
    ballot_id: int | None
    action: str
    about: dict[str, object]
    expires_at: dt.datetime
    pressed_at: dt.datetime | None
    many: bool

    def number(self, name: str) -> int:
        """Read an id that the panel carries."""
        return self._carried(name, int)

    def mapping(self, name: str) -> dict[str, object]:
        """Read a small mapping that the panel carries."""
        return self._carried(name, dict)

    def several(self, name: str) -> list[Any]:
        """Read a list that the panel carries."""
        return self._carried(name, list)

    def _carried(self, name: str, kind: type[T]) -> T:
        found = self.about[name]
        if not isinstance(found, kind):
            raise TypeError(name)
        return found


def remove(session: Session, panel: Panel) -> None:
    """Remove a panel: nothing tells of its buttons, which have expired then."""
    session.delete(session.get_one(ButtonRow, panel.key))
    session.flush()


def use_up(session: Session, panel: Panel) -> bool:
    """Delete what a panel carries; return whether this is its first use."""
    row = session.get_one(ButtonRow, panel.key)
    first = not row.about.get("used")
    row.about = {"used": True}
    session.flush()
    return first
