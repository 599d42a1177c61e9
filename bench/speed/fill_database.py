"""Fill a database by SQL with invented members, the same cells at any length."""

import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

from sqlmodel import Session

from bot.rules.ballot.ballot import LONDON, Ballot
from bot.rules.person import Role
from storage import ballots, engine, opening
from storage.engine import Store
from storage.team import people

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
BALLOT = 1
ADVOCATE = 101

# Member n: one of 20 workplaces, one of 5 standings, due in one of 8 hours.
_STANDING = (
    "CASE (n / 20) % 5 WHEN 0 THEN 'voted' WHEN 1 THEN 'promised' WHEN 2 THEN"
    " 'will_vote' WHEN 3 THEN 'no_answer' ELSE 'untouched' END"
)
_OUTCOME = (
    "CASE (n / 20) % 5 WHEN 0 THEN 'voted' WHEN 1 THEN 'will_post' WHEN 2 THEN"
    " 'will_post' WHEN 3 THEN 'no_answer' END"
)
_BAND = "CASE (n / 20) % 5 WHEN 1 THEN 4 WHEN 2 THEN 5 WHEN 3 THEN 7 WHEN 4 THEN 6 END"
_DUE = (
    "CASE WHEN (n / 20) % 5 > 0 THEN"
    " printf('2027-03-0%d %02d:00:00.000000', 1 + (n / 100) % 2, 8 + (n / 200) % 4) END"
)
_SAID = "printf('2027-02-%02d 12:00:00.000000', 10 + (n / 100) % 10)"
_NUMBERS = (
    "WITH RECURSIVE numbers(n) AS"
    " (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < {count})"
)
_CONTACTS = (
    "INSERT INTO contact (ballot_id, member_id, at, recorded_at, outcome, standing,"
    f" also, words, source, late, conflict, before) {_NUMBERS} SELECT 1,"
    f" 1 + n % {{members}}, {_SAID}, {_SAID}, 'no_answer', 'untouched', '', '',"
    " 'member', 0, 0, '{{}}' FROM numbers"
)
_COUNTS = (
    "INSERT INTO tally SELECT ballot_id, workplace, standing, count(*) FROM member"
    " GROUP BY 1, 2, 3",
    "INSERT INTO kept_count SELECT ballot_id, 'due ' || band,"
    " replace(substr(due_at, 1, 16), ' ', 'T'), count(*) FROM member"
    " WHERE band IS NOT NULL GROUP BY 1, 2, 3",
    "INSERT INTO kept_count SELECT ballot_id, 'reported', substr(outcome_at, 1, 10),"
    " count(*) FROM member WHERE standing = 'voted' GROUP BY 1, 2, 3",
    "INSERT INTO kept_count SELECT ballot_id, 'promised', substr(promised_at, 1, 10),"
    " count(*) FROM member WHERE standing = 'promised' GROUP BY 1, 2, 3",
    "INSERT INTO kept_count SELECT ballot_id, 'asked ' || standing, outcome, count(*)"
    " FROM contact GROUP BY 1, 2, 3",
    "INSERT INTO day_tally SELECT ballot_id, substr(at, 1, 10), outcome, count(*)"
    " FROM contact GROUP BY 1, 2, 3",
)


class Size(NamedTuple):
    """How many members a list has, and how many contacts were recorded."""

    members: int
    contacts: int


def fill(file: Path, size: Size) -> Store:
    """Make a ballot with an advocate and a list of this size."""
    opened = opening.open_store(f"sqlite:///{file}")
    opened.store.write(_ballot)
    # the same SQLite as the store: two in one process lose each other's locks
    raw = engine.sqlite_module().connect(file, isolation_level=None)
    for pragma in ("synchronous=OFF", "cache_size=-400000"):
        raw.execute(f"PRAGMA {pragma}")
    raw.execute("BEGIN")
    raw.execute(_members(raw, size.members))
    if size.contacts:
        statement = _CONTACTS.format(count=size.contacts, members=size.members)
        raw.execute(statement)
    for statement in _COUNTS:
        raw.execute(statement)
    raw.execute("COMMIT")
    raw.close()
    return opened.store


def _ballot(session: Session) -> None:
    closes = dt.datetime(2027, 3, 25, 12, tzinfo=LONDON)
    opens = dt.date(2027, 2, 8)
    ballots.add(session, Ballot(0, "Pay", closes, opens=opens), NOW)
    person = people.find_or_add(session, ADVOCATE, "Asha")
    people.update(session, person.id, started=True)
    people.give_role(session, person.id, BALLOT, Role.ADVOCATE, NOW)
    people.update_role(session, person.id, BALLOT, promised_at=NOW)


def _members(raw: Any, count: int) -> str:
    """Write the SQL that adds so many members; other required columns stay blank."""
    told = {
        "ballot_id": "1",
        "membership_number": "'7' || n",
        "first_name": "'Nia' || n",
        "last_name": "'Quill' || n",
        "mobile": "printf('+44770%07d', n)",
        "workplace": "'Site ' || (n % 20)",
        "standing": _STANDING,
        "outcome": _OUTCOME,
        "outcome_at": _SAID,
        "promised_at": f"CASE WHEN (n / 20) % 5 = 1 THEN {_SAID} END",
        "source": "CASE (n / 20) % 5 WHEN 2 THEN 'union' ELSE 'member' END",
        "band": _BAND,
        "due_at": _DUE,
        "extra": "'{}'",
        "import_status": "'unknown'",
    }
    blank = {"VARCHAR": "''", "TEXT": "''"}
    for _, name, kind, required, default, key in raw.execute(
        "PRAGMA table_info(member)"
    ):
        if required and not key and default is None and name not in told:
            told[name] = blank.get(kind.partition("(")[0], "0")
    columns, values = ", ".join(told), ", ".join(told.values())
    numbers = _NUMBERS.format(count=count)
    return f"INSERT INTO member ({columns}) {numbers} SELECT {values} FROM numbers"
