"""The audit log: who did what to whom, in ids only, in the act's own transaction."""

import datetime as dt

from sqlmodel import Session

from storage.tables import AuditRow, ViewRow


def note(
    session: Session,
    action: str,
    now: dt.datetime,
    *,
    ballot_id: int | None = None,
    person_id: int | None = None,
    member_id: int | None = None,
    detail: str = "",
) -> None:
    """One line of the log; `detail` holds codes, never a name or words."""
    session.add(
        AuditRow(
            at=now,
            action=action,
            ballot_id=ballot_id,
            person_id=person_id,
            member_id=member_id,
            detail=detail,
        )
    )


def viewed(
    session: Session,
    ballot_id: int,
    person_id: int,
    member_id: int,
    how: str,
    now: dt.datetime,
) -> None:
    """Somebody saw a member's details."""
    session.add(
        ViewRow(
            ballot_id=ballot_id,
            person_id=person_id,
            member_id=member_id,
            how=how,
            at=now,
        )
    )
