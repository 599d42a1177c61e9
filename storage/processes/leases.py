"""Leases on PostgreSQL: one process leads for a while, by a number that only grows.

Their time is the database's own, or two machines whose clocks differ would both lead.
"""

from sqlalchemy import text
from sqlmodel import Session

from storage.statements import sessions

LASTS = 12.0
"""Seconds for which a lease is taken or renewed."""
_UNTIL = "clock_timestamp() + make_interval(secs => :seconds)"
_TAKE = text(
    f"INSERT INTO lease (name, number, until) VALUES (:name, 1, {_UNTIL}) "
    "ON CONFLICT (name) DO UPDATE SET number = lease.number + 1, "
    "until = excluded.until WHERE lease.until <= clock_timestamp() RETURNING number"
)
_RENEW = text(
    f"UPDATE lease SET until = {_UNTIL} "
    "WHERE name = :name AND number = :number RETURNING number"
)
_NUMBER = text("SELECT number FROM lease WHERE name = :name")


class Lost(Exception):
    """Another process leads now: what this one was about to save is for that one."""


def take(session: Session, name: str, seconds: float = LASTS) -> int | None:
    """Take a lease that nobody holds; return its number, None if somebody does."""
    found = sessions.connection(session).execute(
        _TAKE, {"name": name, "seconds": seconds}
    )
    return found.scalar_one_or_none()


def renew(session: Session, name: str, number: int, seconds: float = LASTS) -> bool:
    """Hold a lease on; False if another took it. With no seconds it is given back."""
    values = {"name": name, "number": number, "seconds": seconds}
    return sessions.connection(session).execute(_RENEW, values).first() is not None


def check(session: Session, name: str, number: int) -> None:
    """Raise Lost if another took the lease meanwhile."""
    found = sessions.connection(session).execute(_NUMBER, {"name": name}).scalar_one()
    if found != number:
        raise Lost
