"""Thirty days after the close nothing of 500 members is left on the disk."""

import datetime as dt
import io
import logging
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session, col, select

from bot import logs
from bot.usecases.ballot import close_ballot
from bot.usecases.entry import button_routes, clock_tick, gate
from bot.usecases.privacy import (
    audit_chain,
    purge_members,
    restore_backup,
)
from bot.usecases.queue import next_member
from storage import ballots, counters, jobs, members, opening, scrub
from storage.privacy import audit, backups
from storage.tables import CardRow
from storage.team import people
from tests.usecases import given

DAYS = dt.timedelta(days=1)


def files_with(folder: Path, word: str) -> list[str]:
    """List the files that hold this word, in any encoding."""
    forms = {word.encode(form) for form in ("utf-8", "utf-16-le", "utf-16-be")}
    return [
        file.name
        for file in folder.iterdir()
        if any(form.lower() in file.read_bytes().lower() for form in forms)
    ]


def record_work(scene: given.Scene) -> None:
    """Record cards, words and promises, so that every table holds something."""
    for actor, words in (("advocate", "voted"), ("organiser", "post:no_day")):
        asked = given.arrival(actor, "private", "new")
        scene.act(asked, lambda *_: gate.Named("next", next_member.by_command))
        card = scene.store.read(newest)
        press = given.arrival(actor, "private", "button", data=f"{card}.{words}")
        scene.act(press, button_routes.resolve)


def newest(session: Session) -> str:
    return (
        session.exec(select(CardRow.key).order_by(col(CardRow.id).desc())).first() or ""
    )


def tick(scene: given.Scene) -> None:
    for unit in clock_tick.units(clock_tick.Tick(scene.now, scene.gate.numbers, "b")):
        scene.store.write(unit)


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_of_500_members_none_is_left_after_the_purge(tmp_path: Path) -> None:
    log = io.StringIO()
    logs.configure(log, logging.DEBUG)
    with given.scene(tmp_path, members=500) as scene:
        record_work(scene)
        assert files_with(tmp_path, given.CANARY)
        scene.now = scene.ballot.closes
        tick(scene)
        scene.now += 30 * DAYS
        tick(scene)
        assert scene.store.read(scrub.requested)
        scene.store.submit_scrub().result()
        assert files_with(tmp_path, given.CANARY) == []
        assert files_with(tmp_path, "77009") == []
        assert given.CANARY not in log.getvalue()


def test_totals_stay_and_the_log_of_ids(tmp_path: Path) -> None:
    with given.scene(tmp_path, members=50) as scene:
        record_work(scene)
        ballot_id = scene.ballot.id
        scene.store.write(lambda s: purge_members.purge(s, ballot_id, scene.now))
        cells = scene.store.read(lambda s: counters.by_standing(s, ballot_id))
        assert sum(cells.values()) == 50
        assert {place for place, _ in cells} == {""}
        kept = scene.store.read(lambda s: [line.action for line in audit.lines(s)])
        assert {"taken", "recorded", "closed", "purged"} <= set(kept)


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_no_workplace_and_no_export_is_left_after_a_purge(tmp_path: Path) -> None:
    with given.scene(tmp_path, members=50) as scene:
        record_work(scene)
        ballot_id, who = scene.ballot.id, scene.people["advocate"].id

        def unit(session: Session) -> None:
            job = jobs.put(session, "export", scene.now, ballot_id=ballot_id)
            jobs.keep_content(session, job.id, f"{given.CANARY}7 in a file".encode())
            people.update_role(session, who, ballot_id, workplace="Gannet House")

        scene.store.write(unit)
        assert files_with(tmp_path, "Gannet House")
        scene.store.write(lambda s: purge_members.purge(s, ballot_id, scene.now))
        scene.store.submit_scrub().result()
        assert files_with(tmp_path, "Gannet House") == []
        assert files_with(tmp_path, "in a file") == []
        kept = scene.store.read(lambda s: counters.every(s, ballot_id))
        assert not [what for what, _ in kept if what.startswith("due")]
        assert kept["reported", scene.ballot.today(scene.now).isoformat()] == 1


def test_a_ballot_closes_by_itself_and_only_then(scene: given.Scene) -> None:
    def closed() -> dt.datetime | None:
        return scene.store.read(lambda s: ballots.life(s, scene.ballot.id).closed_at)

    scene.now = scene.ballot.closes - dt.timedelta(seconds=1)
    tick(scene)
    assert closed() is None
    scene.now = scene.ballot.closes
    tick(scene)
    assert closed() == scene.now


def test_closing_takes_every_card(scene: given.Scene) -> None:
    record_work(scene)
    asked = given.arrival("advocate", "private", "new")
    scene.act(asked, lambda *_: gate.Named("next", next_member.by_command))
    scene.store.write(lambda s: close_ballot.close(s, scene.ballot.id, scene.now))
    held = scene.store.read(
        lambda s: [m for m in members.every(s, scene.ballot.id) if m.holder]
    )
    assert held == []


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_one_member_is_erased_and_stays_so_after_a_restore(tmp_path: Path) -> None:
    backup = tmp_path.with_suffix(".backup")
    with given.scene(tmp_path, members=20) as scene:
        record_work(scene)
        backups.backup(scene.path, backup)
        found = scene.store.write(lambda s: given.erase(s, scene.now, "7700003"))
        assert found == 1
    done = restore_backup.restore(tmp_path / "mantelpiece.db", backup, given.NOW)
    assert done.again == 1
    assert files_with(tmp_path, f"{given.CANARY}3\x00") == []
    opened = opening.open_store(f"sqlite:///{tmp_path / 'mantelpiece.db'}")
    gone = opened.store.read(lambda s: members.find(s, scene.ballot.id, "7700003"))
    there = opened.store.read(lambda s: members.find(s, scene.ballot.id, "7700004"))
    opened.close()
    assert (gone, there is not None) == (None, True)


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_a_damaged_backup_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    with given.scene(tmp_path, members=5) as scene:
        backups.backup(scene.path, tmp_path / "b")
    damaged = bytearray((tmp_path / "b").read_bytes())
    damaged[5000:9000] = b"x" * 4000
    (tmp_path / "b").write_bytes(damaged)
    before = (tmp_path / "mantelpiece.db").read_bytes()
    with pytest.raises(backups.NotRestored):
        restore_backup.restore(tmp_path / "mantelpiece.db", tmp_path / "b", given.NOW)
    assert (tmp_path / "mantelpiece.db").read_bytes() == before


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit SET person_id=99 WHERE id=2",
        "UPDATE audit SET person_id=99, chain=NULL WHERE id=2",
    ],
    ids=["changed", "changed and its seal removed"],
)
def test_the_chain_of_the_log_shows_a_change(scene: given.Scene, attack: str) -> None:
    record_work(scene)
    scene.now += dt.timedelta(minutes=5)
    tick(scene)
    assert scene.store.read(audit_chain.broken) is None
    scene.store.write(lambda s: s.connection().execute(text(attack)) and None)
    assert scene.store.read(audit_chain.broken) == 2
