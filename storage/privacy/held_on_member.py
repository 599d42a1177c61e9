"""Collect all that is held on one member, for subject access requests (S14)."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

Dossier = dict[str, list[dict[str, Any]]]


def of(session: Session, ids: Collection[int]) -> Dossier:
    """Collect a member's rows, one a ballot, and all that refer to them."""
    dossier: Dossier = {}
    for table in SQLModel.metadata.sorted_tables:
        name = "id" if table.name == "member" else "member_id"
        if name in table.c:
            theirs = select(table).where(table.c[name].in_(ids))
            found = session.connection().execute(theirs).mappings()
            dossier[table.name] = [dict(row) for row in found]
    return dossier
