"""What names a member is found in a text and struck out, and nothing else."""

import pytest

from bot.rules.member import Member
from bot.rules.privacy.naming import Naming

SIAN = Member(
    1,
    1,
    membership_number="0012345",
    first_name="Siân Mair",
    last_name="O'Vogel-Weide",
    preferred_name="Shan",
    mobile="+447700900123",
    personal_email="sian@mail.example.org",
)
NAMED = {
    "Siân Mair O'Vogel-Weide rang": "(erased) rang",
    "ask sian OVogel Weide": "ask (erased)",
    "O’Vogel-Weide, Shan": "(erased)",
    "Shan O'Vogel-Weide's paper": "(erased) paper",
    "Mrs O'Vogel-Weide is away": "Mrs (erased) is away",
    "her number is 07700 900123, evenings": "her number is (erased), evenings",
    "(+44) 7700-900-123": "(erased)",
    "write to Sian@mail.example.org.": "write to (erased).",
    "no. 0012345 and no. 0012346": "no. (erased) and no. 0012346",
}
NOT_NAMED = (
    "Shan rang",
    "Vogel and Weide",
    "07700 900124",
    "sian@mail.example.com",
    "Sian. Mair",
    "",
)


@pytest.mark.parametrize("text", NAMED)
def test_whatever_names_them_is_struck_out(text: str) -> None:
    assert Naming([SIAN], alone=True).strike_out(text) == NAMED[text]


@pytest.mark.parametrize("text", NOT_NAMED)
def test_what_may_be_anybody_stays(text: str) -> None:
    assert Naming([SIAN], alone=True).strike_out(text) == text


def test_a_last_name_that_others_have_too_stays() -> None:
    text = "Mrs O'Vogel-Weide is away"
    assert Naming([SIAN], alone=False).strike_out(text) == text
