"""Text files as people keep them: one kind of file, one rule, one test."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sheets.files import text_file
from bot.sheets.meaning import headings
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


@given(st.lists(st.lists(st.sampled_from([*TITLES, "Ada", "", "7" * 60]))))
def test_most_headings_are_counted_as_if_every_cell_was_read(
    rows: list[list[str]],
) -> None:
    known = [[headings.read(c, 0) for c in row if len(c) < 60] for row in rows]
    most = max((len(row) - row.count(None) for row in known), default=0)
    assert text_file.most_headings(rows) == most


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
