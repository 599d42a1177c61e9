"""What organisers changed of the policies, by ballot."""

from sqlmodel import Session, col, delete, select

from bot.rules.care.policies import Change
from storage.tables import PolicyChangeRow


def of_ballot(session: Session, ballot_id: int) -> list[Change]:
    """List the changes of a ballot."""
    query = select(PolicyChangeRow).where(PolicyChangeRow.ballot_id == ballot_id)
    return [Change(row.kind, row.name, row.value) for row in session.exec(query)]


def put(session: Session, ballot_id: int, change: Change) -> None:
    """Keep a change, in the place of an earlier one."""
    query = select(PolicyChangeRow).where(
        PolicyChangeRow.ballot_id == ballot_id,
        PolicyChangeRow.kind == change.kind,
        PolicyChangeRow.name == change.name,
    )
    row = session.exec(query).first()
    if row is None:
        row = PolicyChangeRow(
            ballot_id=ballot_id, kind=change.kind, name=change.name, value=""
        )
        session.add(row)
    row.value = change.value
    session.flush()


def forget(session: Session, ballot_id: int, kind: str) -> None:
    """Take back all changes of one kind's policy."""
    session.exec(
        delete(PolicyChangeRow).where(
            col(PolicyChangeRow.ballot_id) == ballot_id,
            col(PolicyChangeRow.kind) == kind,
        )
    )
