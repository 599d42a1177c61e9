"""Once a night: check everything, keep a backup, tell organisers once (P11, P13)."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import exc
from sqlmodel import Session, col, update

from bot.rules.privacy.fault import Kind, Night
from bot.usecases.privacy import full_check, nightly, purge_members
from storage import engine, outages
from storage.privacy import backups
from storage.tables import TallyRow
from tests import damage
from tests.usecases import given

NIGHT = dt.datetime(2027, 3, 3, 3, 1, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[given.Scene]:
    with given.scene(tmp_path) as scene:
        scene.outbox()
        yield scene


def check(
    scene: given.Scene, now: dt.datetime = NIGHT, folder: Path | None = None
) -> Night:
    """The check of a night, as the bot runs it."""
    scene.store.write(lambda session: nightly.begin(session, now))
    nightly.run(scene.store, scene.path, nightly.Backups(folder, days=2), now)
    found = scene.store.read(nightly.last)
    assert found is not None
    return found


def miscount(session: Session, by: int) -> None:
    session.connection().execute(
        update(TallyRow).values(members=col(TallyRow.members) + by)
    )


def told(scene: given.Scene) -> list[object]:
    return [
        entry.ending["kinds"]
        for entry in scene.outbox()
        if entry.ending.get("say") == "NightFaults"
    ]


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_check_is_due_once_a_night_from_three_on(scene: given.Scene) -> None:
    at = given.NOW
    begun = []
    for hours in (0, 1, 15, 16, 17, 39, 40, 64 + 7):
        now = at + dt.timedelta(hours=hours)
        begun.append(scene.store.write(lambda s, now=now: nightly.begin(s, now)))
    assert begun == [False, False, False, True, False, False, True, True]


def test_a_check_that_did_not_end_is_seen(scene: given.Scene) -> None:
    for now in (given.NOW, NIGHT):
        scene.store.write(lambda session, now=now: nightly.begin(session, now))
    found = scene.store.read(nightly.last)
    assert found is not None
    assert (found.began, found.ended) == (NIGHT, None)


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_a_sound_night_tells_nobody(scene: given.Scene) -> None:
    scene.store.write(lambda session: nightly.begin(session, given.NOW))
    found = check(scene)
    assert (found.ended, found.faults, found.backup) == (NIGHT, (), "")
    assert told(scene) == []


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_organisers_are_told_of_a_fault_once_until_it_was_mended(
    scene: given.Scene,
) -> None:
    scene.store.write(lambda session: nightly.begin(session, given.NOW))
    for night, by in enumerate((1, 0, -1, 1)):
        scene.store.write(lambda session, by=by: miscount(session, by))
        found = check(scene, NIGHT + night * DAY)
        assert [fault.kind for fault in found.faults] == ([] if by < 0 else ["counts"])
    organisers = 2  # the owner and the organiser
    assert told(scene) == [["counts"]] * organisers * 2


@pytest.mark.one_database  # SQLite's file is read, copied or put back
@pytest.mark.parametrize("table", ["member", "ix_member_last_name"])
def test_damage_ends_the_night_without_a_backup(
    scene: given.Scene, tmp_path: Path, table: str
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    scene.store.write(lambda session: nightly.begin(session, given.NOW))
    scene.store.close()
    damage.page_of(scene.path, table)
    scene.store = engine.connect(f"sqlite:///{scene.path}")
    with pytest.raises((outages.Damaged, exc.DatabaseError)) as raised:
        check(scene, folder=folder)
    assert outages.damaged(raised.value)
    assert names(folder) == []
    assert told(scene) == []


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_backups_are_whole_and_kept_for_the_days_set(
    scene: given.Scene, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "mantelpiece-2027-03-03.db.part.key").touch()  # left by a crash
    scene.store.write(lambda session: nightly.begin(session, given.NOW))
    for night in range(4):
        assert check(scene, NIGHT + night * DAY, folder).faults == ()
    days = ("2027-03-05", "2027-03-06")
    assert names(folder) == [
        f"mantelpiece-{day}.db{end}" for day in days for end in ("", ".erased", ".key")
    ]
    backups.check(folder / f"mantelpiece-{days[0]}.db")


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_backups_that_hold_purged_members_go_with_the_next_night(
    scene: given.Scene, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    scene.store.write(lambda session: nightly.begin(session, given.NOW))
    check(scene, NIGHT, folder)
    purged = NIGHT + dt.timedelta(hours=9)
    scene.store.write(
        lambda session: purge_members.purge(session, scene.ballot.id, purged)
    )
    assert check(scene, NIGHT + DAY, folder).backup == "mantelpiece-2027-03-04.db"
    content = b"".join((folder / name).read_bytes() for name in names(folder))
    assert len(names(folder)) == 3
    assert given.CANARY.encode() not in content


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_a_folder_that_is_gone_is_a_fault_and_is_not_made(
    scene: given.Scene, tmp_path: Path
) -> None:
    scene.store.write(lambda session: nightly.begin(session, given.NOW))
    found = check(scene, NIGHT, tmp_path / "gone")
    (fault,) = found.faults
    assert fault.kind is Kind.BACKUP
    assert "There is no folder" in fault.sentence
    assert not (tmp_path / "gone").exists()
    assert told(scene)[0] == ["backup"]


@pytest.mark.parametrize(("mib", "kinds"), [(199, [Kind.DISK]), (201, [])])
def test_a_disk_that_is_nearly_full_is_a_fault(
    tmp_path: Path, mib: int, kinds: list[Kind]
) -> None:
    (tmp_path / "small.db").write_bytes(b"x")
    found = full_check.disk(tmp_path / "small.db", mib * 2**20)
    assert [fault.kind for fault in found] == kinds
