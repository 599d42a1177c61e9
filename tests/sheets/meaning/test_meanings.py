"""What cells mean beside their headings: one rule, one test."""

import datetime as dt

import pytest

from bot.sheets.meaning import row_draft
from tests.sheets import making
from tests.sheets.making import csv, read

HEAD = "Member ID,Surname,First name,Mobile,Response,Told us,Notes"
ROW = "0123456,Lovelace,Ada,07700 900123,Voted,03/05/2026,"
CELLS = ["0123456", "Lovelace", "Ada", "07700 900123", "Voted", dt.date(2026, 5, 3)]
TITLES = HEAD.split(",")[:6]


def test_tick_columns_are_one_status_and_a_date_in_them_is_its_day() -> None:
    told = read(
        csv(
            "Member ID,Surname,Mobile,Will vote,New BP,Voted",
            "1234561,A,07700 900121,x,,",
            "1234562,B,07700 900122,x,✓,",
            "1234563,C,07700 900123,,x,28/04/2026",
            "1234564,D,07700 900124,,,0",
        )
    )
    found = [(m.ballot_status, m.status_date) for m in told.members.values()]
    assert found == [
        ("will_vote", None),
        ("replacement_requested", None),
        ("voted", "2026-04-28"),
        ("unknown", None),
    ]


@pytest.mark.parametrize(
    ("heading", "yes", "no"),
    [
        ("Voted?", "voted", "unknown"),
        ("Will you vote?", "will_vote", "not_voting"),
        ("Response", "unknown", "unknown"),
    ],
)
def test_a_bare_yes_means_what_its_heading_asks(
    heading: str, yes: str, no: str
) -> None:
    told = read(
        csv(
            f"Member ID,Surname,Mobile,{heading}",
            "1234561,A,07700 900121,Yes",
            "1234562,B,07700 900122,No",
        )
    )
    assert [m.ballot_status for m in told.members.values()] == [yes, no]
    assert ("status_meaning" in told.asked) == (heading == "Response")


def test_an_answer_tells_what_a_bare_yes_means() -> None:
    text = csv("Member ID,Surname,Mobile,Response", "1234561,A,07700 900121,Yes")
    answers = {read(text).asked["status_meaning"].id: "will_vote"}
    told = read(text, answers=answers)
    assert told.only().ballot_status == "will_vote"
    assert "status_meaning" not in told.asked


def test_a_heading_turned_round_turns_the_value_round() -> None:
    told = read(
        csv(
            "Member ID,Surname,Mobile,OK to ring?",
            "1234561,A,07700 900121,Y",
            "1234562,B,07700 900122,N",
            "1234563,C,07700 900123,",
            "1234564,D,07700 900124,if she must",
        )
    )
    found = [member.do_not_contact for member in told.members.values()]
    assert found == [False, True, False, True]
    assert (5, "unclear_opt_out") in told.warned


def _dates(*days: str, **settled: making.Any) -> making.Told:
    rows = [f"123456{i},A{i},07700 90012{i},Voted,{day}" for i, day in enumerate(days)]
    return read(csv("Member ID,Surname,Mobile,Response,Told us", *rows), **settled)


def test_a_column_with_only_month_first_dates_is_month_first_and_says_so() -> None:
    told = _dates("04/30/2026", "05/04/2026")
    assert told.members[3].status_date == "2026-05-04"
    assert told.asked["date_order"].default == "month_first"


def test_a_column_with_both_kinds_asks_and_the_answer_counts() -> None:
    days = "04/30/2026", "30/04/2026", "05/04/2026", "04/04/2026"
    told = _dates(*days)
    assert [m.status_date for m in told.members.values()][2:] == [None, "2026-04-04"]
    assert told.asked["date_order"].rows == (4,)
    answers = {told.asked["date_order"].id: "month_first"}
    assert _dates(*days, answers=answers).members[4].status_date == "2026-05-04"


def test_one_column_of_whole_names_is_turned_to_first_and_last() -> None:
    told = read(
        csv(
            "Membership number,Name,Mobile",
            '1234561,"O\'NEILL, Siân",07700 900121',
            "1234562,Ada Lovelace,07700 900122",
        )
    )
    found = [(m.first_name, m.last_name) for m in told.members.values()]
    assert found == [("Siân", "O'NEILL"), ("Ada", "Lovelace")]


@pytest.mark.parametrize(
    ("titles", "cells"),
    [
        ("Name,What is your full name?", ",Nia Quill"),
        ("What is your full name?,Name", "Nia Quill,"),
        ("Name,Your first name,Your surname", ",Nia,Quill"),
        ("First name,Surname,Full name", ",,Nia Quill"),
        ("First name,Surname,What is your first name?", ",Quill,Nia"),
    ],
)
def test_an_empty_column_gives_way_to_one_that_says_the_same(
    titles: str, cells: str
) -> None:
    rows = [f"123456{digit},anonymous,{cells}" for digit in "789"]
    told = read(csv(f"Member ID,Email,{titles}", *rows))
    names = {(m.first_name, m.last_name) for m in told.members.values()}
    assert names == {("Nia", "Quill")}
    assert {kind for _, kind in told.warned} == {"no_contact"}


def test_words_that_programs_take_for_nothing_are_names() -> None:
    told = read(csv(HEAD, ROW.replace("Lovelace,Ada", "Null,None")))
    assert (told.only().first_name, told.only().last_name) == ("None", "Null")


def test_damaged_letters_are_told_of_and_mended_only_where_certain() -> None:
    told = read(csv(HEAD, ROW.replace("Ada", "SiÃ¢n").replace("Lovelace", "M?ller")))
    assert (told.only().first_name, told.only().last_name) == ("Siân", "M?ller")
    assert (2, "damaged_text") in told.warned


def test_text_that_looks_like_a_formula_stays_text() -> None:
    told = read(csv(HEAD, ROW.replace("Ada", "=1+1").replace("Lovelace", "-2+3")))
    assert (told.only().first_name, told.only().last_name) == ("=1+1", "-2+3")
    assert (2, "formula_like_text") in told.warned


def test_those_who_left_are_told_of_and_left_out_only_when_asked() -> None:
    text = csv(HEAD, ROW.replace("Voted", "Deceased"))
    told = read(text)
    assert told.only().ballot_status == "unknown"
    assert (2, "looks_like_leaver") in told.warned
    told = read(text, answers={"looks_like_leaver": "leave_out"})
    assert told.rejected == {2: "looks_like_leaver"}


def test_how_somebody_votes_is_never_kept() -> None:
    told = read(csv(HEAD, ROW.replace("Voted", "Will vote no")))
    assert told.only().extra == ()
    assert "no" not in str(list(told.reading.warnings)).split("'")


def test_numbers_that_seem_to_have_lost_zeros_are_asked_about() -> None:
    rows = [f"12345{i:02},A{i},07700 9001{i:02},,,," for i in range(20)]
    text = csv(HEAD, "98765,Z,Z,07700 900199,,,", *rows)
    told = read(text)
    assert told.members[2].membership_number == "98765"
    answers = {"lost_leading_zeros": told.asked["lost_leading_zeros"].options[1]}
    assert read(text, answers=answers).members[2].membership_number == "0098765"


def test_a_column_of_unknown_meaning_is_asked_about_and_can_be_told() -> None:
    rows = [f"12345{i:02},A{i},a{i}@x.org,07700 9001{i:02}" for i in range(5)]
    text = csv("Member ID,Surname,Pigeon post,Mobile", *rows)
    told = read(text)
    assert told.reading.unmapped == {"Pigeon post": "a0@x.org"}
    answers = {told.asked["column_meaning"].id: "personal_email"}
    assert read(text, answers=answers).members[2].personal_email == "a0@x.org"
    told = read(text, columns={"Pigeon post": "work_email", "Surname": "first_name"})
    assert (told.members[2].work_email, told.members[2].first_name) == (
        "a0@x.org",
        "A0",
    )


def test_two_mobiles_are_both_kept() -> None:
    told = read(
        csv(
            "Member ID,Surname,Mobile,Landline",
            "1234561,A,07700 900121 (after 6pm),07700 900122",
        )
    )
    assert told.only().mobile == "+447700900121"
    kept = dict(told.only().extra)
    assert kept == {"Mobile": "07700 900121 (after 6pm)", "Landline": "+447700900122"}


def test_every_column_not_used_is_shown_with_a_cell_of_it() -> None:
    late = [f"12345{i:03},A{i},07700 900{i:03},,,{i}" for i in range(300)]
    late[280] = "12345280,A280,07700 900280,blue,,280"
    told = read(csv("Member ID,Surname,Mobile,Rota,Locker,", *late))
    assert told.reading.unmapped == {"Rota": "blue", "Locker": "", "(F)": "0"}


@pytest.mark.parametrize("meaning", ["do_not_contact", "may_contact"])
@pytest.mark.parametrize("title", ["Rota", "(D)"])
def test_any_column_can_be_told_to_say_who_is_not_to_be_contacted(
    title: str, meaning: str
) -> None:
    heading = "" if title == "(D)" else title
    text = csv(f"Member ID,Surname,Mobile,{heading}", "1234501,A,07700 900001,yes")
    answers = {f"column_meaning:{title}": meaning}
    told = read(text, answers=answers).only()
    assert told.do_not_contact is (meaning == "do_not_contact")


@pytest.mark.parametrize(
    "heading",
    ["Contact?", "Skip", "Hands off", "Blocked", "Avoid", "Comms", "Reachable",
     "Email OK", "Off list", "To be removed", "Withdrawn", "Sensitive"],
)  # fmt: skip
def test_a_column_of_ticks_that_may_be_about_contact_is_asked_about(
    heading: str,
) -> None:
    told = read(csv(f"Member ID,Surname,Mobile,{heading}", "1234501,A,07700 900001,x"))
    assert told.asked["column_meaning"].options[-1] == "none"
    assert "do_not_contact" in told.asked["column_meaning"].options


def test_a_name_that_fits_on_no_card_is_cut_and_told_of() -> None:
    told = read(csv(HEAD, ROW.replace("Lovelace", "Q" * 5000)))
    assert told.only().last_name == "Q" * row_draft.MOST_NAME
    assert (2, "text_cut") in told.warned
