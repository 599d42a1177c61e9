"""From one cell to a value, and what is said of it."""

import datetime as dt
from typing import Any

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sheets.values import dates, emails, numbers, phones, statuses
from tests.sheets.making import TODAY


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0123456", "0123456"),
        (905643.0, "905643"),
        ("2914790,0", "2914790"),
        ("5946256.0", "5946256"),
        (" 12 34 567\u200b", "1234567"),
        ("'0123456", "0123456"),
        ("AB 123", "AB123"),
        ("1.234567E+06", "1234567"),
        ("1.23E+06", None),
        ("TBC", None),
        ("n/a", None),
    ],
)
def test_a_membership_number_keeps_its_zeros(cell: str, number: str | None) -> None:
    assert dict(numbers.clean(cell).values).get("membership_number") == number


@pytest.mark.parametrize(
    "cell",
    [
        "07700 900123", "7700900123", 7700900123.0, "447700900123", "07700.900.123",
        "+44 (0)7700 900 123", "0044 7700 900123", "+44 07700 900123", "(07700) 900123",
        "4,47700900123E+11", "'07700900123", "\u202a+44 7700 900123\u202c",
        "7700900123.0", "44 (0)7700 900123",
    ],
)  # fmt: skip
def test_a_mobile_is_read_in_every_notation(cell: str) -> None:
    assert phones.clean("phone", cell).values == (("mobile", "+447700900123"),)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("4.477E+11", "invalid_phone"), ("07700 9001", "invalid_phone"),
        ("077009001234", "invalid_phone"), ("496 0732", "invalid_phone"),
        ("ask his wife", "invalid_phone"), ("0113 496 073", "invalid_phone"),
    ],
)  # fmt: skip
def test_no_digit_of_a_number_is_invented(cell: str, kind: str) -> None:
    found = phones.clean("mobile", cell)
    assert (found.values, [said[0] for said in found.warnings]) == ((), [kind])
    assert found.kept == (cell,)


@pytest.mark.parametrize("cell", ["", "n/a", "none", "-", "0"])
def test_no_number_is_just_empty(cell: str) -> None:
    assert phones.clean("mobile", cell) == phones.read.EMPTY


def test_numbers_of_other_countries_are_kept_and_told_of() -> None:
    found = phones.clean("phone", "+33 6 39 98 01 42")
    assert found.values == (("mobile", "+33639980142"),)
    assert found.warnings[0][0] == "foreign_phone"


@pytest.mark.parametrize("between", [" / ", " or ", "; ", ", ", " ", "/", "\n"])
def test_two_numbers_in_a_cell_are_both_read(between: str) -> None:
    found = phones.clean("mobile", f"07700 900171{between}0113 496 0732")
    assert found.values == (("mobile", "+447700900171"), ("phone", "+441134960732"))


@given(st.from_regex(r"0[1-37][0-9]{9}", fullmatch=True))
def test_a_plain_number_is_what_the_library_makes_of_it(cell: str) -> None:
    parsed = phonenumbers.parse(cell, "GB")
    theirs = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    assert phones.clean("mobile", cell).values[0][1] == theirs


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("A.B@Post.Example.com", "a.b@post.example.com"),
        ("Fiona Shaw <f@x.org>", "f@x.org"),
        ("mailto:o@x.org", "o@x.org"),
        ("o@x.org.", "o@x.org"),
        ("a@x.org; b@x.org", "a@x.org"),
        ("joan(at)x.org", None),
        ("philip@post,example.org", None),
        ("mairi@", None),
        ("vikram x.org", None),
        ("a..b@x.org", None),
    ],
)
def test_an_address_is_taken_or_left_never_repaired(
    cell: str, address: str | None
) -> None:
    found = emails.clean("personal_email", cell)
    assert dict(found.values).get("personal_email") == address
    assert address or found.warnings == (("invalid_email", cell),)


@pytest.mark.parametrize(
    "cell",
    [
        "28/04/2026", "28/4/26", "28.04.2026", "2026-04-28", "2026-04-28T08:15:00",
        "28/04/2026 11:14", "46140", 46140.0, "28 April", "Tues 28 April", "Apr 28",
        "28th April 2026", "28-Apr-26", dt.date(2026, 4, 28),
        "April 28, 2026", "28/Apr/26", "28-April-2026", "28.Apr.2026", "28Apr2026",
        "Tues. 28 apr. '26", "28 Ebrill 2026", "28 Ebr", "Dydd Mawrth 28 Ebrill 2026",
        "2026-Apr-28", "Apr/28/2026", "28 April 2026 at 6pm",
        "2026-04-28T08:15:00+01:00", "Tue, 28 Apr 2026 08:15:00 +0100",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_notation(cell: str) -> None:
    found = dates.read(cell, TODAY)
    assert found
    assert found.day == dt.date(2026, 4, 28)


@pytest.mark.parametrize("name", dates.MONTHS.split())
def test_every_name_of_a_month_is_read(name: str) -> None:
    lines = [line.split() for line in dates.MONTHS.split("\n")]
    number = next(place for place, names in enumerate(lines) if name in names)
    for cell in (f"7 {name} 2025", f"7/{name.title()}/25", f"{name.upper()} 7, 2025"):
        found = dates.read(cell, TODAY)
        assert found
        assert found.day == dt.date(2025, number, 7)


@pytest.mark.parametrize(
    "cell",
    ["2026-09-22 18:01:11", "rang 22/09/2026 18:05", "22.09.2026", "22 Sept 2026",
     dt.datetime(2026, 9, 22, 18, tzinfo=dt.UTC), dt.date(2026, 9, 22), dt.time(18, 1),
     "2026-09-22T18:01", "called 3/9/26 at 07:30", "22/09/2026, 23/09/2026"],
)  # fmt: skip
def test_a_day_in_a_phone_cell_is_no_number(cell: Any) -> None:
    found = phones.clean("phone", cell)
    assert found.values == ()
    assert [kind for kind, _ in found.warnings] == ["invalid_phone"]


@pytest.mark.parametrize(
    "cell",
    ["07700 900587 (rang 20/9/26)", "20/09/2026 07700 900587",
     "07700 900587 after 18:30", "07700 900587 - 3 Sept", "2026-09-20: 07700900587"],
)  # fmt: skip
def test_a_number_beside_a_day_is_read_and_the_words_are_kept(cell: str) -> None:
    found = phones.clean("phone", cell)
    assert (found.values, found.kept) == ((("mobile", "+447700900587"),), (cell,))


@pytest.mark.parametrize("cell", ["01.13.49.60.732", "0113-496-0732", "0113/4960732"])
def test_a_number_with_points_is_no_day(cell: str) -> None:
    assert phones.clean("phone", cell).values == (("phone", "+441134960732"),)


@pytest.mark.parametrize(
    "cell",
    ["Ben Reeve <a@x.org>; b@x.org", "b@x.org, Ben <a@x.org>", "<a@x.org> <b@x.org>",
     "a@x.org ::: b@x.org", "a@x.org / b@x.org", "a@x.org (work: b@x.org)",
     "mailto:a@x.org b@x.org", "a@x.org 07700 900587", "a@x.org|b@x.org"],
)  # fmt: skip
def test_nothing_beside_an_address_is_lost(cell: str) -> None:
    found = emails.clean("personal_email", cell)
    assert dict(found.values)["personal_email"] in ("a@x.org", "b@x.org")
    assert found.kept == (cell,)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("31/04/2026", "invalid_date"), ("last week", "invalid_date"),
        ("00/01/1900", "invalid_date"), ("04/2026", "invalid_date"),
        ("28/04/2062", "future_date"), (dt.time(9), "invalid_date"),
        (1.0, "invalid_date"),
    ],
)  # fmt: skip
def test_no_such_day_is_empty_and_told_of(cell: str, kind: str) -> None:
    found = dates.read(cell, TODAY)
    assert found
    assert (found.day, found.warning) == (None, kind)


def test_a_day_without_a_year_is_the_latest_one() -> None:
    found = dates.read("7 May", TODAY)
    assert found
    assert (found.day, found.warning) == (dt.date(2025, 5, 7), "year_assumed")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Will vote - told Dawn", "will_vote"), ("Intends to vote", "will_vote"),
        ("going to vote", "will_vote"), ("She'll vote", "will_vote"),
        ("Replacement ballot requested", "replacement_requested"),
        ("Requested new BP 12/04", "replacement_requested"),
        ("asked for a new paper", "replacement_requested"),
        ("VOTED", "voted"), ("vote cast", "voted"), ("Voted - posted Tues", "voted"),
        ("ballot posted", "voted"), ("sent it back", "voted"), ("posted it", "voted"),
        ("put it in the post", "voted"), ("posted 3/9", "voted"),
        ("ballot sent back last Tuesday", "voted"), ("has posted her ballot", "voted"),
         ("Already voted", "voted"), ("Posted", "voted"),
        ("Will not vote", "not_voting"), ("Won’t vote", "not_voting"),
    ],
)  # fmt: skip
def test_a_known_wording_is_its_status(words: str, status: str) -> None:
    assert statuses.read(words) == statuses.Said(status)


@pytest.mark.parametrize(
    "words",
    ["", "n/a", "-", "?", "TBC", "Not contacted", "undecided", "Not yet voted",
     "Hasn't voted"],
)  # fmt: skip
def test_nothing_said_is_unknown_without_a_word(words: str) -> None:
    assert statuses.read(words) == statuses.Said()


@pytest.mark.parametrize(
    "words",
    ["Will vote but not sure", "voted?", "Voted last time", "never voted", "Maybe",
     "Ballot returned undelivered", "paper returned to sender", "BP sent out 3/9",
     "Ballot sent to old address", "paper sent again by union 14/9", "Ballot returned",
     "papers cast aside", "Posted out 2/9", "ballot posted by HQ", "RTS",
     "BP posted to home address", "new paper posted", "Ballot sent", "paper resent",
     "pack posted to member on Monday", "returned", "Ask again after Eid",
     "Replacement requested, then posted", "left a message"],
)  # fmt: skip
def test_a_doubtful_wording_is_never_a_status(words: str) -> None:
    assert statuses.read(words) == statuses.Said(warning="unknown_status")
