"""A member is told by number, by name, by a way to reach them."""

import pytest

from bot.rules.member import Member
from bot.rules.privacy import told_member

SIAN = Member(
    1,
    1,
    membership_number="0012345",
    first_name="Siân",
    last_name="Price-Rees",
    preferred_name="Shan",
    mobile="+447700900123",
    work_email="S.Price@trust.example.org",
)


@pytest.mark.parametrize(
    "typed",
    [
        ["0012345"],
        ["12345"],
        ["Sian Price-Rees"],
        ["price rees", "07700 900123"],
        ["Shan", "s.price@trust.example.org"],
        ["SIAN", "Rees"],
        ["+44 7700 900123"],
    ],
)
def test_every_word_that_is_theirs_tells_them(typed: list[str]) -> None:
    assert told_member.fits(SIAN, typed)


@pytest.mark.parametrize(
    "typed",
    [
        ["12346"],
        ["Sian Price-Rees", "07700 900124"],
        ["Sian Cole"],
        ["", "Sian"],
        ["@"],
        ["900123"],
    ],
)
def test_one_word_that_is_not_theirs_tells_somebody_else(typed: list[str]) -> None:
    assert not told_member.fits(SIAN, typed)


def test_a_name_alone_is_not_sure() -> None:
    assert not told_member.is_sure(SIAN, ["Sian Price-Rees"])
    assert told_member.is_sure(SIAN, ["Sian Price-Rees", "07700900123"])


def test_one_person_in_two_ballots() -> None:
    def other(number: str | None, first_name: str, mobile: str | None) -> Member:
        fields = {"first_name": first_name, "last_name": "Price Rees"}
        return Member(2, 2, membership_number=number, mobile=mobile, **fields)

    assert told_member.one_person(SIAN, other("0012345", "S", None))
    assert told_member.one_person(SIAN, other(None, "Sian", "07700900123"))
    assert not told_member.one_person(SIAN, other("0012346", "Sian", "07700900123"))
    assert not told_member.one_person(SIAN, other(None, "Sian", "07700900124"))
    assert not told_member.one_person(SIAN, other(None, "Huw", "07700900123"))


def test_namesakes_of_one_ballot_are_two_people() -> None:
    one, other = (
        Member(i, 1, first_name="Jo", last_name="Cole", phone="0131 496 0000")
        for i in (1, 2)
    )
    assert not told_member.one_person(one, other)
