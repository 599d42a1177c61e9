"""Who has no membership number is erased, and stays so (S13, S14)."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from bot.rules.care.feedback.feedback_rules import Kind
from bot.rules.lists import find_known
from bot.rules.lists.sheet_member import SheetMember
from bot.rules.outcomes import Outcome
from bot.usecases.entry import word_routes
from bot.usecases.lists import import_list
from bot.usecases.privacy import erase_member, restore_backup, told_member
from storage import ballots, jobs, members
from storage.care import cases, feedback
from storage.privacy import backups, held_on_member, suppressions
from storage.queue import cards
from storage.replies import contacts, passed_on
from storage.team import people
from tests import fresh_database
from tests.usecases import given
from tests.usecases.privacy import test_purge_members as purges

NAMELESS = dict.fromkeys(("membership_number", "mobile", "personal_email"))
SIAN: dict[str, Any] = {
    **NAMELESS,
    "first_name": "Siân",
    "last_name": "Vogelweide",
    "mobile": "+447700900123",
    "notes": "",
}
WAYS: dict[str, dict[str, Any]] = {
    "a mobile": {"mobile": "+447700900123"},
    "a telephone": {"phone": "+441314960123"},
    "an address": {"personal_email": "sian@mail.example.org"},
    "a work address": {"work_email": "s.v@trust.example.org"},
    "a workplace": {"workplace": "Tern House"},
    "the name alone": {"workplace": None},
}


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[given.Scene]:
    with given.scene(tmp_path, members=1) as made:
        yield made


def take(scene: given.Scene, *rows: SheetMember) -> import_list.Import:
    wanted = import_list.Wanted(lambda: list(rows), import_list.OTHER)
    work = import_list.Import(scene.ballot, wanted, scene.now)
    import_list.run(scene.store, work)
    return work


def last_names(scene: given.Scene) -> list[str]:
    every = scene.store.read(lambda s: list(members.every(s, scene.ballot.id)))
    return [one.last_name for one in every]


def restored(folder: Path, ballot_id: int) -> list[str]:
    database = folder / "mantelpiece.db"
    restore_backup.restore(database, folder / "copy", given.LATER)
    opened = fresh_database.open_at(database)
    every = opened.store.read(lambda s: list(members.every(s, ballot_id)))
    opened.close()
    return [one.last_name for one in every]


@pytest.mark.one_database  # SQLite's file is read, copied or put back
@pytest.mark.parametrize("way", WAYS)
def test_without_a_number_a_member_is_erased_and_stays_so_after_a_restore(
    tmp_path: Path, way: str
) -> None:
    with given.scene(tmp_path, members=1) as scene:
        take(scene, given.sheet(7, **{**SIAN, "mobile": None, **WAYS[way]}))
        backups.backup(scene.path, tmp_path / "copy")
        assert scene.store.write(lambda s: given.erase(s, scene.now, "vogelweide")) == 1
        scene.store.submit_scrub().result()
        (tmp_path / "copy").rename(tmp_path.with_suffix(".copy"))
        assert purges.files_with(tmp_path, "Vogelweide") == []
        tmp_path.with_suffix(".copy").rename(tmp_path / "copy")
    assert restored(tmp_path, scene.ballot.id) == [f"{given.CANARY}0"]


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_who_had_no_number_yet_in_the_backup_is_erased_again(tmp_path: Path) -> None:
    with given.scene(tmp_path, members=1) as scene:
        take(scene, given.sheet(7, **SIAN))
        backups.backup(scene.path, tmp_path / "copy")
        take(scene, given.sheet(7, **{**SIAN, "membership_number": "555001"}))
        scene.store.write(lambda s: given.erase(s, scene.now, "555001"))
    assert restored(tmp_path, scene.ballot.id) == [f"{given.CANARY}0"]


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_a_namesake_with_a_number_of_their_own_stays(tmp_path: Path) -> None:
    with given.scene(tmp_path, members=1) as scene:
        son = {**SIAN, "membership_number": "555002", "notes": "the son"}
        father = {**SIAN, "membership_number": "555001"}
        scene.store.write(
            lambda s: import_list.add(
                s,
                scene.ballot,
                [given.sheet(7, **father), given.sheet(8, **son)],
                scene.now,
            )
        )
        backups.backup(scene.path, tmp_path / "copy")
        scene.store.write(lambda s: given.erase(s, scene.now, "555001"))
    assert restored(tmp_path, scene.ballot.id).count("Vogelweide") == 1


def test_in_every_ballot_the_same_person_is_erased(scene: given.Scene) -> None:
    first = scene.ballot
    take(scene, given.sheet(7, **{**SIAN, "membership_number": "555001"}))
    another = replace(first, id=0, name="The next ballot")
    scene.ballot = scene.store.write(lambda s: ballots.add(s, another, scene.now))
    take(scene, given.sheet(7, **SIAN), given.sheet(8, **{**SIAN, "mobile": None}))
    typed = ("Sian Vogelweide", "07700 900123")
    assert scene.store.write(lambda s: given.erase(s, scene.now, *typed)) == 2
    assert last_names(scene) == ["Vogelweide"]
    scene.ballot = first
    assert last_names(scene) == [f"{given.CANARY}0"]


def test_who_asked_for_no_contact_is_known_by_what_came_later(
    scene: given.Scene,
) -> None:
    take(scene, given.sheet(7, **{**SIAN, "do_not_contact": True}))
    before = scene.store.read(suppressions.every)
    later = {"first_name": "Siân", "last_name": "Vogelweide"}
    scene.store.write(
        lambda s: (
            members.change(
                s,
                next(m for m in members.every(s, scene.ballot.id) if m.do_not_contact),
                personal_email="sian@mail.example.org",
            )
            and None
        )
    )
    scene.store.write(lambda s: given.erase(s, scene.now, "Vogelweide"))
    assert scene.store.read(suppressions.every) > before
    new = {**NAMELESS, **later, "personal_email": "sian@mail.example.org"}
    work = take(scene, given.sheet(9, **new))
    assert [held.question.kind for held in work.held] == [find_known.NO_CONTACT]


def test_the_journal_holds_no_name_in_clear(scene: given.Scene) -> None:
    take(scene, given.sheet(7, **SIAN))
    scene.store.write(lambda s: given.erase(s, scene.now, "Vogelweide"))
    journal = scene.path.with_name(scene.path.name + ".erased").read_text()
    line = json.loads(journal.splitlines()[-1])
    assert set(line) == {"what", "at", "names"}
    assert all(len(bytes.fromhex(name)) == 32 for name in line["names"])


WORDS = "Sian Vogelweide (07700 900123) was told she has no paper"
LEFT = "(erased) ((erased)) was told she has no paper"


def write_everywhere(session: Session, scene: given.Scene) -> None:
    """Name the member wherever words are kept without a key to them."""
    ballot, by, now = scene.ballot, scene.people["advocate"].id, scene.now
    other = members.find(session, ballot.id, "7700000")
    assert other is not None
    draft: dict[str, object] = {"outcome": "voted", "words": "she posted it"}
    passed_on.add(session, ballot.id, by, "vogelweide", draft, now)
    sheet = feedback.add(session, ballot.id, Kind.COMMENT)
    feedback.fill(session, ballot.id, Kind.COMMENT, sheet, words=WORDS, named=(by, now))
    cases.add(session, ballot.id, None, "question", WORDS, by, now, now)
    case = cases.add(session, ballot.id, other.id, "question", "Why?", by, now, now)
    cases.update(session, case.id, answer=WORDS)
    members.change(session, other, notes=WORDS, extra={"household": [WORDS]})
    about = {"draft": {"outcome": "voted", "words": WORDS}}
    cards.open_panel(
        session, "who", now, about=about, person_id=by, ballot_id=ballot.id
    )
    job = jobs.put(
        session, "list", now, ballot_id=ballot.id, about={"held_back": [WORDS]}
    )
    jobs.keep_content(session, job.id, f"Name,Pay\n{WORDS},31000\n".encode())
    jobs.pause(session, job.id, jobs.ASKING)


def test_words_that_name_them_without_a_key_are_struck_out(tmp_path: Path) -> None:
    with given.scene(tmp_path, members=1) as scene:
        take(scene, given.sheet(7, **SIAN))
        scene.store.write(lambda s: write_everywhere(s, scene))
        shown = scene.store.read(lambda s: shown_on(s, "Vogelweide"))
        assert {"telling", "feedback", "member_case", "member", "button", "job"} == {
            name.partition(", naming them")[0] for name in shown if "naming" in name
        }
        scene.store.write(lambda s: given.erase(s, scene.now, "Vogelweide"))
        scene.store.submit_scrub().result()
        kept = scene.store.read(
            lambda s: [one.words for one in feedback.of_ballot(s, scene.ballot.id)]
        )
        assert kept == [LEFT]
    for word in ("Vogelweide", "900123", "she posted it", "31000"):
        assert purges.files_with(tmp_path, word) == []


def shown_on(session: Session, *typed: str) -> held_on_member.Dossier:
    (person,) = told_member.find(session, typed)
    naming = told_member.naming(session, person)
    return held_on_member.of(session, [member.id for member in person], naming)


def test_words_about_others_stay(scene: given.Scene) -> None:
    take(scene, given.sheet(7, **SIAN))
    scene.store.write(lambda s: write_everywhere(s, scene))
    scene.store.write(lambda s: given.erase(s, scene.now, "7700000"))
    kept = scene.store.read(lambda s: feedback.of_ballot(s, scene.ballot.id))
    assert [one.words for one in kept] == [WORDS]
    told = scene.store.read(lambda s: passed_on.unsettled(s, scene.ballot.id))
    assert [one.name for one in told] == ["vogelweide"]


def test_contacts_with_others_that_still_name_them_are_told(
    scene: given.Scene,
) -> None:
    take(scene, given.sheet(7, **SIAN))

    def unit(session: Session) -> None:
        other = members.find(session, scene.ballot.id, "7700000")
        assert other is not None
        contacts.log(
            session,
            ballot_id=scene.ballot.id,
            member_id=other.id,
            at=scene.now,
            recorded_at=scene.now,
            words=WORDS,
            outcome=Outcome.NO_ANSWER,
            before={},
        )

    scene.store.write(unit)
    (person,) = scene.store.read(lambda s: told_member.find(s, ["Vogelweide"]))
    ids = [member.id for member in person]
    done = scene.store.write(lambda s: erase_member.erase(s, ids, scene.now))
    assert done == erase_member.Erased(rows=1, named=1)


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_the_reason_of_a_lift_goes_with_the_member(tmp_path: Path) -> None:
    with given.scene(tmp_path, members=1) as scene:
        take(scene, given.sheet(7, **{**SIAN, "do_not_contact": True}))
        lift(scene, "she rang from Peewit Cottage")
        assert purges.files_with(tmp_path, "Peewit")
        shown = scene.store.read(lambda s: shown_on(s, "Vogelweide"))
        assert "Peewit" in str(shown["telling"])
        scene.store.write(lambda s: given.erase(s, scene.now, "Vogelweide"))
        scene.store.submit_scrub().result()
    assert purges.files_with(tmp_path, "Peewit") == []


def lift(scene: given.Scene, why: str) -> None:
    """Have an organiser lift *do not contact* with a reason."""
    (person,) = scene.store.read(lambda s: told_member.find(s, ["Vogelweide"]))
    organiser = scene.people["organiser"].id
    scene.store.write(
        lambda s: people.update_role(
            s, organiser, scene.ballot.id, awaiting=f"lift:{person[0].id}"
        )
    )
    said = given.arrival("organiser", "private", "new", text=why)
    scene.act(said, word_routes.resolve)
    assert not scene.store.read(suppressions.every)


def test_words_an_older_version_kept_in_the_journal_are_taken_out(
    tmp_path: Path,
) -> None:
    with given.scene(tmp_path, members=1):
        journal = tmp_path / "mantelpiece.db.erased"
        journal.write_text(
            '{"what": "suppressed", "hash": "ab"}\n'
            '{"what": "lifted", "hash": "ab", "why": "she rang from Peewit Cottage"}\n'
        )
        journal.chmod(0o600)
    fresh_database.open_at(tmp_path / "mantelpiece.db").close()
    lines = [json.loads(line) for line in journal.read_text().splitlines()]
    assert lines == [
        {"what": "suppressed", "hash": "ab"},
        {"what": "lifted", "hash": "ab"},
    ]
    assert journal.stat().st_mode & 0o077 == 0


@pytest.mark.one_database  # SQLite's file is read, copied or put back
def test_a_backup_holds_no_file_that_was_sent(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "live").mkdir()
    with given.scene(tmp_path / "live", members=1) as scene:
        scene.store.write(lambda s: write_everywhere(s, scene))
        assert purges.files_with(tmp_path / "live", "31000")
        backups.backup(scene.path, tmp_path / "kept" / "copy")
        waiting = scene.store.read(lambda s: jobs.content(s, 1))
    assert waiting is not None
    assert purges.files_with(tmp_path / "kept", "31000") == []


@pytest.mark.parametrize("how", ["left", "failed too often"])
def test_a_list_given_up_loses_its_file_at_once(tmp_path: Path, how: str) -> None:
    def give_up(session: Session) -> None:
        if how == "left":
            jobs.end(session, 1, jobs.FAILED, given.NOW)
        for _ in range(jobs.MOST_TRIES if how != "left" else 0):
            jobs.pause(session, 1, jobs.QUEUED)
            jobs.retry(session, 1)

    with given.scene(tmp_path, members=1) as scene:
        scene.store.write(lambda s: write_everywhere(s, scene))
        scene.store.write(give_up)
        scene.store.submit_scrub().result()
        assert scene.store.read(lambda s: jobs.content(s, 1)) is None
    assert purges.files_with(tmp_path, "31000") == []
