"""*Do not contact* is known again by any way to know a person (S13)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.rules.lists import find_known, same_member
from bot.rules.lists.sheet_member import SheetMember
from bot.rules.member import Member
from bot.usecases import background
from bot.usecases.lists import import_list
from bot.usecases.privacy import do_not_contact, purge_members, restore_backup
from storage import ballots, members, opening
from storage.privacy import backups
from tests.usecases import given

WORK = {"work_email": "s.price@trust.example.org", "workplace": "Gannet House"}
ASKED: dict[str, Any] = {
    "membership_number": "0012345",
    "first_name": "Siân",
    "last_name": "Price",
    "mobile": "+447700900123",
    "personal_email": "sian@mail.example.org",
    **WORK,
    "ballot_status": "unknown",
    "status_date": None,
}
NOTHING = dict.fromkeys(
    ("membership_number", "mobile", "personal_email", "work_email", "workplace")
)
LATER_ROWS: dict[str, dict[str, Any]] = {
    "the number lost its zeros": {**NOTHING, "membership_number": "12345"},
    "the number got a prefix": {**NOTHING, "membership_number": "CWU-0012345"},
    "the number got a letter": {**NOTHING, "membership_number": "0012345B"},
    "no numbers, a mobile": {**NOTHING, "mobile": "07700 900123"},
    "no numbers, an address": {**NOTHING, "personal_email": "Sian@Mail.example.org"},
    "no numbers, a work address": {**NOTHING, "work_email": WORK["work_email"]},
    "no numbers, a workplace": {**NOTHING, "workplace": "GANNET HOUSE"},
    "another first name": {
        **NOTHING,
        "first_name": "Shân",
        "mobile": "+447700900123",
    },
    "a married name": {
        **NOTHING,
        "last_name": "Rees",
        "personal_email": "sian@mail.example.org",
    },
    "the name turned round": {
        **NOTHING,
        "first_name": "PRICE",
        "last_name": "Sian",
        "mobile": "+447700900123",
    },
}
OTHERS: dict[str, dict[str, Any]] = {
    "another number": {**NOTHING, "membership_number": "0012346"},
    "a shared workplace": {"first_name": "Bea", "last_name": "Cole", **NOTHING, **WORK},
    "a namesake elsewhere": {**NOTHING, "workplace": "Tern House"},
    "a namesake with another mobile": {**NOTHING, "mobile": "+447700900124"},
}


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[given.Scene]:
    with given.scene(tmp_path, members=1) as made:
        yield made


def row(place: int = 500, **changes: Any) -> SheetMember:
    return given.sheet(place, **{**ASKED, **changes})


def take(
    scene: given.Scene, rows: list[SheetMember], **answers: str
) -> import_list.Import:
    said = {key.replace("__", ":"): answer for key, answer in answers.items()}
    wanted = import_list.Wanted(lambda: rows, import_list.OTHER, said)
    work = import_list.Import(scene.ballot, wanted, scene.now)
    import_list.run(scene.store, work)
    return work


def found(scene: given.Scene) -> list[Member]:
    """Who is in the ballot from the lists of these tests."""
    everybody = scene.store.read(lambda s: list(members.every(s, scene.ballot.id)))
    return [one for one in everybody if given.CANARY not in one.last_name]


def ask(scene: given.Scene, member: Member) -> None:
    """Have the member ask never to be contacted."""
    scene.store.write(
        lambda s: do_not_contact.add(
            background.context(s, scene.ballot, scene.now), member
        )
    )


def purge_and_begin_anew(scene: given.Scene) -> None:
    closes = scene.ballot.closes + dt.timedelta(days=90)
    another = replace(scene.ballot, id=0, name="The next ballot", closes=closes)
    scene.store.write(lambda s: purge_members.purge(s, scene.ballot.id, scene.now))
    scene.ballot = scene.store.write(lambda s: ballots.add(s, another, scene.now))


@pytest.mark.parametrize("how", LATER_ROWS)
def test_after_a_purge_any_way_to_know_them_holds_the_row_back_and_asks(
    scene: given.Scene, how: str
) -> None:
    take(scene, [row()])
    ask(scene, found(scene)[0])
    purge_and_begin_anew(scene)
    work = take(scene, [row(**LATER_ROWS[how])])
    assert [held.question.kind for held in work.held] == [find_known.NO_CONTACT]
    assert found(scene) == []


@pytest.mark.parametrize("how", OTHERS)
def test_who_only_looks_like_them_is_taken_in_unasked(
    scene: given.Scene, how: str
) -> None:
    take(scene, [row()])
    ask(scene, found(scene)[0])
    purge_and_begin_anew(scene)
    work = take(scene, [row(**OTHERS[how])])
    assert work.held == []
    assert [one.do_not_contact for one in found(scene)] == [False]


def test_the_same_number_or_two_ways_together_need_no_question(
    scene: given.Scene,
) -> None:
    take(scene, [row()])
    ask(scene, found(scene)[0])
    purge_and_begin_anew(scene)
    work = take(scene, [row(membership_number="12345")])
    assert work.held == []
    assert [(one.do_not_contact, one.band) for one in found(scene)] == [(True, None)]


def test_recorded_without_a_number_it_holds_for_a_list_with_numbers(
    scene: given.Scene,
) -> None:
    take(scene, [row(membership_number=None)])
    ask(scene, found(scene)[0])
    purge_and_begin_anew(scene)
    assert len(take(scene, [row()]).held) == 1


@pytest.mark.parametrize(
    ("answer", "contacted"),
    [(same_member.SAME, False), (same_member.DIFFERENT, True)],
)
def test_the_answer_settles_whom_the_row_is_about(
    scene: given.Scene, answer: str, *, contacted: bool
) -> None:
    take(scene, [row()])
    ask(scene, found(scene)[0])
    purge_and_begin_anew(scene)
    work = take(
        scene,
        [row(**LATER_ROWS["no numbers, a mobile"])],
        asked_no_contact__500=answer,
    )
    assert work.held == []
    assert [one.band is not None for one in found(scene)] == [contacted]


@pytest.mark.parametrize("first", ["with the first list", "with a later list"])
def test_a_lists_own_column_is_kept_for_later_ballots(
    scene: given.Scene, first: str
) -> None:
    if first == "with a later list":
        take(scene, [row()])
    take(scene, [row(do_not_contact=True)])
    purge_and_begin_anew(scene)
    assert len(take(scene, [row(**LATER_ROWS["no numbers, a mobile"])]).held) == 1


def test_an_opt_out_in_a_row_that_is_held_back_is_kept(scene: given.Scene) -> None:
    take(scene, [row()])
    bob = {"first_name": "Bob", "last_name": "Hope", "mobile": "+447700900777"}
    assert len(take(scene, [row(501, **bob, do_not_contact=True)]).held) == 1
    bob["membership_number"] = "0077777"
    (held,) = take(scene, [row(502, **bob)]).held
    assert held.question.kind == find_known.NO_CONTACT


def test_details_that_a_list_adds_are_kept_too(scene: given.Scene) -> None:
    take(scene, [row(do_not_contact=True)])
    take(scene, [row(mobile="+447700900999")])
    purge_and_begin_anew(scene)
    assert len(take(scene, [row(**{**NOTHING, "mobile": "+447700900999"})]).held) == 1


def test_a_known_member_who_asked_in_another_ballot_is_not_called_in_this_one(
    scene: given.Scene,
) -> None:
    take(scene, [row()])
    ask(scene, found(scene)[0])
    take(scene, [row(job_grade="Band 5")])
    assert [(one.do_not_contact, one.band) for one in found(scene)] == [(True, None)]


def test_lifted_it_is_lifted_for_every_way_to_know_them(scene: given.Scene) -> None:
    take(scene, [row()])
    member = found(scene)[0]
    ask(scene, member)
    scene.store.write(
        lambda s: do_not_contact.lift(
            background.context(s, scene.ballot, scene.now), member
        )
    )
    purge_and_begin_anew(scene)
    rows = [row(n, **changes) for n, changes in enumerate(LATER_ROWS.values(), 500)]
    assert take(scene, rows).held == []


def test_only_in_this_ballot_is_not_kept_when_a_list_changes_details(
    scene: given.Scene,
) -> None:
    take(scene, [row()])
    scene.store.write(
        lambda s: members.change(
            s,
            found(scene)[0],
            do_not_contact=True,
            out_reason=do_not_contact.THIS_BALLOT,
            band=None,
            due_at=None,
        )
    )
    take(scene, [row(workplace="Tern House")])
    purge_and_begin_anew(scene)
    take(scene, [row()])
    assert [one.do_not_contact for one in found(scene)] == [False]


@pytest.mark.one_database  # SQLite's file is read, copied or put back
@pytest.mark.parametrize("number", [ASKED["membership_number"], None])
def test_asked_after_the_backup_it_holds_for_the_members_a_restore_brings_back(
    tmp_path: Path, number: str | None
) -> None:
    with given.scene(tmp_path, members=1) as scene:
        take(scene, [row(membership_number=number)])
        backups.backup(scene.path, tmp_path / "copy")
        ask(scene, found(scene)[0])
    restore_backup.restore(scene.path, tmp_path / "copy", given.NOW)
    opened = opening.open_store(f"sqlite:///{scene.path}")
    back = opened.store.read(lambda s: list(members.every(s, scene.ballot.id)))
    opened.close()
    assert [(m.do_not_contact, m.band is None) for m in back] == [
        (False, False),
        (True, True),
    ]
