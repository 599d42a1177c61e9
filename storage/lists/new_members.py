"""New members of a ballot, many by one statement, counted as they are added."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy.engine import Dialect
from sqlmodel import Session, SQLModel

from bot.rules.ballot import hours
from bot.rules.ballot.ballot import Ballot
from bot.rules.lists import sheet_member
from bot.rules.member import Fields, Member
from bot.rules.stats import counter_keys, standings
from storage import ballots, counters, members
from storage.statements import inserts
from storage.tables import MemberRow

_table = SQLModel.metadata.tables["member"]
_BLANK = {
    name: what
    for name, what in MemberRow().model_dump(exclude={"id"}).items()
    if name in _table.c
}
OWN = ("membership_number", *sheet_member.PLAIN, "notes")
"""The fields that each new member has for themselves, as text; others are alike."""
_WORKPLACE = OWN.index("workplace")
_MANY = inserts.ManyRows("member", {**_BLANK, "ballot_id": None}, OWN)


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """What new members have alike, made ready once, and how each of them is counted."""

    alike: tuple[Any, ...]
    standing: str
    keys: tuple[counter_keys.CounterKey, ...]


class Batch(NamedTuple):
    """New members of a ballot, as the driver takes them, and what they add to counts.

    They are made outside the transaction, so that it is short.
    """

    rows: list[Any]
    places: Counter[counters.Cell]
    kept: Counter[counter_keys.CounterKey]


def kind(dialect: Dialect, ballot: Ballot, fields: Fields) -> Kind:
    """Make the kind of a new member; it holds for others who differ only in `OWN`.

    They have a way to be reached if this one has: that counts too.
    """
    member = Member(0, ballot.id, **fields)
    standing = standings.of(member)
    shared = {name: members.as_stored(what) for name, what in fields.items()}
    shared |= {
        "ballot_id": ballot.id,
        "standing": standing.value,
        "evenings": hours.Limit.EVENINGS in member.limits,
    }
    keys = tuple(counter_keys.of(member, standing, ballot.today))
    return Kind(_MANY.alike(dialect, shared), standing.value, keys)


def own_values(fields: Fields) -> list[Any]:
    """List the values of `OWN`."""
    return [fields.get(name, _BLANK[name]) for name in OWN]


def batch(dialect: Dialect, found: Sequence[tuple[Kind, Sequence[Any]]]) -> Batch:
    """Make new members ready: of each the kind, and the values of `OWN`."""
    made = _MANY.ready(dialect, ((kind.alike, own) for kind, own in found))
    places = Counter((own[_WORKPLACE] or "", kind.standing) for kind, own in found)
    kept: Counter[counter_keys.CounterKey] = Counter()
    for kind, count in Counter(kind for kind, _ in found).items():
        for key in kind.keys:
            kept[key] += count
    return Batch(made, places, kept)


def add_batch(session: Session, ballot_id: int, new: Batch) -> int:
    """Add new members in one statement; return how many."""
    _MANY.insert(session, new.rows)
    counters.shift_tally(session, ballot_id, new.places)
    counters.shift_counts(session, ballot_id, new.kept)
    return len(new.rows)


def add(session: Session, ballot_id: int, found: Iterable[Fields]) -> int:
    """Add members from their fields; return how many."""
    ballot, dialect = ballots.get(session, ballot_id), session.get_bind().dialect
    new = [(kind(dialect, ballot, fields), own_values(fields)) for fields in found]
    return add_batch(session, ballot_id, batch(dialect, new))
