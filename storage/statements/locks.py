"""Locks by name: a statement of PostgreSQL's, as SQLite has one writer."""

from sqlalchemy import BigInteger, String, bindparam, func, select
from sqlmodel import Session

from storage.statements import plain

_KEY = func.hashtextextended(
    bindparam("name", type_=String), bindparam("of", type_=BigInteger)
)
_HOLD = plain.Statement(lambda _: select(func.pg_advisory_xact_lock(_KEY)))


def hold(session: Session, name: str, of: int = 0) -> None:
    """Let no other unit hold this name until the commit; SQLite has one writer.

    It comes before what is read to decide by: whoever waited sees what is saved now.
    """
    if session.get_bind().dialect.name != "sqlite":
        _HOLD.run(session, {"name": name, "of": of})
