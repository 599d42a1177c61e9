"""Lists as people keep them: one kind of file, one rule, one test."""

import datetime as dt
from pathlib import Path

import pytest
from openpyxl.styles import Font

from bot.sheets import guard
from tests.sheets import making
from tests.sheets.making import csv, read

HEAD = "Member ID,Surname,First name,Mobile,Response,Told us,Notes"
ROW = "0123456,Lovelace,Ada,07700 900123,Voted,03/05/2026,"
CELLS = ["0123456", "Lovelace", "Ada", "07700 900123", "Voted", dt.date(2026, 5, 3)]
TITLES = HEAD.split(",")[:6]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_file_is_read_in_its_encoding(encoding: str) -> None:
    text = csv(HEAD, "0123456,O’Neill,Siân,07700 900123,Voted,03/05/2026,")
    member = read(text.encode(encoding)).only()
    assert (member.first_name, member.last_name) == ("Siân", "O’Neill")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separator_and_line_ends_are_found(mark: str, end: str) -> None:
    text = csv(HEAD.replace(",", mark), ROW.replace(",", mark), end=end)
    assert read(text).only().mobile == "+447700900123"


def test_a_sep_line_counts_as_the_first_row() -> None:
    told = read(csv("sep=;", HEAD.replace(",", ";"), ROW.replace(",", ";")))
    assert list(told.members) == [3]


def test_a_line_break_in_quotes_belongs_to_the_cell_and_blank_lines_count() -> None:
    told = read(csv(HEAD, ROW + '"one\ntwo"', "", ROW.replace("0123456", "0123457")))
    assert told.members[2].notes == "one\ntwo"
    assert set(told.members) == {2, 4}


def test_a_quotation_that_never_ends_swallows_no_member() -> None:
    told = read(csv(HEAD, ROW + '"unclosed', ROW.replace("0123456", "0123457")))
    assert [member.membership_number for member in told.members.values()] == [
        "0123456",
        "0123457",
    ]


def test_an_unquoted_comma_is_put_together_where_only_one_place_fits() -> None:
    head = "Member ID,Surname,First name,Workplace,Mobile,Response"
    told = read(csv(head, "0123456,Lovelace,Ada,Mill House, Leeds,07700 900123,Voted"))
    assert told.only().workplace == "Mill House, Leeds"
    assert told.only().mobile == "+447700900123"
    assert (2, "extra_cells") in told.warned


def test_a_row_that_fits_nowhere_is_rejected_with_its_words() -> None:
    told = read(csv(HEAD, ROW, "0123457,B,x,y,z,07700 900124,Voted,03/05/2026,,"))
    assert told.rejected == {3: "extra_cells"}


def test_titles_above_and_totals_below_are_no_members() -> None:
    told = read(
        csv(
            "Branch list,,,,,,",
            "",
            HEAD,
            "Mill House,,,,,,",
            ROW,
            HEAD,
            "Total members,1,,,,,",
            "Voted,1,,,,,",
            "Please shred after use.,,,,,,",
            "Printed by,Dawn Ridley,,,,,",
        )
    )
    assert list(told.members) == [5]
    assert told.rejected == {
        4: "section_heading",
        6: "repeated_header",
        7: "totals_row",
        8: "totals_row",
        9: "footer_note",
        10: "footer_note",
    }


@pytest.mark.parametrize("write", [making.xls, making.ods])
def test_other_workbooks_are_read_like_xlsx(write: making.Any) -> None:
    cells = [*CELLS[:3], 7700900123, *CELLS[4:]]
    member = read(write([TITLES, cells])).only()
    assert (member.mobile, member.status_date) == ("+447700900123", "2026-05-03")


def test_a_merged_cell_holds_for_every_row_it_spans_in_ods() -> None:
    rows = [
        ["Member ID", "Surname", "Mobile", "Site"],
        ["0123456", "A", "07700 900123", "Mill House"],
        ["0123457", "B", "07700 900124", ""],
    ]
    told = read(making.ods(rows, spanned=(1, 3, 2)))
    assert told.members[3].workplace == "Mill House"


def test_group_headings_tell_whose_number_it_is() -> None:
    book = making.xlsx(
        (
            "Members",
            [
                ["Member", None, None, "Next of kin", None, "Ballot", None],
                ["No.", "Name", "Mobile", "Name", "Mobile", "Status", "Date"],
                ["0123456", "Ada B", "07700 900123", "Kin", "07700 900124", "Voted"],
            ],
        )
    )
    for cells in ("A1:C1", "D1:E1", "F1:G1"):
        book["Members"].merge_cells(cells)
    told = read(making.saved(book))
    assert told.only().mobile == "+447700900123"
    assert told.columns["Ballot: Date"] == "status_date"
    assert "Next of kin: Mobile" not in told.columns


def test_headings_merged_down_and_their_parts_below_are_read_together() -> None:
    book = making.xlsx(
        (
            "S",
            [
                ["Memb No", "Surname", "Telephone", None, "E-mail", None],
                [None, None, "Home", "Mobile", "Home", "Work"],
                ["0123456", "B", "020 7946 0000", "07700 900123", "a@x.org", "w@x.org"],
            ],
        )
    )
    for cells in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
        book["S"].merge_cells(cells)
    member = read(making.saved(book)).only()
    assert (member.phone, member.mobile) == ("+442079460000", "+447700900123")
    assert (member.personal_email, member.work_email) == ("a@x.org", "w@x.org")


def test_lookups_templates_and_lists_of_reps_hold_no_members() -> None:
    book = making.xlsx(
        ("Read me", [["Fill in Members."]]),
        ("Lookups", [["Status", "Rep"], ["Voted", "Dawn"]]),
        ("Members", [TITLES, CELLS]),
        ("Template", [TITLES]),
        ("Reps", [["Name", "Mobile"], ["Dawn Ridley", "07700 900001"]]),
        ("Pivot", [["Row Labels", "Count of Member ID"], ["Voted", 1]]),
    )
    told = read(making.saved(book))
    assert told.reading.sheets == ["Members"]
    assert list(told.members) == [2]


def test_a_hidden_sheet_is_left_out_unless_asked_for() -> None:
    other = [*CELLS]
    other[0] = "0999999"
    book = making.xlsx(("Members", [TITLES, CELLS]), ("Old", [TITLES, other]))
    book["Old"].sheet_state = "hidden"
    content = making.saved(book)
    told = read(content)
    assert (None, "hidden_sheet") in told.warned
    assert len(told.members) == 1
    answers = {told.asked["which_sheet"].id: "use"}
    assert len(read(content, answers=answers).members) == 2


def test_one_sheet_per_advocate_names_the_advocate() -> None:
    other = ["0999999", *CELLS[1:]]
    book = making.xlsx(("Dawn", [TITLES, CELLS]), ("Imran K", [TITLES, other]))
    told = read(making.saved(book))
    assert told.members["Imran K!2"].assigned_to == "Imran K"
    answers = {"advocate_from_sheet": "no"}
    told = read(making.saved(book), answers=answers)
    assert told.members["Imran K!2"].assigned_to is None


def test_sheets_named_after_places_name_no_advocate() -> None:
    other = ["0999999", *CELLS[1:]]
    book = making.xlsx(("Leeds", [TITLES, CELLS]), ("Week 2", [TITLES, other]))
    told = read(making.saved(book))
    assert told.members["Leeds!2"].assigned_to is None


def test_hidden_rows_and_columns_are_read_and_told_of() -> None:
    book = making.xlsx(("Members", [TITLES, CELLS]))
    book["Members"].row_dimensions[2].hidden = True
    book["Members"].column_dimensions["D"].hidden = True
    book["Members"]["A2"].font = Font(strike=True)
    told = read(making.saved(book))
    assert told.only().mobile == "+447700900123"
    assert {(None, "hidden_rows"), (None, "hidden_columns")} <= told.warned


def test_a_formula_without_a_value_and_an_error_are_empty_and_told_of() -> None:
    cells = [*CELLS[:3], "=A1", "#N/A", "=TODAY()", "=B1"]
    book = making.xlsx(("Members", [[*TITLES, "Notes"], cells]))
    told = read(making.saved(book))
    kinds = {kind for _, kind in told.warned}
    assert {"formula_without_value", "cell_error"} <= kinds
    assert told.only().mobile is None
    assert told.only().ballot_status == "unknown"


def test_a_number_format_of_zeros_is_applied() -> None:
    book = making.xlsx(("Members", [TITLES, [12345, *CELLS[1:]]]))
    book["Members"]["A2"].number_format = "0000000"
    assert read(making.saved(book)).only().membership_number == "0012345"


def test_a_stray_cell_far_away_costs_no_member() -> None:
    book = making.xlsx(("Members", [TITLES, CELLS]))
    book["Members"]["XFD1048576"] = "x"
    told = read(making.saved(book))
    assert told.only().membership_number == "0123456"
    assert told.rejected == {1048576: "section_heading"}


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
    assert told.reading.unmapped == ["Pigeon post"]
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


@pytest.mark.parametrize("name", ["list.csv", "list.xls", "list.xlsx", "list.ods"])
def test_the_content_says_what_a_file_is_not_its_name(
    name: str, tmp_path: Path
) -> None:
    rows = [TITLES, CELLS[:5]]
    texts = csv(*(",".join(row) for row in rows)).encode()
    book = making.saved(making.xlsx(("S", rows)))
    for content in (texts, book, making.xls(rows), making.ods(rows)):
        (tmp_path / name).write_bytes(content)
        assert len(guard.read_list(tmp_path / name, making.TODAY).reading) == 1


def test_blank_rows_under_a_merged_cell_are_nothing() -> None:
    book = making.xlsx(("S", [[*TITLES, "Site"], [*CELLS, "Mill House"]]))
    book["S"].merge_cells("G2:G9")
    book["S"]["A10"] = "Total"
    told = read(making.saved(book))
    assert told.rejected == {10: "totals_row"}
