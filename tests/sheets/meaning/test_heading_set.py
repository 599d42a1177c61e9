"""Headings as systems and branches write them, read through the whole reader."""

import pytest

from bot.sheets.meaning import headings, vocabulary
from tests.sheets.making import csv, read
from tests.sheets.meaning import heading_set

EXAMPLES = heading_set.examples()
NAMES = [f"{each.heading} {each.cells[:2]}" for each in EXAMPLES]
ROWS = [f"4002010{n},Ann,Frya{'abcdef'[n]}" for n in range(6)]


@pytest.mark.parametrize("example", EXAMPLES, ids=NAMES)
def test_a_column_is_read_as_it_is_meant_or_asked_about(
    example: heading_set.Example,
) -> None:
    found = heading_set.read_as(example)
    assert found == heading_set.ASK or found in example.meaning


def test_few_columns_are_asked_about_that_could_be_known() -> None:
    known = [each for each in EXAMPLES if heading_set.ASK not in each.meaning]
    asked = [each for each in known if heading_set.read_as(each) == heading_set.ASK]
    assert len(asked) <= len(known) / 10


@pytest.mark.parametrize(
    "heading",
    ["How will they vote", "Vote preference", "Voting intention (for/against)",
     "Yes or no vote?", "How did you vote in this ballot?", "Voted for / against"],
)  # fmt: skip
def test_how_people_vote_is_neither_read_nor_offered_a_meaning(heading: str) -> None:
    rows = [f"{row},{cell}" for row, cell in zip(ROWS, ["Yes", "No"] * 3, strict=True)]
    told = read(csv(f"Membership number,First name,Surname,{heading}", *rows))
    assert heading in told.reading.unmapped
    assert not [each for each in told.reading.questions if each.column == heading]


def test_a_doubtful_heading_is_used_unless_the_answer_says_otherwise() -> None:
    text = csv(
        "Membership number,First name,Surname,Rep", *(f"{row},Sian" for row in ROWS)
    )
    told = read(text)
    assert told.asked["column_meaning"].default == "assigned_to"
    assert told.members[2].assigned_to == "Sian"
    other = read(text, answers={"column_meaning:Rep": "none"})
    assert other.members[2].assigned_to is None


@pytest.mark.parametrize("field", headings.blocks(vocabulary.HINTS))
def test_every_hint_can_be_met(field: str) -> None:
    hints = vocabulary.phrases(headings.blocks(vocabulary.HINTS)[field])
    assert not [hint for hint in hints if field not in headings.hinted([hint], 2026)]


def test_every_doubtful_heading_is_read_and_asked_about() -> None:
    doubtful = vocabulary.phrases(vocabulary.DOUBTFUL)
    meanings = [headings.read(heading, 2026) for heading in doubtful]
    assert all(meaning and meaning.asked for meaning in meanings)


@pytest.mark.parametrize("word", vocabulary.phrases(vocabulary.FURTHER))
def test_every_word_of_another_matter_leaves_a_heading_unread(word: str) -> None:
    assert headings.read(f"{word} email", 2026) is None
