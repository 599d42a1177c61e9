"""New members of a ballot, many by one statement, counted as they are added."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy.engine import Dialect
from sqlmodel import Session, SQLModel

from bot.rules.ballot import hours
from bot.rules.ballot.ballot import Ballot
from bot.rules.lists import sheet_member
from bot.rules.member import Fields, Member
from bot.rules.stats import counter_keys, standings
from bot.rules.stats.standings import Standing
from storage import ballots, counters, members
from storage.statements import inserts
from storage.tables import MemberRow

_table = SQLModel.metadata.tables["member"]
_BLANK = {
    name: what
    for name, what in MemberRow().model_dump(exclude={"id"}).items()
    if name in _table.c
}
_MANY = inserts.ManyRows(
    "member", {**_BLANK, "ballot_id": None, "standing": None, "evenings": False}
)
_SETS = frozenset(("dead_channels", "limits", "touched"))
"""Fields that a row keeps as sorted words."""


class Batch(NamedTuple):
    """New members of a ballot, as the driver takes them, and what they add to counts.

    They are made outside the transaction, so that it is short.
    """

    rows: list[Any]
    places: Counter[counters.Cell]
    kept: Counter[counter_keys.CounterKey]


_COUNTED = (
    *("outcome", "outcome_at", "source", "do_not_contact", "promised_at"),
    *("band", "due_at", "out_reason", "dead_channels"),
)
"""Fields by which a member is counted, beside whether there is a way to reach them."""


Counted = dict[object, tuple[Standing, list[counter_keys.CounterKey]]]
"""How members are counted, by the fields that decide it; for the batches of a list."""


def batch(
    dialect: Dialect, ballot: Ballot, found: Iterable[Fields], known: Counted
) -> Batch:
    """Make new members from their fields."""
    places: Counter[counters.Cell] = Counter()
    kept: Counter[counter_keys.CounterKey] = Counter()
    made: list[Mapping[str, Any]] = []
    for fields in found:
        get = fields.get
        key = (*map(get, _COUNTED), *map(bool, map(get, sheet_member.REACH)))
        if key not in known:
            known[key] = _counted(Member(0, ballot.id, **fields), ballot)
        standing, keys = known[key]
        places[fields.get("workplace") or "", standing] += 1
        kept.update(keys)
        row: dict[str, Any] = {**fields, "ballot_id": ballot.id, "standing": standing}
        for name in _SETS & fields.keys():
            row[name] = members.as_stored(row[name])
        row["evenings"] = hours.Limit.EVENINGS in fields.get("limits", ())
        made.append(row)
    return Batch(_MANY.ready(dialect, made), places, kept)


def _counted(
    member: Member, ballot: Ballot
) -> tuple[Standing, list[counter_keys.CounterKey]]:
    standing = standings.of(member)
    return standing, list(counter_keys.of(member, standing, ballot.today))


def add_batch(session: Session, ballot_id: int, new: Batch) -> int:
    """Add new members in one statement; return how many."""
    _MANY.insert(session, new.rows)
    counters.shift_tally(session, ballot_id, new.places)
    counters.shift_counts(session, ballot_id, new.kept)
    return len(new.rows)


def add(session: Session, ballot_id: int, found: Iterable[Fields]) -> int:
    """Add members from their fields; return how many."""
    ballot = ballots.get(session, ballot_id)
    new = batch(session.get_bind().dialect, ballot, found, {})
    return add_batch(session, ballot_id, new)
