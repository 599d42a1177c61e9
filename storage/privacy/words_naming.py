"""Words that name a member in rows with no key to that member (S14)."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import JSON, Table, Text, select, update
from sqlmodel import Session, SQLModel

from bot.rules.privacy.naming import ERASED, Naming
from storage.statements import sessions

_CODE = re.compile(r"[a-z_:]+")
"""What the program writes into JSON is no name, though somebody may be called so."""
_LOG = "contact"
"""Its rows are only ever added: what they name is shown, and told, not struck out."""
_NOT_ABOUT_MEMBERS = frozenset({"ballot"})
Values = dict[str, Any]


def find(
    session: Session, naming: Naming, ids: Collection[int]
) -> dict[str, list[Values]]:
    """Collect, by table, the rows of others that name this person."""
    found: dict[str, list[Values]] = {}
    for table, row, _ in _rows(session, naming, ids):
        found.setdefault(table.name, []).append(row)
    return found


def strike_out(session: Session, naming: Naming, ids: Collection[int]) -> int:
    """Strike the person out of all such rows; return how many stay as they were."""
    left = 0
    for table, row, struck in list(_rows(session, naming, ids)):
        if table.name == _LOG:
            left += 1
            continue
        if table.name == "telling" and "name" in struck:
            kept = struck["draft"] if "draft" in struck else row["draft"]
            draft = {**kept, "words": "", "details": []}
            struck |= {"name": ERASED, "draft": draft, "settled_at": row["at"]}
        own = [key == row[key.name] for key in table.primary_key]
        sessions.connection(session).execute(update(table).where(*own).values(struck))
    session.expire_all()
    return left


def _rows(
    session: Session, naming: Naming, ids: Collection[int]
) -> Iterator[tuple[Table, Values, Values]]:
    """Yield rows that name the person, and what of them changes without the name."""
    for table in SQLModel.metadata.sorted_tables:
        words = [c.name for c in table.c if isinstance(c.type, Text | JSON)]
        if not words or table.name in _NOT_ABOUT_MEMBERS:
            continue
        query = select(table)
        key = "id" if table.name == "member" else "member_id"
        if key in table.c:
            of_others = table.c[key].not_in(list(ids))
            query = query.where(table.c[key].is_(None) | of_others)
        for row in sessions.connection(session).execute(query).mappings():
            struck = {name: _struck(row[name], naming) for name in words}
            struck = {name: to for name, to in struck.items() if to != row[name]}
            if struck:
                yield table, dict(row), struck


def _struck(what: object, naming: Naming) -> object:
    match what:
        case str():
            return naming.strike_out(what)
        case dict():
            return {
                _struck_in_json(name, naming): _struck_in_json(one, naming)
                for name, one in what.items()
            }
        case list():
            return [_struck_in_json(one, naming) for one in what]
    return what


def _struck_in_json(what: Any, naming: Naming) -> Any:
    is_code = isinstance(what, str) and _CODE.fullmatch(what)
    return what if is_code else _struck(what, naming)
