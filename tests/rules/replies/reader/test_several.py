"""Several members in one message, matched among the sender's own."""

import pytest

from bot.rules.replies import reader
from bot.rules.replies.reader import several

HELD = (
    several.Held(1, "Sarah", "Jones"),
    several.Held(2, "Thomas", "Oak", "Tom"),
    several.Held(3, "Priya", "Shah"),
    several.Held(4, "Will", "Marsh"),
)
MESSAGES = [
    (
        "Sarah voted, Tom lost his, no answer from Priya",
        {1: "voted", 2: "needs_replacement", 3: "no_answer"},
    ),
    ("sarah and tom voted", {1: "voted", 2: "voted"}),
    ("Tom: posted it\npryia: not voting", {2: "voted", 3: "not_voting"}),
    ("Will posted his but Priya wants a call tuesday", {4: "voted", 3: "call_back"}),
    ("SARAH JONES has voted. Priya Shah undecided", {1: "voted", 3: "undecided"}),
]


@pytest.mark.parametrize(("text", "wanted"), MESSAGES)
def test_each_member_named_gets_the_words_about_them(text, wanted):
    parts = several.split(text, HELD)
    assert {who: reader.read(said).outcome for who, said in parts} == wanted


@pytest.mark.parametrize("text", ["Sarah voted", "voted", "Ahmed and Zoe voted", ""])
def test_fewer_than_two_of_ours_is_no_split(text):
    assert several.split(text, HELD) == ()


def test_a_first_name_two_of_them_share_is_not_matched():
    held = (*HELD, several.Held(5, "Sarah", "Khan"))
    assert several.split("Sarah voted, Tom lost his", held) == ()


def test_a_shared_first_name_with_its_surname_is_matched():
    held = (*HELD, several.Held(5, "Sarah", "Khan"))
    parts = several.split("Sarah Khan voted, Tom lost his", held)
    assert [who for who, _ in parts] == [5, 2]


def test_a_name_that_is_also_a_word_needs_its_capital():
    assert several.split("Sarah will post and so will Tom", HELD)[0][0] == 1
    assert 4 not in dict(several.split("Sarah will post, Tom too", HELD))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Sarah voted", 1),
        ("voted, says tom", 2),
        ("Sarah voted, Tom lost his", None),
        ("voted", None),
        ("will vote", None),
    ],
)
def test_the_one_who_is_named_is_found(text, who):
    assert several.only(text, HELD) == who
