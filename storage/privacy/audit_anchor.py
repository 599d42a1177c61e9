"""The anchor of the audit log: a file beside the database that says how far it went.

It holds no member data: the number and seal of a line, and how many views there were.
Whoever cuts the log or the views in the database does not cut this file with it.
"""

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel

from storage.privacy import audit, files_beside
from storage.statements import sessions
from storage.tables import AuditRow, MemoRow, ViewRow

_views = SQLModel.metadata.tables[str(ViewRow.__tablename__)]
_lines = SQLModel.metadata.tables[str(AuditRow.__tablename__)]
CODE_SIGNS = 8
BEGUN = "audit anchor"
"""The memo that says that this database has an anchor."""
LOSES_VIEWS = ("erased", "purged")
"""Actions whose line says in `detail` how many views went with the members."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last sealed line; and the number of views up to an instant."""

    line: int
    seal: str
    until: str
    views: int

    def is_beyond(self, other: "Anchor") -> bool:
        """Whether more than the time differs."""
        return (self.seal, self.views) != (other.seal, other.views)


def read(database: Path) -> Anchor | None:
    """Read the anchor; None where there is none, or none that can be read."""
    try:
        found = json.loads(files_beside.anchor_file(database).read_text("utf-8"))
        anchor = Anchor(**found)
        dt.datetime.fromisoformat(anchor.until)
        return anchor
    except (OSError, ValueError, TypeError):
        return None


def of(session: Session) -> Anchor | None:
    """Read the anchor of the database that a session is on."""
    return read(files_beside.place(session))


def move(session: Session, anchor: Anchor) -> None:
    """Replace the anchor; from the first one on the database knows that it has one."""
    write(files_beside.place(session), anchor)
    if session.get(MemoRow, BEGUN) is None:
        session.add(MemoRow(name=BEGUN, value={}))


def forget(session: Session) -> None:
    """Take the anchor away: nothing is sealed that it could hold."""
    write(files_beside.place(session), None)
    if (begun := session.get(MemoRow, BEGUN)) is not None:
        session.delete(begun)


def write(database: Path, anchor: Anchor | None) -> None:
    """Replace the anchor's file in one step; None takes it away."""
    file = files_beside.anchor_file(database)
    if anchor is None:
        file.unlink(missing_ok=True)
    else:
        files_beside.write_again(file, json.dumps(asdict(anchor)) + "\n")


def so_far(session: Session, until: dt.datetime) -> Anchor | None:
    """Say how far the log goes, with what was written up to then; None if unsealed."""
    line = audit.last_sealed(session)
    if line is None or line.chain is None:
        return None
    views = _views_until(session, until)
    return Anchor(line.id, line.chain, until.isoformat(), views)


def lost(session: Session) -> str | None:
    """Say in a sentence what the anchor knows of and the database has no more."""
    database = files_beside.place(session)
    file = files_beside.anchor_file(database)
    held = read(database)
    end = (
        "Compare with a backup kept elsewhere; then run `mantelpiece audit "
        "--new-anchor`, and the log goes on from here."
    )
    if held is None:
        if not file.exists() and session.get(MemoRow, BEGUN) is None:
            return None
        fault = "cannot be read" if file.exists() else "is missing"
        return f"The anchor of the audit log, {file}, {fault}. {end}"
    if audit.seal_of(session, held.line) != held.seal:
        return f"The audit log was cut or changed: line {held.line} is missing. {end}"
    until = dt.datetime.fromisoformat(held.until)
    there = _views_until(session, until) + _views_erased(session, until)
    if there < held.views:
        return f"Of {held.views} views {held.views - there} were taken out. {end}"
    return None


def code(session: Session) -> str:
    """Write how far the log goes as a short code, which organisers keep in the chat."""
    line = audit.last_sealed(session)
    return f"{line.id}-{(line.chain or '')[:CODE_SIGNS]}" if line else ""


def fits(session: Session, typed: str) -> bool:
    """Whether the log still has the line of a code, with the same seal."""
    number, _, signs = typed.strip().partition("-")
    if not number.isdecimal() or len(signs) != CODE_SIGNS:
        return False
    return (audit.seal_of(session, int(number)) or "").startswith(signs.casefold())


def _views_until(session: Session, until: dt.datetime) -> int:
    """Count by time: a number that was taken out is given again."""
    query = select(func.count()).select_from(_views).where(_views.c.at <= until)
    return int(sessions.connection(session).execute(query).scalar_one())


def _views_erased(session: Session, since: dt.datetime) -> int:
    """Count the views that went with erased members, by the lines since then."""
    query = select(_lines.c.detail).where(
        _lines.c.at > since, _lines.c.action.in_(LOSES_VIEWS)
    )
    found = sessions.connection(session).execute(query).scalars()
    return sum(int(detail.split()[0]) for detail in found if detail)


def views_detail(session: Session, *, ballot_id: int, member_id: int | None) -> str:
    """Say how many views an erasure takes with it, for its line of the log."""
    of = _views.c.ballot_id == ballot_id
    if member_id is not None:
        of = _views.c.member_id == member_id
    query = select(func.count()).select_from(_views).where(of)
    return f"{sessions.connection(session).execute(query).scalar_one()} views"
