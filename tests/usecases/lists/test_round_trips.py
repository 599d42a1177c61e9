"""Export and import again: nothing changes, and no formula of a cell is ever run."""

import csv
import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from sqlmodel import Session

from bot.rules.lists.export_kinds import Kind
from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.queue import queue_rules
from bot.rules.replies.steps import Case
from bot.sheets import export_columns, export_file, share_sheets, write_sheets
from bot.sheets.files import sandbox
from bot.usecases.lists import export_members
from storage.care import cases
from tests.usecases.lists.given import LATER, NOW, Books, listed

NASTY = ("=1+1", "+44 is a prefix", "-3 Dock", "@home", "O'Neil", 'a "quoted" one')


def filled(books: Books) -> None:
    books.take(
        [
            listed(1, ballot_status="will_vote", status_date="2026-05-01"),
            listed(2, phone="+442079460123", personal_email="nia@mail.example.org"),
            listed(3, notes="rings back\n- after six", workplace="Mill, Leeds"),
            listed(4, do_not_contact=True, preferred_name="Nye"),
            listed(5, last_name="=HYPERLINK(1)", notes="=2+2", workplace="@home"),
            listed(6, mobile="+33639981234", assigned_to="+Rosa"),
        ]
    )
    books.said(1, Outcome.VOTED, LATER)
    books.said(2, Outcome.UNDECIDED, LATER)
    who, ballot = books.everybody()[4], books.ballot.id
    for kind in Case:
        books.store.write(
            lambda s: cases.add(s, ballot, who.id, kind, "=2+2", None, NOW, LATER)  # noqa: B023
        )


def leaves(books: Books, kind: Kind, *, as_csv: bool) -> bytes:
    def unit(session: Session) -> export_columns.Made:
        numbers = queue_rules.DEFAULTS
        return export_file.make(
            session, books.ballot, kind, LATER, numbers, as_csv=as_csv
        )

    return books.store.read(unit).content


@pytest.mark.parametrize("as_csv", [True, False])
@pytest.mark.parametrize("kind", [Kind.MEMBERS, Kind.CHANGES])
def test_an_export_comes_back_without_a_change(
    books: Books, kind: Kind, as_csv: bool
) -> None:
    filled(books)
    before = books.everybody()
    content = leaves(books, kind, as_csv=as_csv)
    result = sandbox.read_list(content, LATER.date())
    work = books.take(list(result.members()), LATER)
    assert work.tally.new == 0
    assert books.everybody() == before


@pytest.mark.parametrize("kind", list(Kind))
def test_no_cell_of_a_text_file_is_a_formula(books: Books, kind: Kind) -> None:
    filled(books)
    content = leaves(books, kind, as_csv=True).decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(content)) for cell in line]
    assert cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("kind", list(Kind))
def test_no_cell_of_a_workbook_is_a_formula(books: Books, kind: Kind) -> None:
    filled(books)
    packed = zipfile.ZipFile(io.BytesIO(leaves(books, kind, as_csv=False)))
    pages = [n for n in packed.namelist() if n.startswith("xl/worksheets/sheet")]
    assert pages
    assert not [page for page in pages if b"<f>" in packed.read(page)]


def test_a_retry_gives_the_same_file(books: Books) -> None:
    filled(books)
    first = leaves(books, Kind.MEMBERS, as_csv=False)
    assert leaves(books, Kind.MEMBERS, as_csv=False) == first


def test_the_mailing_holds_nobody_who_may_not_be_mailed(books: Books) -> None:
    rows = [
        listed(n, personal_email=f"nia{n}@mail.example.org", do_not_contact=n == 3)
        for n in range(4)
    ]
    books.take([*rows, listed(9, work_email="nia9@work.example.org")])
    books.said(1, Outcome.VOTED, NOW)
    found = books.store.read(
        lambda s: list(
            export_members.list_members(s, books.ballot, Kind.MAILING, LATER)
        )
    )
    assert [m.membership_number for m in found] == ["0000000", "0000002"]


def test_changes_are_those_since_they_were_last_recorded(books: Books) -> None:
    filled(books)
    found = books.store.read(
        lambda s: list(
            export_members.list_members(s, books.ballot, Kind.CHANGES, LATER)
        )
    )
    assert [m.membership_number for m in found] == ["0000001", "0000002"]


def test_a_share_s_sheet_is_ready_to_fill_in(books: Books) -> None:
    filled(books)
    members: list[Member] = books.everybody()
    found = [(7, "Rosa [x]", LATER, members), (8, "rosa x", LATER, members)]
    content = share_sheets.workbook(books.ballot, found, LATER)
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.worksheets[0]
    assert book.sheetnames == ["Rosa x", "rosa x 2"]
    assert page.page_setup.orientation == "landscape"
    (choice,) = page.data_validations.dataValidation
    assert "Will post" in str(choice.formula1)


@settings(max_examples=200)
@drawn(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]))
    | st.sampled_from(NASTY)
)
def test_harmless_cells_never_begin_like_a_formula(words: str) -> None:
    assert not write_sheets.harmless(words).startswith(("=", "+", "-", "@", "\t", "\r"))


UNSEEN = ("\n", " ", "\u00a0\u3000", "\u200b", "\u2060\ufeff", "\x00", "\u00ad ")
SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\ufe62", "\u2212")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", *UNSEEN])
def test_a_sign_behind_what_nobody_sees_or_in_full_width_is_harmless(
    before: str, sign: str
) -> None:
    words = f"{before}{sign}cmd|' /c calc'!A1"
    assert write_sheets.harmless(words) == "\u00a0" + words


@pytest.mark.parametrize("between", [";", "\t", ","])
def test_no_cell_of_a_csv_file_begins_inside_another(between: str) -> None:
    column = write_sheets.Column("name")
    written = write_sheets.csv_bytes([column], [[f"Nia{between}=1+1"]])
    # Where LibreOffice Calc splits, unless it is told otherwise.
    unquoted = re.sub('"[^"]*"', "", written.decode("utf-8-sig"))
    assert not re.search("[;\t,]", unquoted)


HARMLESS = ("", "Nia", "'Nia", "\u200bNia", "(a=b)", "12-3", " ")


@pytest.mark.parametrize("words", HARMLESS)
def test_what_is_no_formula_is_written_as_it_is(words: str) -> None:
    assert write_sheets.harmless(words) == words
