"""Invitations with an expiry and a number of uses, stored as hashes (S8)."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from storage.statements import row_values
from storage.tables import InviteRow


@dataclass(frozen=True, slots=True)
class Invite:
    """An invitation."""

    id: int
    ballot_id: int | None
    made_by: int | None
    made_at: dt.datetime
    expires_at: dt.datetime
    uses_left: int
    revoked_at: dt.datetime | None


def add(
    session: Session,
    ballot_id: int,
    made_by: int | None,
    now: dt.datetime,
    expires_at: dt.datetime,
    uses: int,
) -> Invite:
    """Add an invitation; its code is set with `set_hash` once its id is known."""
    row = InviteRow(
        ballot_id=ballot_id,
        code_hash=f"{made_by} {now.isoformat()}",
        made_by=made_by,
        made_at=now,
        expires_at=expires_at,
        uses_left=uses,
    )
    session.add(row)
    session.flush()
    return row_values.value(Invite, row)


def set_hash(session: Session, invite_id: int, code_hash: str) -> None:
    """Set the hash of this invitation's code."""
    session.get_one(InviteRow, invite_id).code_hash = code_hash
    session.flush()


def get(session: Session, invite_id: int) -> Invite:
    """Get the invitation with this id."""
    return row_values.value(Invite, session.get_one(InviteRow, invite_id))


def with_hash(session: Session, code_hash: str) -> Invite | None:
    """Find the invitation with this hash, whether or not it is still usable."""
    row = session.exec(select(InviteRow).where(InviteRow.code_hash == code_hash))
    found = row.first()
    return row_values.value(Invite, found) if found else None


def use(session: Session, invite_id: int) -> None:
    """Count one use of an invitation."""
    session.get_one(InviteRow, invite_id).uses_left -= 1
    session.flush()


def revoke(session: Session, invite_id: int, now: dt.datetime) -> None:
    """Revoke an invitation."""
    session.get_one(InviteRow, invite_id).revoked_at = now
    session.flush()


def usable(session: Session, ballot_id: int, now: dt.datetime) -> list[Invite]:
    """List the invitations that can still be used, the newest first."""
    query = (
        select(InviteRow)
        .where(
            InviteRow.ballot_id == ballot_id,
            col(InviteRow.revoked_at).is_(None),
            InviteRow.expires_at > now,
            InviteRow.uses_left > 0,
        )
        .order_by(col(InviteRow.id).desc())
    )
    return [row_values.value(Invite, row) for row in session.exec(query)]
