"""Rows of one list that are one member, and rows that never are."""

import pytest

from bot.rules.lists import member_keys, same_member, sheet_member

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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jo Price", "Joanna Price"),
        ("J. Smith", "Joanna Smith"),
        ("Ann Smith-Jones", "Anna Jones"),
        ("Ewan Mc Donald", "Euan McDonald"),
        ("Flora MacLeod", "Flora McLeod"),
        ("Siân O’Neill", "Sian Oneil"),
        ("Price Jo", "Joanna Price"),
        ("Joanna Price", "Joanna Thompson"),
        ("Mohammed Aziz", "Md Aziz"),
        ("Bill Rees", "Gwilym Rees"),
        ("Price", "Joanna Price"),
    ],
)
@pytest.mark.parametrize("way", ["mobile", "personal_email", "phone", "work_email"])
@pytest.mark.parametrize("numbers", [(None, None), ("7", None), (None, "7")])
def test_another_form_of_a_name_at_the_same_way_to_reach_them_is_asked(
    one: str, other: str, way: str, numbers: tuple[str | None, ...]
) -> None:
    rows = [
        Member((), number, first, last, **{way: "one"})
        for number, (first, _, last) in zip(
            numbers, (one.rpartition(" "), other.rpartition(" ")), strict=True
        )
    ]
    told = _match(*rows)
    (question,) = told.questions
    assert question.kind == "possible_duplicate"
    assert [w.kind for w in told.warnings] == ["possible_duplicate"]
    assert not told.gone
    same, apart = (
        _match(*rows, **{question.id: answer})
        for answer in (same_member.SAME, same_member.DIFFERENT)
    )
    assert (len(same.gone), same.questions) == (1, [])
    assert (len(apart.gone), apart.questions) == (0, [])


@pytest.mark.parametrize(
    "other",
    [
        Member((), None, "Joanna", "Price", mobile="another"),
        Member((), None, "Mark", "Price", mobile="one"),
        Member((), None, "Jo", "Thompson", mobile="another"),
        Member((), None, "Thompson", "Jo", mobile="one"),
    ],
)
def test_another_name_or_another_way_to_reach_them_is_somebody_else(
    other: Member,
) -> None:
    told = _match(Member((), None, "Jo", "Price", mobile="one"), other)
    assert (told.gone, told.questions) == (frozenset(), [])


def test_two_with_numbers_of_their_own_are_not_asked_about() -> None:
    told = _match(
        Member((), "7", "Jo", "Price", mobile="one"),
        Member((), "8", "Joanna", "Price", mobile="one"),
    )
    assert (told.gone, told.questions) == (frozenset(), [])


NEW = Member((), None, "Jo", "Price", mobile="one")


def test_of_three_forms_the_answers_make_one() -> None:
    rows = [NEW._replace(first_name=name) for name in ("Joanna", "Jo", "J")]
    told = _match(*rows)
    answers = {question.id: same_member.SAME for question in told.questions}
    assert _match(*rows, **answers).gone == {1, 2}


def test_few_names_are_compared_however_many_share_one_mobile() -> None:
    by_key: dict[str, list[int]] = {}
    people = [
        Member((), None, f"Ada{n}", f"L{n % 50}", mobile="+447700900123")
        for n in range(5_000)
    ]
    for place, person in enumerate(people):
        for key in member_keys.name_keys(person):
            by_key.setdefault(key, []).append(place)
    assert max(len(member_keys.near(by_key, one)) for one in people) == 1
    assert _match(*people).questions == []


def test_in_a_household_everybody_is_compared() -> None:
    by_key = {"one p": range(member_keys.CROWD), "one j": range(99)}
    assert member_keys.near(by_key, NEW) == {*range(member_keys.CROWD)}
