"""The session of one unit of work: a row it has read or added is not read again.

SQLAlchemy forgets a row as soon as nobody holds it, and `get` asks the database anew.
What changes rows past the session (a statement of SQL) has to refresh or expire them.
"""

from typing import Any

from sqlalchemy import event
from sqlmodel import Session, SQLModel


class UnitSession(Session):
    """Keeps its rows until it ends."""

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self.kept: list[SQLModel] = []


@event.listens_for(UnitSession, "loaded_as_persistent")
@event.listens_for(UnitSession, "pending_to_persistent")
def _keep(session: UnitSession, row: SQLModel) -> None:
    session.kept.append(row)


def outdated(session: Session, kind: type[SQLModel], key: object) -> None:
    """Read a row anew when next asked for it: a statement changed it."""
    row = session.identity_map.get(session.identity_key(kind, key))
    if row is not None:
        session.expire(row)
