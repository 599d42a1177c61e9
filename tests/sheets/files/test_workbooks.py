"""Workbooks as people keep them: one kind of file, one rule, one test."""

import datetime as dt
from pathlib import Path

import pytest
import xlwt
from openpyxl.styles import Font

from bot.sheets.files import sandbox
from tests.sheets import making
from tests.sheets.making import csv, read

HEAD = "Member ID,Surname,First name,Mobile,Response,Told us,Notes"
ROW = "0123456,Lovelace,Ada,07700 900123,Voted,03/05/2026,"
CELLS = ["0123456", "Lovelace", "Ada", "07700 900123", "Voted", dt.date(2026, 5, 3)]
TITLES = HEAD.split(",")[:6]


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


@pytest.mark.parametrize("name", ["list.csv", "list.xls", "list.xlsx", "list.ods"])
def test_the_content_says_what_a_file_is_not_its_name(
    name: str, tmp_path: Path
) -> None:
    rows = [TITLES, CELLS[:5]]
    texts = csv(*(",".join(row) for row in rows)).encode()
    book = making.saved(making.xlsx(("S", rows)))
    for content in (texts, book, making.xls(rows), making.ods(rows)):
        (tmp_path / name).write_bytes(content)
        assert len(sandbox.read_list(tmp_path / name, making.TODAY).reading) == 1


def test_blank_rows_under_a_merged_cell_are_nothing() -> None:
    book = making.xlsx(("S", [[*TITLES, "Site"], [*CELLS, "Mill House"]]))
    book["S"].merge_cells("G2:G9")
    book["S"]["A10"] = "Total"
    told = read(making.saved(book))
    assert told.rejected == {10: "totals_row"}


def _hiding(row: bool, column: bool, error: bool) -> bytes:
    """An old workbook with one sheet that hides or breaks something."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Members", cell_overwrite_ok=True)
    heads = ["Member ID", "Surname", "First name", "Mobile", "Site"]
    rows = [[f"123456{n}", "Fry", f"Ann{n}", f"07700 90012{n}", "x"] for n in range(4)]
    for at, cells in enumerate([heads, *rows]):
        for place, cell in enumerate(cells):
            sheet.write(at, place, cell)
    if error:
        sheet.row(3).set_cell_error(3, 0x2A)
    sheet.row(2).hidden = row
    sheet.col(4).hidden = column
    return making.saved(book)


@pytest.mark.parametrize("row", [True, False])
@pytest.mark.parametrize("column", [True, False])
@pytest.mark.parametrize("error", [True, False])
def test_what_an_old_workbook_hides_or_breaks_is_told(
    row: bool, column: bool, error: bool
) -> None:
    told = making.read(_hiding(row, column, error))
    assert ((None, "hidden_rows") in told.warned) == row
    assert ((None, "hidden_columns") in told.warned) == column
    assert ((4, "cell_error") in told.warned) == error
    assert len(told.members) == 4


@pytest.mark.parametrize("shown", ["#N/A", "#REF!", "Err:502", "#VALUE!", "#DIV/0!"])
def test_an_error_in_an_open_workbook_is_told(shown: str) -> None:
    rows = [HEAD.split(","), ["0123456", "Fry", "Ann", shown, "Voted", "", ""]]
    content = making.changed(
        making.ods(rows),
        b'<table:table-cell office:value-type="string"><text:p>' + shown.encode(),
        b'<table:table-cell office:value-type="string" office:string-value=""'
        b' calcext:value-type="error"><text:p>' + shown.encode(),
    )
    content = making.changed(
        content,
        b"<office:document-content ",
        b"<office:document-content xmlns:calcext="
        b'"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" ',
    )
    told = making.read(content)
    assert (2, "cell_error") in told.warned
    assert told.only().mobile is None
