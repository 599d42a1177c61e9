"""`mantelpiece timetable` and `nudges`, typed."""

import datetime as dt
import json
from pathlib import Path

import pytest

from bot.rules.ballot.ballot import Ballot
from storage import ballots
from tests import fresh_database
from tests.journeys.play import LONDON
from tests.shell import Shell, expect_refusal

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
KEYS = {
    "replacement_cutoff",
    "last_safe_posting",
    "last_possible_posting",
    "closes",
    "odds",
    "phases",
}


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


async def test_the_timetable_is_printed_without_a_database(shell: Shell) -> None:
    ended = await shell.type("timetable", "--closes", "2026-06-11T17:00")
    assert "Last safe posting        Mon 8 June 2026 (1st class" in ended.out
    assert shell.files() == set()


async def test_the_timetable_as_json_has_every_date(shell: Shell) -> None:
    words = ("--closes", "2026-06-11 17:00", "--nation", "scotland", "--json")
    found = json.loads((await shell.type("timetable", *words)).out)
    assert set(found) == KEYS
    assert found["closes"] == "2026-06-11T17:00:00+01:00"


async def test_second_class_posts_earlier(shell: Shell) -> None:
    words = ("--closes", "2026-06-11T17:00", "--envelope", "second", "--json")
    found = json.loads((await shell.type("timetable", *words)).out)
    assert found["last_safe_posting"] == "2026-06-04"


async def test_the_unions_own_date_counts_and_the_difference_is_said(
    shell: Shell,
) -> None:
    words = ("--closes", "2026-06-11T17:00", "--last-posting-day", "2026-06-05")
    ended = await shell.type("timetable", *words)
    assert "The union's last posting day is Fri 5 June 2026" in ended.out


async def test_dates_that_cannot_be_end_in_one_sentence(shell: Shell) -> None:
    words = ("--closes", "2026-06-11T17:00", "--opens", "2026-07-01")
    expect_refusal(await shell.type("timetable", *words), "after it has closed")
    expect_refusal(await shell.type("timetable", "--closes", "soon"), "no time")
    strange = ("--closes", "2026-06-11", "--zone", "Mars/Base")
    expect_refusal(await shell.type("timetable", *strange), "no time zone")


async def test_the_plan_of_nudges_is_printed(shell: Shell) -> None:
    opened = fresh_database.open_at(shell.folder / "mantelpiece.db")
    closes = dt.datetime(2027, 3, 25, 12, tzinfo=LONDON)
    opened.store.write(lambda s: ballots.add(s, Ballot(0, "Pay", closes), NOW))
    opened.close()
    ended = await shell.type("nudges", "--at", "2027-03-02T11:00")
    assert "Nudges of Pay" in ended.out
    assert "Fri 5 March 12:15: countdown to the group (0)" in ended.out
    assert "<b>" not in ended.out
