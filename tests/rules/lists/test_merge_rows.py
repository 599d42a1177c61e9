"""Rows of one list that are one member, and rows that never are."""

import time

from bot.rules.lists import same_member, sheet_member

Member = sheet_member.SheetMember


def _match(*rows: Member, **answers: str) -> same_member.Matches:
    return same_member.match(
        {n: row._replace(rows=(n,)) for n, row in enumerate(rows)}, answers
    )


ADA = Member(membership_number="0123456", first_name="Ada", last_name="Lovelace")


def test_the_newer_answer_wins_with_its_date() -> None:
    told = _match(
        ADA._replace(ballot_status="voted", status_date="2026-05-01"),
        ADA._replace(ballot_status="will_vote", status_date="2026-05-02"),
        ADA._replace(ballot_status="unknown", status_date="2026-05-03"),
    )
    member = told.members[0]
    assert (member.ballot_status, member.status_date) == ("will_vote", "2026-05-02")
    assert member.rows == (0, 1, 2)


def test_a_dated_answer_beats_an_undated_one() -> None:
    told = _match(
        ADA._replace(ballot_status="voted"),
        ADA._replace(ballot_status="will_vote", status_date="2026-01-02"),
    )
    assert told.members[0].ballot_status == "will_vote"


def test_two_answers_of_one_day_are_a_conflict() -> None:
    told = _match(
        ADA._replace(ballot_status="not_voting", status_date="2026-05-01"),
        ADA._replace(ballot_status="voted", status_date="2026-05-01"),
    )
    assert [warned.kind for warned in told.warnings] == ["conflict"]


def test_opting_out_anywhere_is_opting_out_and_notes_are_added_up() -> None:
    told = _match(
        ADA._replace(notes="one"), ADA._replace(notes="two", do_not_contact=True)
    )
    assert told.members[0].do_not_contact
    assert told.members[0].notes == "one\ntwo"


def test_what_lost_a_contradiction_stays_visible() -> None:
    told = _match(ADA._replace(workplace="Mill"), ADA._replace(workplace="Quay"))
    assert told.members[0].workplace == "Mill"
    assert told.members[0].extra == (("workplace", "Quay"),)


def test_the_same_number_beside_two_people_is_nobodys_until_answered() -> None:
    bob = ADA._replace(first_name="Bob", last_name="Hope")
    told = _match(ADA, bob)
    assert [m.membership_number for m in told.members.values()] == [None, None]
    question = told.questions[0]
    told = _match(ADA, bob, **{question.id: "1"})
    assert told.members[0].membership_number is None
    assert 1 not in told.members
    assert told.questions == []


def test_the_longer_number_stays_where_only_zeros_differ() -> None:
    told = _match(ADA._replace(membership_number="123456"), ADA)
    assert told.members[0].membership_number == "0123456"
    assert [w.kind for w in told.warnings] == ["leading_zero_restored"]


def test_other_people_whose_numbers_differ_in_zeros_stay_two() -> None:
    other = Member(membership_number="123456", first_name="Bob", last_name="Hope")
    told = _match(ADA, other)
    assert (told.members, told.gone, told.questions) == ({}, frozenset(), [])


def test_without_a_number_the_same_name_and_mobile_is_one_member() -> None:
    ada = ADA._replace(mobile="+447700900123")
    told = _match(ada, ada._replace(membership_number=None))
    assert told.members[0].membership_number == "0123456"
    assert told.gone == {1}


def test_namesakes_and_couples_are_never_merged() -> None:
    ada = ADA._replace(mobile="+447700900123", personal_email="home@x.org")
    told = _match(
        ada,
        ada._replace(membership_number="7654321"),
        ada._replace(membership_number=None, first_name="Bob"),
        ADA._replace(membership_number=None),
    )
    assert told.gone == frozenset()


def test_a_row_that_fits_two_members_is_asked_about() -> None:
    ada = ADA._replace(mobile="+447700900123")
    rows = (
        ada,
        ada._replace(membership_number="7"),
        ada._replace(membership_number=None),
    )
    told = _match(*rows)
    assert {q.kind for q in told.questions} == {"possible_duplicate"}
    answered = _match(*rows, **{told.questions[0].id: same_member.SAME})
    assert answered.gone == {2}


def test_many_who_share_one_mobile_cost_no_time() -> None:
    rows = [
        Member(first_name=f"Ada{n}", last_name="L", mobile="+447700900123")
        for n in range(20_000)
    ]
    start = time.perf_counter()
    assert _match(*rows).gone == frozenset()
    assert time.perf_counter() - start < 5
