"""The sheet of rows to mend: the rows as they came, why, and the way back."""

import datetime as dt
import io

import openpyxl
import pytest

from bot.sheets import list_result, rows_to_mend
from bot.sheets.files import sandbox
from bot.texts.lists import file_headings
from tests.sheets.making import TODAY, csv, saved, xlsx

MADE = dt.datetime(2026, 5, 6, 12, tzinfo=dt.UTC)
LISTED = csv(
    "Member ID,Forename,Surname,Mobile,Rota,Notes",
    "0012345,Nia,Quill,07700 900001,blue,",
    "0012346,Ola,Quill,0770,red,rang twice",
    ",,Una,,green,has left the list of people to ring",
    "0012348,Ash,Quill,07700 900004,red,do not contact",
)


def mend(content: bytes) -> tuple[list_result.ListResult, openpyxl.Workbook]:
    result = sandbox.read_list(content, TODAY)
    made = rows_to_mend.workbook(content, result, MADE)
    return result, openpyxl.load_workbook(io.BytesIO(made))


def values(book: openpyxl.Workbook) -> list[list[str]]:
    rows = book.worksheets[0].iter_rows(min_row=3, values_only=True)
    return [[str(cell or "") for cell in row] for row in rows]


def test_the_rows_stand_there_as_they_came_with_the_reason() -> None:
    _, book = mend(LISTED.encode())
    head, phone, nobody, opted_out = values(book)
    assert head == [file_headings.MEND, "Member ID", "Forename", "Surname", "Mobile",
                    "Rota", "Notes"]  # fmt: skip
    assert phone[1:] == ["0012346", "Ola", "Quill", "0770", "red", "rang twice"]
    assert "not a telephone number" in phone[0]
    assert nobody[3] == "Una"
    assert "a single name without a number" in nobody[0]
    assert "asks not to be contacted" in opted_out[0]


def test_a_mended_sheet_is_read_and_its_reasons_are_not() -> None:
    _, book = mend(LISTED.encode())
    page = book.worksheets[0]
    page["E4"], page["B5"], page["E5"] = "07700 900002", "0012347", "07700 900003"
    page["G5"] = ""
    back = sandbox.read_list(saved(book), TODAY)
    found = {one.membership_number: one for one in back.members()}
    assert [*found] == ["0012346", "0012347", "0012348"]
    assert found["0012346"].mobile == "+447700900002"
    assert not found["0012347"].do_not_contact
    assert found["0012348"].do_not_contact
    assert file_headings.MEND not in {*back.reading.columns, *back.reading.unmapped}


def test_what_is_still_to_be_mended_gets_its_new_reason_only() -> None:
    _, book = mend(LISTED.encode())
    book.worksheets[0]["E4"] = "07700 900002"
    _, again = mend(saved(book))
    head, *rows = values(again)
    assert head.count(file_headings.MEND) == 1
    assert [row[3] for row in rows] == ["Una", "Quill"]
    assert all("Row " in row[0] and row[0].count("Row ") == 1 for row in rows)


def test_rows_of_several_sheets_stay_on_their_sheets() -> None:
    head = ["Member ID", "Forename", "Surname", "Mobile"]
    content = saved(
        xlsx(
            ("Leeds", [head, ["0012345", "Nia", "Quill", "0770"]]),
            ("York", [head, ["0012346", "Ola", "Quill", "0771"]]),
        )
    )
    result, book = mend(content)
    assert book.sheetnames == ["Leeds", "York"]
    assert [page["B4"].value for page in book.worksheets] == ["0012345", "0012346"]
    assert len(result.reading.sheets) == 2


@pytest.mark.parametrize("rows", [["0012345,Nia,Quill,07700 900001,,"]])
def test_a_list_without_a_fault_has_no_rows_to_mend(rows: list[str]) -> None:
    content = csv(LISTED.splitlines()[0], *rows).encode()
    result = sandbox.read_list(content, TODAY)
    assert rows_to_mend.workbook(content, result, MADE) == b""
