"""Collect all that is held on one member, for subject access requests (S14)."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

Dossier = dict[str, list[dict[str, Any]]]


def of(session: Session, ballot_id: int, number: str) -> Dossier:
    """Collect the member's row and all that refer to it; empty if unknown."""
    member = SQLModel.metadata.tables["member"]
    who = (member.c.ballot_id == ballot_id, member.c.membership_number == number)
    found = session.connection().execute(select(member).where(*who)).mappings().all()
    if not found:
        return {}
    dossier = {"member": [dict(row) for row in found]}
    for table in SQLModel.metadata.sorted_tables:
        if "member_id" not in table.c:
            continue
        theirs = select(table).where(table.c.member_id == found[0]["id"])
        rows = session.connection().execute(theirs).mappings()
        dossier[table.name] = [dict(row) for row in rows]
    return dossier
