"""Nothing of a member is left in any column or file: a canary stands in each of them.

The columns are found in the schema: one of which nothing is decided fails a test.
"""

import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Integer,
    LargeBinary,
    String,
    Table,
    insert,
    select,
)
from sqlmodel import Session, SQLModel

from bot import logs
from bot.usecases.privacy import purge_members
from storage import ballots, members
from storage.lists import new_members
from tests.usecases import given
from tests.usecases.privacy import test_purge_members as purges

OF_MEMBERS = {
    "member": (
        "membership_number first_name last_name preferred_name mobile phone "
        "personal_email work_email workplace job_grade notes extra promise_where "
        "promise_after"
    ),
    "contact": "words before",
    "member_case": "words answer",
    "card": "asking",
    "telling": "name draft",
    "feedback": "words",
    "policy_change": "value",
    "button": "about",
    "job": "about content",
    "memo": "value",
}
"""Columns in which words of members or about them can stand."""
OF_THE_TEAM = {
    "person": "name",
    "share": "rep",
    "contact": "by_name",
    "member": "assigned_to",
    "role": "workplace",
    "tally": "workplace",
    "ballot": "name settings agreed_by",
}
"""Names and places of the branch: they go with their row, or stay (docs/privacy.md)."""
CODES = {
    "ballot": "phase",
    "lease": "name",
    "audit": "action detail chain",
    "memo": "name",
    "outbox": "kind about key state why",
    "set_aside": "why",
    "suppressed": "hash",
    "chat": "kind join_key",
    "day_tally": "what",
    "kept_count": "what at",
    "nudge": "kind slot about state why",
    "person": "freeze_hash language",
    "tally": "standing",
    "button": "key action",
    "invite": "code_hash role",
    "job": "kind state",
    "member": (
        "import_status touched outcome source standing out_reason last_channel "
        "dead_channels limits pinned"
    ),
    "role": "role awaiting own_hash",
    "claim": "reason ending",
    "feedback": "kind code answers",
    "member_case": "kind",
    "policy_change": "kind name",
    "practice": "key scene place about",
    "skip": "reason",
    "view": "how",
    "card": "key",
    "contact": "outcome standing also method source",
}
"""What the program writes itself: ids, codes, hashes, keys."""
TABLES = {table.name: table for table in SQLModel.metadata.sorted_tables}
NAMED = {
    "first_name": "Siân",
    "last_name": "Vogelweide",
    "membership_number": "5550001",
    "mobile": "+447700900123",
    "personal_email": "sian.v@mail.example.org",
}
NAMING = "Sian Vogelweide (5550001, 07700 900123, sian.v@mail.example.org) has asked"
NEEDLES = ("Vogelweide", "5550001", "900123", "sian.v@")
VALUES = {"outcome": "no_answer", "kind": "question", "state": "asking"}
"""Where not every code is taken by a table."""


def kind_of(column: Column[Any]) -> Any:
    return getattr(column.type, "impl", column.type)


def free(table: Table) -> Iterator[str]:
    """List the columns that could hold anything."""
    for column in table.c:
        if isinstance(kind_of(column), String | JSON | LargeBinary):
            yield f"{table.name}.{column.name}"


def decided(*of: dict[str, str]) -> list[str]:
    return [f"{t}.{c}" for one in of for t, names in one.items() for c in names.split()]


def test_every_column_that_could_hold_words_is_decided_on() -> None:
    found = [name for table in TABLES.values() for name in free(table)]
    assert sorted(decided(OF_MEMBERS, OF_THE_TEAM, CODES)) == sorted(found)


def canary(table: str, column: str, whose: str) -> str:
    return f"canary-{table}-{column}-{whose}".replace("_", "-")


class Planted:
    """A branch of two members, with words about one of them in every column."""

    def __init__(self, session: Session, scene: given.Scene) -> None:
        self.session, self.number = session, 0
        self.ids: dict[str, Any] = {
            "ballot": scene.ballot.id,
            "person": scene.people["advocate"].id,
        }
        ballot_id = scene.ballot.id
        new_members.add(session, ballot_id, [NAMED, {"first_name": "Zoe"}])
        self.own, self.other = (one.id for one in members.every(session, ballot_id))
        for whose, member in (("own", self.own), ("other", self.other)):
            self.ids["member"] = member
            self._fill(session, member, whose)
            for name in ("claim", *OF_MEMBERS):
                if "member_id" in TABLES[name].c:
                    self._row(TABLES[name], whose)
        self.ids["member"] = self.other
        for name in OF_MEMBERS:
            table = TABLES[name]
            if name not in ("member", "contact"):
                self._row(table, "naming", words=NAMING)
            if "member_id" not in table.c and name != "member":
                self._row(table, "other")

    def _fill(self, session: Session, member: int, whose: str) -> None:
        """Fill the member's own columns, but for those by which they are known."""
        names = set(OF_MEMBERS["member"].split()) - NAMED.keys() - {"extra"}
        fields: dict[str, Any] = {n: canary("member", n, whose) for n in names}
        fields["extra"] = {"household": canary("member", "extra", whose)}
        members.change(session, members.get(session, member), **fields)

    def _row(self, table: Table, whose: str, words: str = "") -> None:
        """Add a row with words in each of its columns of members."""
        mine = OF_MEMBERS.get(table.name, "").split()
        row = {}
        for column in table.c:
            said = f"{words} {canary(table.name, column.name, whose)}".strip()
            if column.name in mine:
                row[column.name] = self._words(column, said)
            elif column.foreign_keys:
                (target,) = column.foreign_keys
                refers_to = target.column.table
                if refers_to is not table:
                    row[column.name] = self.ids.get(refers_to.name)
            elif not column.nullable and not self._numbered(column):
                row[column.name] = self._code(column)
        made = self.session.connection().execute(insert(table).values(row))
        self.ids[table.name] = made.inserted_primary_key[0]

    def _numbered(self, column: Column[Any]) -> bool:
        return column.primary_key and not isinstance(kind_of(column), String)

    def _words(self, column: Column[Any], said: str) -> Any:
        match kind_of(column):
            case JSON():
                return {"words": said, "list": [said], f"as {said}": "voted"}
            case LargeBinary():
                return said.encode()
        return said

    def _code(self, column: Column[Any]) -> Any:
        self.number += 1
        match kind_of(column):
            case DateTime():
                return given.NOW
            case Boolean() | Integer():
                return 0
            case JSON():
                return {}
        if column.table.name == "memo":
            return f"{ballots.COLUMNS}{self.number}"
        return VALUES.get(column.name, f"code{self.number}")


def everything(session: Session) -> str:
    """Write out the whole database."""
    found = (session.connection().execute(select(table)) for table in TABLES.values())
    return "\n".join(str(row) for rows in found for row in rows)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[given.Scene]:
    with given.scene(tmp_path, members=0) as made:
        yield made


def planted(scene: given.Scene) -> list[str]:
    """Plant the canaries; list those that stand in the database."""
    scene.store.write(lambda s: Planted(s, scene) and None)
    found = scene.store.read(everything)
    return [
        word
        for name in decided(OF_MEMBERS)
        for whose in ("own", "other", "naming")
        if (word := canary(*name.split("."), whose)) in found
    ]


def test_a_canary_stands_in_every_column_of_members(scene: given.Scene) -> None:
    words = planted(scene)
    for name in decided(OF_MEMBERS):
        if name.removeprefix("member.") not in NAMED:
            assert canary(*name.split("."), "other") in words
            assert [w for w in words if canary(*name.split("."), "") in w]


def test_after_an_erasure_nothing_of_the_member_is_left(tmp_path: Path) -> None:
    log = io.StringIO()
    logs.configure(log, logging.DEBUG)
    with given.scene(tmp_path, members=0) as scene:
        own = [word for word in planted(scene) if word.endswith("-own")]
        scene.store.write(lambda s: given.erase(s, scene.now, "5550001"))
        scene.store.submit_scrub().result()
        left = scene.store.read(everything)
        assert [word for word in (*own, *NEEDLES) if word in left] == []
        assert len(own) > 15
        for word in (*own, *NEEDLES):
            assert purges.files_with(tmp_path, word) == []
            assert word not in log.getvalue()
    assert canary("member", "notes", "other") in left


def test_after_the_purge_nothing_of_anybody_is_left(tmp_path: Path) -> None:
    log = io.StringIO()
    logs.configure(log, logging.DEBUG)
    with given.scene(tmp_path, members=0) as scene:
        words = [*planted(scene), *NEEDLES]
        assert purges.files_with(tmp_path, "canary-") != []
        ballot_id = scene.ballot.id
        scene.store.write(lambda s: purge_members.purge(s, ballot_id, scene.now))
        left = scene.store.read(everything)
        assert [word for word in words if word in left] == []
        scene.store.submit_scrub().result()
        for word in ("canary-", *NEEDLES):
            assert purges.files_with(tmp_path, word) == []
            assert word not in log.getvalue()
