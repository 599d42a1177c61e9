"""A restore repeats erasures, stops who may be stopped, and takes only our files."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from sqlmodel import Session

from bot.rules.person import Role
from bot.usecases.lists import import_list
from bot.usecases.privacy import purge_members, restore_backup
from bot.usecases.team import owner
from storage import ballots, engine, members
from storage.privacy import backups, key_and_erasures
from storage.team import invites, people
from tests import fresh_database
from tests.usecases import given

T = TypeVar("T")
DAY = dt.timedelta(days=1)
NAME = "Pay ballot"


def restore(folder: Path, unit: Callable[[Session], T]) -> T:
    """Restore the backup, and look at what is in the database then."""
    database = folder / "mantelpiece.db"
    restore_backup.restore(database, folder / "copy", given.NOW + 9 * DAY)
    opened = fresh_database.open_at(database)
    try:
        return opened.store.read(unit)
    finally:
        opened.close()


def numbers(session: Session) -> list[str | None]:
    return [
        member.membership_number
        for ballot in ballots.every(session)
        for member in members.every(session, ballot.id)
    ]


def another_of_the_name(session: Session, scene: given.Scene) -> None:
    """Give the ballot another name, and its name to a new one with a member."""
    ballots.save(session, replace(scene.ballot, name="Last year"))
    made = ballots.add(session, replace(scene.ballot, id=0), scene.now + DAY)
    import_list.add(session, made, [given.sheet(77)], scene.now + DAY)


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_a_purge_is_not_repeated_on_another_ballot_of_the_name(tmp_path: Path) -> None:
    with given.scene(tmp_path, members=3) as scene:
        scene.store.write(lambda s: purge_members.purge(s, scene.ballot.id, scene.now))
        scene.store.write(lambda s: another_of_the_name(s, scene))
        backups.backup(scene.path, tmp_path / "copy")
    assert restore(tmp_path, numbers) == ["7700077"]


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_a_purge_that_an_older_version_wrote_down_empties_no_open_ballot(
    tmp_path: Path,
) -> None:
    with given.scene(tmp_path, members=3) as scene:
        backups.backup(scene.path, tmp_path / "copy")
        scene.store.write(
            lambda s: key_and_erasures.write_down(s, {"what": "purged", "ballot": NAME})
        )
    assert len(restore(tmp_path, numbers)) == 3


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_a_purge_since_the_backup_is_repeated_though_the_name_changed(
    tmp_path: Path,
) -> None:
    with given.scene(tmp_path, members=3) as scene:
        backups.backup(scene.path, tmp_path / "copy")
        scene.store.write(
            lambda s: ballots.save(s, replace(scene.ballot, name="Another name"))
        )
        scene.store.write(lambda s: purge_members.purge(s, scene.ballot.id, scene.now))
    assert restore(tmp_path, numbers) == []


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_who_came_back_by_a_list_after_their_erasure_stays(tmp_path: Path) -> None:
    with given.scene(tmp_path, members=1) as scene:
        scene.store.write(lambda s: given.erase(s, scene.now, "7700000"))
        scene.store.write(
            lambda s: import_list.add(s, scene.ballot, [given.sheet(0)], scene.now)
        )
        backups.backup(scene.path, tmp_path / "copy")
    assert restore(tmp_path, numbers) == ["7700000"]


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_who_was_stopped_since_the_backup_can_do_nothing(tmp_path: Path) -> None:
    with given.scene(tmp_path, members=3) as scene:
        by, ballot = scene.people["organiser"], scene.ballot
        until = scene.now + 30 * DAY
        scene.store.write(
            lambda s: invites.add(s, ballot.id, by.id, scene.now, until, 5)
        )
        scene.store.write(lambda s: owner.fresh_code(s, scene.now))
        backups.backup(scene.path, tmp_path / "copy")

    def stopped(session: Session) -> tuple[bool, bool, int, object]:
        organisers = people.team(session, ballot.id, {Role.ORGANISER, Role.OWNER})
        return (
            ballots.life(session, ballot.id).frozen_at is not None,
            all(one.frozen_at is not None for one in organisers),
            len(invites.usable(session, ballot.id, scene.now)),
            ballots.recall(session, "owner code"),
        )

    assert restore(tmp_path, stopped) == (True, True, 0, {})


def change(file: Path, statement: str) -> None:
    line = engine.sqlite_module().connect(str(file))
    with line:
        line.executescript(statement)
    line.close()


FOREIGN = {
    "a trigger": "CREATE TRIGGER t AFTER UPDATE ON member BEGIN "
    "DELETE FROM suppressed; END",
    "a trigger of our name": "DROP TRIGGER contact_not_deleted; "
    "CREATE TRIGGER contact_not_deleted AFTER INSERT ON member BEGIN "
    "UPDATE role SET role = 'owner'; END",
    "a view": "DROP TABLE memo; CREATE VIEW memo AS SELECT 'x' AS name, '{}' AS value",
    "a table": "CREATE TABLE notes (words TEXT)",
    "a virtual table": "DROP TABLE pledge; CREATE VIRTUAL TABLE pledge USING fts5(x)",
}


@pytest.mark.one_database  # SQLite's file is read, copied or put back
@pytest.mark.parametrize("what", FOREIGN)
def test_a_backup_with_something_foreign_in_it_is_refused(
    tmp_path: Path, what: str
) -> None:
    with given.scene(tmp_path, members=3) as scene:
        backups.backup(scene.path, tmp_path / "copy")
    change(tmp_path / "copy", FOREIGN[what])
    with pytest.raises(backups.NotRestored, match="not a backup of Mantelpiece"):
        restore(tmp_path, numbers)
    (tmp_path / "copy").unlink()


CHANGED = {
    "a trigger is gone": "DROP TRIGGER contact_not_deleted",
    "a column more": "ALTER TABLE member ADD COLUMN extra_words TEXT",
    "a generated column": "ALTER TABLE member ADD COLUMN x AS (upper(last_name))",
    "an index over words": "CREATE INDEX by_words ON member (lower(last_name))",
    "a column less": "ALTER TABLE suppressed DROP COLUMN lifted_at",
}


@pytest.mark.one_database  # SQLite's file is read, copied or put back
@pytest.mark.parametrize("what", CHANGED)
def test_a_backup_whose_schema_differs_from_ours_is_refused(
    tmp_path: Path, what: str
) -> None:
    with given.scene(tmp_path, members=3) as scene:
        backups.backup(scene.path, tmp_path / "copy")
    before = scene.path.read_bytes()
    change(tmp_path / "copy", CHANGED[what])
    with pytest.raises(backups.NotRestored, match="differs from the bot's own"):
        restore(tmp_path, numbers)
    assert scene.path.read_bytes() == before


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    with given.scene(tmp_path, members=3) as scene:
        pass
    before = scene.path.read_bytes()
    change(tmp_path / "copy", "CREATE TABLE places (url TEXT)")
    with pytest.raises(backups.NotRestored, match="not a backup of Mantelpiece"):
        restore(tmp_path, numbers)
    assert scene.path.read_bytes() == before


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_an_empty_database_is_no_backup(tmp_path: Path) -> None:
    change(tmp_path / "copy", "PRAGMA user_version = 1")
    with pytest.raises(backups.NotRestored, match="not a backup of Mantelpiece"):
        restore(tmp_path, numbers)
