"""A cut log, nulled seals and views taken out are noticed by a file outside (S6)."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from bot.usecases.privacy import audit_chain, purge_members, restore_backup
from storage import members, opening
from storage.privacy import audit, audit_anchor, backups, files_beside
from tests.usecases import given

MINUTES = dt.timedelta(minutes=5)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[given.Scene]:
    """Six views and lines, sealed, and the anchor at the last."""
    with given.scene(tmp_path, members=3) as made:
        work(made)
        yield made


def work(scene: given.Scene) -> None:
    """Let an advocate look at each member twice; seal what was written."""
    by, ballot = scene.people["advocate"].id, scene.ballot.id
    for member in scene.store.read(lambda s: list(members.every(s, ballot))):
        one = (ballot, by, member.id)
        for _ in range(2):
            scene.store.write(lambda s, o=one: audit.record_view(s, *o, "c", scene.now))
            scene.store.write(
                lambda s: audit.record(s, "handed", scene.now, ballot_id=ballot)
            )
    pass_time(scene)


def pass_time(scene: given.Scene) -> None:
    for _ in range(2):
        scene.now += MINUTES
        scene.store.write(lambda s: audit_chain.grow(s, scene.now))


def lost(scene: given.Scene) -> str:
    return scene.store.read(audit_anchor.lost) or ""


def attack(scene: given.Scene, statement: str) -> None:
    scene.store.write(lambda s: s.connection().execute(text(statement)) and None)
    work(scene)


def test_an_untouched_log_fits_its_anchor(scene: given.Scene) -> None:
    assert audit_anchor.read(scene.path) is not None
    work(scene)
    assert lost(scene) == ""


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit WHERE id > 3",
        "UPDATE audit SET chain = NULL WHERE id > 3",
        "UPDATE audit SET chain = NULL",
        "DELETE FROM audit",
    ],
)
def test_a_cut_end_and_nulled_seals_are_noticed(
    scene: given.Scene, statement: str
) -> None:
    attack(scene, statement)
    assert "The audit log was cut or changed" in lost(scene)


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"line": 1}'])
def test_an_anchor_that_cannot_be_read_is_noticed_and_not_written_over(
    scene: given.Scene, kept: str
) -> None:
    file = files_beside.anchor_file(scene.path)
    file.write_text(kept)
    work(scene)
    assert "cannot be read" in lost(scene)
    assert file.read_text() == kept


def test_an_anchor_taken_away_is_noticed_and_not_begun_again(
    scene: given.Scene,
) -> None:
    file = files_beside.anchor_file(scene.path)
    file.unlink()
    attack(scene, "DELETE FROM audit WHERE id > 3")
    assert "is missing" in lost(scene)
    assert not file.exists()


def test_a_log_that_was_looked_into_goes_on_from_a_new_anchor(
    scene: given.Scene,
) -> None:
    attack(scene, "DELETE FROM audit WHERE id > 3")
    scene.store.write(lambda s: audit_chain.begin_anew(s, scene.now))
    assert lost(scene) == ""
    work(scene)
    assert lost(scene) == ""
    assert "new anchor" in {one.action for one in scene.store.read(all_lines)}


def all_lines(session: Session) -> list[audit.Line]:
    return list(audit.lines(session))


@pytest.mark.parametrize("which", ["id = 2", "id > 4", "person_id > 0"])
def test_views_taken_out_are_noticed_though_others_came(
    scene: given.Scene, which: str
) -> None:
    attack(scene, f"DELETE FROM view WHERE {which}")
    assert "were taken out" in lost(scene)


def test_views_that_go_with_an_erased_member_are_no_alarm(scene: given.Scene) -> None:
    scene.store.write(lambda s: given.erase(s, scene.now, "7700000"))
    assert lost(scene) == ""
    pass_time(scene)
    assert lost(scene) == ""


def test_views_that_go_with_a_purge_are_no_alarm(scene: given.Scene) -> None:
    scene.store.write(lambda s: purge_members.purge(s, scene.ballot.id, scene.now))
    assert lost(scene) == ""
    pass_time(scene)
    assert lost(scene) == ""


def test_an_erasure_hides_no_view_of_another_member(scene: given.Scene) -> None:
    scene.store.write(lambda s: given.erase(s, scene.now, "7700000"))
    attack(scene, "DELETE FROM view WHERE id = (SELECT max(id) - 1 FROM view)")
    assert "Of 6 views 1 were taken out" in lost(scene)


def test_a_restore_of_an_older_backup_is_no_alarm_and_tells_how_much_is_gone(
    tmp_path: Path,
) -> None:
    with given.scene(tmp_path, members=3) as scene:
        work(scene)
        backups.backup(scene.path, tmp_path / "copy")
        work(scene)
    done = restore_backup.restore(scene.path, tmp_path / "copy", scene.now)
    assert done.lines_lost == 6
    opened = opening.open_store(f"sqlite:///{scene.path}")
    try:
        assert opened.store.read(audit_anchor.lost) is None
    finally:
        opened.close()


def test_a_code_of_a_digest_fits_only_the_log_it_was_made_of(
    scene: given.Scene,
) -> None:
    code = scene.store.read(audit_anchor.code)
    assert scene.store.read(lambda s: audit_anchor.fits(s, code))
    attack(scene, "DELETE FROM audit WHERE id > 3")
    assert not scene.store.read(lambda s: audit_anchor.fits(s, code))
