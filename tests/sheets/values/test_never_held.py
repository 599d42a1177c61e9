"""Columns of what is never held are read by nobody, whatever is answered."""

import pytest

from bot.rules.lists import sheet_member
from bot.sheets.values import never_held
from tests.sheets.making import csv, read

ROWS = [f"4002010{n},Ann,Frya{'abcdef'[n]},07700 90070{n}" for n in range(6)]
NEVER = {
    "How will they vote": ("Yes", "No"),
    "Voting intention yes/no": ("Yes", "No"),
    "Voting Yes or No?": ("Yes", "No"),
    "Which way will you vote": ("Yes", "Reject"),
    "How they voted": ("For", "Against"),
    "For/against strike": ("For", "Against"),
    "What they say": ("Voting yes", "Will vote no"),
    "Political opinion": ("Left", "None"),
    "Political party": ("Green", "Labour"),
    "Reason for absence": ("Long-term sick", "Back pain"),
    "Absence reason": ("Stress", "Flu"),
    "Sickness record": ("Stress", "Flu"),
    "Health condition": ("Asthma", "None"),
    "Disability": ("Deaf", "None"),
    "National Insurance number": ("QQ123456A", "QQ123457A"),
    "NI No": ("QQ123456A", "QQ123457B"),
    "NatIns": ("QQ123456A", "QQ123457B"),
    "Code": ("QQ 12 34 56 C", "QQ123457B"),
    "DOB": ("01/02/1970", "03/04/1980"),
    "Date of birth": ("01/02/1970", "03/04/1980"),
    "Sort code": ("20-00-00", "20-00-01"),
    "Bank account number": ("12345678", "12345679"),
    "Annual salary": ("28000", "31000"),
    "Home address": ("1 High St", "2 High St"),
    "Address line 1": ("1 High St", "2 High St"),
    "Religion": ("None", "Quaker"),
}


def listed(heading: str, cells: tuple[str, ...]) -> str:
    rows = [f"{row},{cell}" for row, cell in zip(ROWS, cells * 3, strict=True)]
    return csv(f"Membership number,First name,Surname,Mobile,{heading}", *rows)


@pytest.mark.parametrize("heading", NEVER)
def test_what_is_never_held_gets_no_meaning_by_any_answer(heading: str) -> None:
    text = listed(heading, NEVER[heading])
    told = read(text)
    assert told.reading.unmapped == {heading: ""}
    assert told.reading.questions == []
    warned = [w[2:] for w in told.reading.warnings if w[2] == never_held.WARNING]
    assert warned == [(never_held.WARNING, heading)]
    for meaning in sheet_member.MEANINGS:
        again = read(text, answers={f"column_meaning:{heading}": meaning})
        assert heading not in again.columns
        assert list(again.members) == list(told.members)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Home address email", "ann@example.org"),
        ("Health board", "Aneurin Bevan"),
        ("Pay band", "Band 5"),
        ("Voting intention", "will vote"),
        ("How did they respond", "Voted"),
        ("Stage", "Two"),
        ("Village", "Mold"),
        ("Town", "Mold"),
        ("For the attention of", "Sian"),
        ("Work address", "Tern House"),
    ],
)
def test_what_only_resembles_it_can_be_used(heading: str, cell: str) -> None:
    told = read(listed(heading, (cell, f"x{cell}")))
    assert not [w for w in told.reading.warnings if w[2] == never_held.WARNING]
