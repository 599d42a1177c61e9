"""Names as people type them: the same, like, or nobody."""

import pytest

from bot.rules.replies import lookup
from bot.rules.replies.lookup import Named

PEOPLE = [
    Named(1, "Małgorzata Dąbrowski", "Gosia", "0001"),
    Named(2, "Sean O’Donovan"),
    Named(3, "Priya Anand"),
    Named(4, "Priya Iyer"),
    Named(5, "Halima Postlethwaite", "Hali"),
]


@pytest.mark.parametrize(
    ("typed", "ids", "exact"),
    [
        ("Priya Anand", (3,), True),
        ("gosia dabrowski", (1,), True),
        ("0001", (1,), True),
        ("priya", (3, 4), False),
        ("Anand Priya", (3,), False),
        ("postlethwait", (5,), False),
        ("sean odonovan", (2,), True),
        ("shaun odonovan", (2,), False),
        ("bob", (), False),
        ("", (), False),
        ("...", (), False),
    ],
)
def test_who_is_meant(typed: str, ids: tuple[int, ...], exact: bool) -> None:
    assert lookup.find(typed, PEOPLE) == lookup.Found(ids, exact)


def test_two_of_the_same_name_are_both_offered() -> None:
    people = [Named(1, "Una Kershaw"), Named(2, "Una Kershaw")]
    assert lookup.find("una kershaw", people).ids == (1, 2)


def test_no_more_than_a_screen_holds() -> None:
    people = [Named(number, "Priya Anand") for number in range(20)]
    assert len(lookup.find("Priya Anand", people).ids) == lookup.MOST
