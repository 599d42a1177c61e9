"""Rows that are no members, and what is no membership number."""

import pytest

from bot.sheets.files import raw_table
from bot.sheets.values import numbers
from tests.sheets import making
from tests.sheets.making import csv, read

HEAD = "Mem No,Surname,First name,Mobile,Workplace"
ADA = "5480101,Marsh,Ada,07700 900801,Wharf"
BEN = "5480102,Reeve,Ben,07700 900802,Wharf"


@pytest.mark.parametrize(
    ("line", "reason"),
    [("Floor 3,,,,", "section_heading"), ("Team 12,,,,", "section_heading"),
     ("Leeds LS1 4DY (2 members),,,,", "section_heading"),
     ('"Harbour Point, Cardiff (31 members)",,,,', "section_heading"),
     ("Harbour Point, Cardiff (31 members),,,", "section_heading"),
     ("Harbour Point,31 members,,,", "section_heading"),
     ("Shift B 2026,,,,", "section_heading"), (",Ward 7,,,", "section_heading"),
     ("Printed 21/09/2026 by rep 4,,,,", "footer_note"),
     ("Page 2 of 3,,,,", "footer_note"), ("Exported 3/9/26,,,,", "footer_note"),
     ("Total: 3,,,,", "totals_row"), ("5480109,,,,", "number_alone"),
     ("5480109,,,,Wharf", "number_alone"), (",Kettle,,,in the cupboard", "name_alone"),
     (",,,,Wharf", "section_heading")],
)  # fmt: skip
def test_a_line_that_is_no_member_is_told_of(line: str, reason: str) -> None:
    told = read(csv(HEAD, ADA, line, BEN))
    assert told.rejected == {3: reason}
    assert [m.last_name for m in told.members.values()] == ["Marsh", "Reeve"]


@pytest.mark.parametrize(
    "line",
    [",Marsh,Ada,07700 900809,", "5480109,Marsh,,,", "5480109,,,07700 900801,",
     ",Marsh,Ada,,", "TBC,Marsh,Ada,,", "see row 3,Marsh,Ada,,",
     "applied 12/9,Marsh,Ada,,Wharf"],
)  # fmt: skip
def test_a_name_and_a_number_or_a_way_to_reach_are_a_member(line: str) -> None:
    assert len(read(csv(HEAD, ADA, line)).members) == 2


def test_a_number_alone_of_whom_something_is_told_is_kept() -> None:
    told = read(csv("Mem No,Surname,Mobile,Response,DNC", "5480109,,,voted,",
                    "5480108,,,,Y", "5480107,,,,"))  # fmt: skip
    assert [m.membership_number for m in told.members.values()] == [
        "5480109",
        "5480108",
    ]


@pytest.mark.parametrize(
    "words",
    ["applied 12/9", "Applied 12/9", "new starter 2026", "see row 3", "12/09/2026",
     "joined online 3 Sept", "TBC (ask Gwen)", "2026-09-12", "rep 4", "ask Gwen 2nd",
     "awaiting 12/9/2026", "form sent 1 Sep 26"],
)  # fmt: skip
def test_words_and_days_are_no_membership_number(words: str) -> None:
    found = numbers.clean(words)
    assert found.values == ()
    assert found.warnings == (("no_membership_number", words),)


@pytest.mark.parametrize(
    ("words", "number"),
    [("U-5490108", "U-5490108"), ("AB 123", "AB123"), ("12 34 567", "1234567"),
     ("5490105 (new)", "5490105"), ("no. 5490105", "5490105"),
     ("5490105 B", "5490105B"),
     ('="0544001"', "0544001"), ('"=""0544002"""'[1:-1].replace('""', '"'), "0544002"),
     ('=T("0544003")', "0544003")],
)  # fmt: skip
def test_a_number_is_read_in_its_usual_forms(words: str, number: str) -> None:
    assert dict(numbers.clean(words).values)["membership_number"] == number


def test_text_that_a_formula_keeps_is_unwrapped_in_every_cell() -> None:
    line = '"=""0544002""","=""Reeve""","=""Ben""","=""07700900432""",'
    told = read(csv(HEAD, line)).only()
    assert (told.membership_number, told.last_name) == ("0544002", "Reeve")
    assert told.mobile == "+447700900432"
    assert read(csv(HEAD, ADA.replace("Ada", '"=1+1"'))).only().first_name == "=1+1"


@pytest.mark.parametrize(
    "lines",
    [("No.,Name,Comments", '1,Laptop,"Dell, 2021"', "2,Projector,meeting room"),
     ("Item,Name,Notes", "A1,Kettle,", "A2,Banner,in the cupboard"),
     ("No,Name,Notes", "1,Desk,", "2,Chair,", "3,Lamp,"),
     ("Ref,Name,Site,Comments", "7,Van,Depot,MOT due", "8,Trailer,Depot,"),
     ("#,Name,Remarks", "1,Megaphone,flat battery", "2,Gazebo,")],
)  # fmt: skip
def test_an_inventory_is_no_list_of_members(lines: tuple[str, ...]) -> None:
    with pytest.raises(raw_table.Refused) as refused:
        read(csv(*lines))
    assert refused.value.kind == "not_a_member_list"


@pytest.mark.parametrize("gap", [1, 61, 160, 400, 3000])
@pytest.mark.parametrize("above", [0, 90])
def test_a_gap_of_any_length_is_passed_over(gap: int, above: int) -> None:
    empty = ",,,,"
    told = read(csv(*[empty] * above, HEAD, *[empty] * gap, ADA, BEN))
    assert list(told.members) == [above + gap + 2, above + gap + 3]


@pytest.mark.parametrize("size", ["A0:B2", "A1:B2", "A1", "", "B9:A1", "A1:XFD1048576"])
def test_a_wrong_dimension_is_no_damage(size: str) -> None:
    rows = [HEAD.split(","), ADA.split(","), BEN.split(",")]
    content = making.changed(
        making.saved(making.xlsx(("Members", rows))),
        b'<dimension ref="A1:E3"',
        b'<dimension ref="%s"' % size.encode(),
    )
    told = read(content)
    assert [m.mobile for m in told.members.values()] == [
        "+447700900801",
        "+447700900802",
    ]
