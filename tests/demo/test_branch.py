"""The invented branch looks like the union's export and is the same every time."""

import csv
import io
import re
from datetime import date

from bot.demo import branch

TODAY = date(2026, 5, 6)


def rows(**wanted: int) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(branch.csv_text(TODAY, **wanted))))


def test_the_same_seed_gives_the_same_branch() -> None:
    assert branch.csv_text(TODAY, seed=3) == branch.csv_text(TODAY, seed=3)
    assert branch.csv_text(TODAY, seed=3) != branch.csv_text(TODAY, seed=4)


def test_two_hundred_members_with_their_own_numbers() -> None:
    members = rows()
    assert len({row["Member ID"] for row in members}) == 200
    assert len({(row["Forename"], row["Surname"]) for row in members}) == 200


def test_every_telephone_number_is_one_for_drama() -> None:
    drama = r"07700 ?900\d{3}|01632 960\d{3}|0113 496 0\d{3}|0161 496 0\d{3}|"
    for row in rows():
        assert re.fullmatch(drama, row["Mobile number"])
        assert re.fullmatch(drama, row["Home telephone"])


def test_every_address_is_an_example() -> None:
    for row in rows():
        for address in (row["Personal email"], row["Work email"]):
            assert not address or re.fullmatch(
                r"[a-z.]+@[a-z.]+\.example\.org", address
            )


def test_dates_lie_before_today_and_only_where_something_was_said() -> None:
    for row in rows():
        assert bool(row["Ballot response"]) == bool(row["Response date"])
        if row["Response date"]:
            day, month, year = map(int, row["Response date"][:10].split("/"))
            assert date(year, month, day) < TODAY


def test_every_response_is_met() -> None:
    assert {row["Ballot response"] for row in rows()} == set(branch.RESPONSES)


def test_a_large_branch_can_be_had_too() -> None:
    assert len(rows(count=2000)) == 2000
