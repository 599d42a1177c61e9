"""Merging a newer list into the members the bot knows."""

import pytest

from bot.rules.lists import merge_list, same_member, sheet_member

Member = sheet_member.SheetMember
ADA = Member((2,), "0123456", "Ada", "Lovelace", mobile="+447700900123")


def _known(
    member: Member, told: bool = False, **more: object
) -> sheet_member.KnownMember:
    return sheet_member.KnownMember(1, member._replace(rows=()), told, **more)  # type: ignore[arg-type]


def _after(known: sheet_member.KnownMember, member: Member) -> merge_list.Change:
    (found,) = merge_list.ListMerge([known]).results([member])
    assert isinstance(found, merge_list.Change)
    return found


@pytest.mark.parametrize(
    ("told", "before", "listed", "stays"),
    [
        (True, ("voted", "2026-05-15"), ("will_vote", "2026-05-01"), True),
        (True, ("voted", "2026-05-12"), ("will_vote", "2026-05-12"), True),
        (True, ("will_vote", "2026-05-10"), ("voted", "2026-05-16"), False),
        (True, ("voted", "2026-05-09"), ("unknown", "2026-05-17"), True),
        (False, ("will_vote", "2026-05-02"), ("voted", "2026-04-25"), True),
        (False, ("will_vote", "2026-05-02"), ("voted", "2026-05-02"), False),
        (False, ("unknown", None), ("voted", None), False),
        (False, ("will_vote", "2026-05-02"), ("voted", None), True),
    ],
)
def test_the_newer_answer_wins_by_day(
    told: bool, before: tuple[str, str], listed: tuple[str, str], stays: bool
) -> None:
    known = _known(ADA._replace(ballot_status=before[0], status_date=before[1]), told)
    row = ADA._replace(ballot_status=listed[0], status_date=listed[1])
    after = _after(known, row).after
    expected = before if stays else listed
    assert (after.ballot_status, after.status_date) == expected


def test_a_filled_cell_replaces_and_an_empty_one_erases_nothing() -> None:
    known = _known(ADA._replace(workplace="Mill", job_grade="EO"))
    change = _after(known, ADA._replace(workplace="Quay"))
    assert change.fields == ("workplace",)
    assert (change.after.workplace, change.after.job_grade) == ("Quay", "EO")


def test_what_people_changed_in_the_bot_is_not_overwritten() -> None:
    known = _known(ADA, touched=frozenset({"mobile"}))
    plan = merge_list.ListMerge([known])
    (change,) = plan.results([ADA._replace(mobile="+447700900999")])
    assert isinstance(change, merge_list.Change)
    assert change.fields == ()
    assert [warned.kind for warned in plan.warnings] == ["conflict"]


def test_no_list_clears_do_not_contact() -> None:
    assert _after(_known(ADA._replace(do_not_contact=True)), ADA).after.do_not_contact


def test_notes_are_not_doubled_when_they_come_again_longer() -> None:
    known = _known(ADA._replace(notes="Works Tue-Thu"))
    after = _after(known, ADA._replace(notes="Works Tue-Thu. Posts it Monday")).after
    assert after.notes == "Works Tue-Thu. Posts it Monday"


def test_a_new_row_is_a_new_member_and_one_not_named_is_missing() -> None:
    plan = merge_list.ListMerge([_known(ADA)])
    bob = Member((3,), "7654321", "Bob", "Hope")
    assert list(plan.results([bob])) == [bob]
    assert [known.id for known in plan.missing()] == [1]


BOB = Member((3,), "0123456", "Bob", "Hope", mobile="+447700900555")


def _held(plan: merge_list.ListMerge, row: Member) -> merge_list.HeldBack:
    (found,) = plan.results([row])
    assert isinstance(found, merge_list.HeldBack)
    return found


def _asked(known: Member, row: Member) -> tuple[str, tuple[str, ...]]:
    plan = merge_list.ListMerge([_known(known)])
    question = _held(plan, row).question
    assert plan.missing() == []
    return question.kind, question.options


EITHER = ("same_person", "different_people")


def test_a_known_number_beside_another_person_is_held_back_and_asked() -> None:
    assert _asked(ADA, BOB) == ("same_number_different_person", EITHER)


@pytest.mark.parametrize(
    "row",
    [
        ADA._replace(membership_number="7654321"),
        ADA._replace(membership_number=None, first_name="Adah"),
        ADA._replace(membership_number=None, last_name="King"),
        ADA._replace(membership_number=None, mobile="+447700900999"),
        ADA._replace(membership_number=None, mobile=None),
    ],
)
def test_who_may_be_a_known_member_is_held_back_and_asked(row: Member) -> None:
    assert _asked(ADA, row) == ("possible_duplicate", EITHER)


@pytest.mark.parametrize(
    "row",
    [
        BOB._replace(membership_number="7654321"),
        BOB._replace(membership_number=None, mobile=ADA.mobile),
        ADA._replace(membership_number="7654321", mobile="+447700900999"),
        BOB._replace(membership_number="123456"),
    ],
)
def test_who_is_surely_somebody_else_is_new(row: Member) -> None:
    assert list(merge_list.ListMerge([_known(ADA)]).results([row])) == [row]


def test_a_namesake_of_a_member_with_a_row_of_their_own_is_new() -> None:
    plan = merge_list.ListMerge([_known(ADA)], listed={"123456"})
    namesake = ADA._replace(membership_number=None, mobile="+447700900999")
    assert list(plan.results([namesake])) == [namesake]


def test_the_same_person_under_another_number_gets_the_new_one() -> None:
    row = ADA._replace(membership_number="7654321")
    plan = merge_list.ListMerge([_known(ADA)])
    answers = {_held(plan, row).question.id: "same_person"}
    (change,) = merge_list.ListMerge([_known(ADA)], answers).results([row])
    assert isinstance(change, merge_list.Change)
    assert change.fields == ("membership_number",)
    assert change.after.membership_number == "7654321"


def test_somebody_else_with_a_known_number_is_new_without_it() -> None:
    answers = {"same_number_different_person:known:3": "different_people"}
    (new,) = merge_list.ListMerge([_known(ADA)], answers).results([BOB])
    assert isinstance(new, Member)
    assert (new.membership_number, new.extra) == (
        None,
        (("membership_number", "0123456"),),
    )


def test_among_several_known_members_the_organiser_chooses() -> None:
    known = [
        sheet_member.KnownMember(n, ADA._replace(membership_number=f"000000{n}"))
        for n in (1, 2)
    ]
    row = ADA._replace(membership_number=None)
    question = _held(merge_list.ListMerge(known), row).question
    assert question.options == ("known_1", "known_2", "different_people")
    plan = merge_list.ListMerge(known, {question.id: "known_2"})
    (change,) = plan.results([row])
    assert isinstance(change, merge_list.Change)
    assert change.member_id == 2


def test_a_second_row_of_one_member_is_held_back() -> None:
    plan = merge_list.ListMerge([_known(ADA)])
    row = ADA._replace(membership_number=None)
    first, second = plan.results([row, row._replace(rows=(3,))])
    assert isinstance(first, merge_list.Change)
    assert isinstance(second, merge_list.HeldBack)


def test_an_opt_out_in_a_row_that_is_held_back_counts_for_whom_it_may_be() -> None:
    plan = merge_list.ListMerge([_known(ADA)])
    held = _held(plan, BOB._replace(do_not_contact=True))
    (change,) = held.opted_out
    assert change.fields == ("do_not_contact",)
    assert change.after.first_name == "Ada"
    assert change.after.do_not_contact


WHOSE = sheet_member.Question(
    "same_number_different_person:0123456",
    "same_number_different_person",
    ("0123456", "Ada Lovelace", "Bob Hope"),
    (2, 3),
)


def test_a_known_member_gets_no_number_that_another_row_has_too() -> None:
    row = same_member.disputed(ADA)
    known = _known(ADA._replace(membership_number=None))
    doubts = {2: merge_list.Doubt(WHOSE, opted_out=True)}
    plan = merge_list.ListMerge([known], doubts=doubts)
    held = _held(plan, row)
    assert (held.question, held.known) == (WHOSE, (1,))
    assert [change.fields for change in held.opted_out] == [("do_not_contact",)]
    assert plan.missing() == []


def test_who_is_known_with_a_disputed_number_already_does_not_wait() -> None:
    row = same_member.disputed(ADA)
    plan = merge_list.ListMerge([_known(row)], doubts={2: merge_list.Doubt(WHOSE)})
    (change,) = plan.results([row])
    assert isinstance(change, merge_list.Change)
    assert change.fields == ()


def test_a_lost_zero_does_not_make_a_new_member() -> None:
    change = _after(_known(ADA), ADA._replace(membership_number="123456"))
    assert change.after.membership_number == "0123456"


def test_a_member_without_a_number_is_known_by_name_and_mobile() -> None:
    known = _known(ADA._replace(membership_number=None))
    assert _after(known, ADA).fields == ("membership_number",)


def test_members_with_nothing_but_a_name_are_not_doubled() -> None:
    bare = Member((2,), None, "Elif", "Ahmed")
    assert _after(_known(bare), bare).fields == ()
