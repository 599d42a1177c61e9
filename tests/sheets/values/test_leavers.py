"""Who has left or died is told of, wherever the list says it."""

import pytest

from bot.rules.lists import sheet_member
from bot.sheets import into_ballot, list_result
from bot.sheets.meaning import cell_kinds, headings, vocabulary
from bot.sheets.values import statuses
from tests.sheets import making
from tests.sheets.making import csv, read

HEAD = "Mem No,Surname,First name,Mobile"
ADA = "5500101,Marsh,Ada,07700 900821"
BEN = "5500102,Reeve,Ben,07700 900822"
LEFT = (2, "looks_like_leaver")
GONE = [word.strip() for word in vocabulary.GONE.replace("\n", " ").split(",")]
STAYS = [word.strip() for word in vocabulary.STAYS.replace("\n", " ").split(",")]


@pytest.mark.parametrize(
    "words",
    [*GONE, "Date left", "Date of death", "Is Deceased", "Left the union?",
     "Leaving date", "Membership end date", "Reason for leaving"],
)  # fmt: skip
def test_a_heading_that_asks_who_has_left_is_known(words: str) -> None:
    assert headings.read(words, 2026) == headings.Meaning("left")


@pytest.mark.parametrize("words", STAYS)
def test_a_heading_that_asks_who_is_still_a_member_is_known(words: str) -> None:
    assert headings.read(words, 2026) == headings.Meaning("left", turned=True)


@pytest.mark.parametrize("words", sorted(cell_kinds.MEMBERS))
def test_every_word_for_a_member_is_met_below_a_status(words: str) -> None:
    assert statuses.words_of(words) == words
    assert cell_kinds.is_member_status(words.title())


@pytest.mark.parametrize("words", ["On leave", "Annual leave", "Start date", "Retail"])
def test_a_heading_about_something_else_is_none(words: str) -> None:
    assert headings.read(words, 2026) is None


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Membership status", "Left"), ("Member status", "Deceased"),
     ("Membership status", "Lapsed 3/2026"), ("Employment status", "Retired"),
     ("Membership type", "Suspended"), ("Status", "Resigned"), ("Leaver", "Y"),
     ("Deceased", "1"), ("Date left", "01/03/2026"), ("Leaving date", "soon"),
     ("Active", "No"), ("Current member?", "N"), ("Notes", "Retired in March"),
     ("Notes", "nice man - died 3/4"), ("Notes", "Ada died in August"),
     ("Remarks", "ADA MARSH has retired"), ("Notes", "Ada left the union"),
      ("Remarks of Gwen", "left the union"),
     ("Team", "Leaver"), ("Response", "has left the branch")],
)  # fmt: skip
def test_who_has_left_is_told_of_and_asked_about(heading: str, cell: str) -> None:
    told = read(csv(f"{HEAD},{heading}", f"{ADA},{cell}", f"{BEN},"))
    assert LEFT in told.warned
    assert (3, "looks_like_leaver") not in told.warned
    assert told.asked["looks_like_leaver"].default == "leave_out"
    assert told.members[2].ballot_status == "unknown"


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Membership status", "Active"), ("Member type", "Student"), ("Status", "Full"),
     ("Deceased", "0"), ("Leaver", "No"), ("Date left", ""), ("Date left", "n/a"),
     ("Leaving date", "31/12/2026"), ("Active", "Y"), ("Notes", "left a voicemail"),
     ("Notes", "left hand door"), ("Notes", "transferred from Leeds branch"),
     ("Manager", "left the company"), ("Notes", "her husband died"),
      ("Site", "Left Bank"), ("Notes", "left it")],
)  # fmt: skip
def test_who_stays_is_not_taken_for_gone(heading: str, cell: str) -> None:
    told = read(csv(f"{HEAD},{heading}", f"{ADA},{cell}"))
    assert not told.asked
    assert LEFT not in told.warned


def test_a_sheet_of_leavers_is_left_out_and_asked_about() -> None:
    rows = [HEAD.split(","), ADA.split(",")]
    others = [HEAD.split(","), BEN.split(",")]
    book = making.saved(making.xlsx(("Members", rows), ("Leavers 2025", others)))
    told = read(book)
    assert [m.last_name for m in told.members.values()] == ["Marsh"]
    assert told.asked["which_sheet"].about == ("Leavers 2025",)
    alone = read(making.saved(making.xlsx(("Leavers 2025", others))))
    assert LEFT in alone.warned


def test_those_below_a_heading_of_leavers_have_left() -> None:
    told = read(csv(HEAD, ADA, "Leavers:,,,", BEN, "Night shift,,,", f"9{ADA}"))
    assert {row for row, kind in told.warned if kind == "looks_like_leaver"} == {4}


def _wanted(line: str, **answers: str) -> list[sheet_member.SheetMember]:
    text = csv(f"{HEAD},Notes", f"{ADA},{line}")
    result = list_result.ListResult(read(text).reading)
    return list(into_ballot.wanted(result, answers=answers).found())


def test_who_may_have_opted_out_is_left_alone_until_an_organiser_says_no() -> None:
    assert _wanted("no contact")[0].do_not_contact
    assert not _wanted("no contact", may_be_opt_out="no")[0].do_not_contact
    assert _wanted("no contact", may_be_opt_out="yes")[0].do_not_contact
