"""What is said of a sheet, in whichever language."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.rules.lists import find_known, sheet_member
from bot.sheets.meaning import headings
from bot.texts import languages
from bot.texts.lists import sheet_words
from tests import third_language

NAMED = sheet_member.SheetMember(
    rows=(1,), membership_number="77", first_name="ADA", last_name="HOPE"
)
DOUBT = sheet_member.Question("1", find_known.MAYBE, ("", "ADA"), (4,))


@pytest.fixture
def _loud(tmp_path: Path) -> Iterator[None]:
    third_language.add_to(tmp_path)
    with languages.Languages(tmp_path).reading(third_language.CODE):
        yield


@pytest.mark.usefixtures("_loud")
def test_every_field_and_status_is_said_in_the_readers_language() -> None:
    meanings = set(sheet_member.MEANINGS) - {sheet_member.NOT_USED}
    named = {name: sheet_words.field(name) for name in meanings}
    named |= {name: sheet_words.status(name) for name in sheet_member.STATUSES}
    assert [name for name, said in named.items() if said != said.upper()] == []


@pytest.mark.usefixtures("_loud")
def test_whom_a_row_may_be_about_is_named_in_the_readers_language() -> None:
    several = DOUBT._replace(known=(NAMED, None))
    assert sheet_words.question(several) == (
        "ROW 4, ADA, MAY BE ONE OF THESE. 1: ADA HOPE, NUMBER 77; "
        "2: SOMEBODY WHOM THE BOT KNOWS. WHICH ONE?"
    )
    assert sheet_words.held_back(several, opted_out=False) == (
        "ADA MAY BE ADA HOPE, NUMBER 77; OR SOMEBODY WHOM THE BOT KNOWS"
    )


def test_the_headings_that_a_welsh_refusal_names_are_read() -> None:
    with languages.Languages().reading("cy"):
        refused = sheet_words.refusal("not_a_member_list")
    _, _, named = refused.partition("megis ")
    titles = named.split(", ac ")[0].split(", ")
    found = [headings.read(title, 2027) for title in titles]
    assert [one and one.field for one in found] == [
        "membership_number",
        "last_name",
        "mobile",
    ]
