"""Collect all that is held on one member, for subject access requests (S14)."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from bot.rules.privacy.naming import Naming
from storage.privacy import words_naming
from storage.statements import sessions

Dossier = dict[str, list[dict[str, Any]]]


def of(session: Session, ids: Collection[int], naming: Naming) -> Dossier:
    """Collect a member's rows, one a ballot, all that refer to them or name them."""
    dossier: Dossier = {}
    for table in SQLModel.metadata.sorted_tables:
        name = "id" if table.name == "member" else "member_id"
        if name in table.c:
            theirs = select(table).where(table.c[name].in_(ids))
            found = sessions.connection(session).execute(theirs).mappings()
            dossier[table.name] = [dict(row) for row in found]
    for table_name, rows in words_naming.find(session, naming, ids).items():
        dossier[f"{table_name}, naming them"] = rows
    return dossier
