"""`mantelpiece stats`, `plan` and `simulate`, typed."""

import datetime as dt
import json
from pathlib import Path

import pytest

from bot.rules.ballot.ballot import Ballot
from bot.rules.outcomes import Outcome
from bot.usecases import background
from bot.usecases.lists import import_list
from bot.usecases.replies import move, record_outcome
from storage import ballots, members
from tests import fresh_database
from tests.journeys.play import LONDON, sheet
from tests.shell import Shell

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
CLOSES = dt.datetime(2027, 3, 25, 12, tzinfo=LONDON)
PNG = b"\x89PNG"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A branch of thirty, two workplaces, seven told that they have voted."""
    opened = fresh_database.open_at(tmp_path / "mantelpiece.db")

    def unit(session) -> None:
        wanted = Ballot(0, "Pay", CLOSES, opens=dt.date(2027, 2, 8), entitled=40)
        ballot = ballots.add(session, wanted, NOW)
        found = (sheet(n, workplace=("Leeds", "York")[n % 2]) for n in range(30))
        import_list.add(session, ballot, found, NOW)
        context = background.context(session, ballot, NOW)
        for number in range(7):
            member = members.find(session, ballot.id, f"77{number:05d}")
            said = move.Said(Outcome.VOTED, at=NOW, by="shell")
            record_outcome.record(context, member, said)

    opened.store.write(unit)
    opened.close()
    return Shell(tmp_path)


async def test_stats_say_where_the_ballot_stands(shell: Shell) -> None:
    ended = await shell.type("stats", "--today", "2027-03-02")
    assert ended.status == 0
    assert "Reported turnout: 7 of 40 members entitled, 18 %." in ended.out
    assert "share towards it" in ended.out
    assert "<b>" not in ended.out


async def test_stats_as_json_hide_small_cells(shell: Shell) -> None:
    found = json.loads(
        (await shell.type("stats", "--json", "--today", "2027-03-02")).out
    )
    assert (found["reported"], found["listed"], found["band"]["needed"]) == (7, 30, 20)
    assert found["by_workplace"]["York"] == {"listed": 15, "reported": None}
    assert found["band"]["low"] < found["band"]["likely"] < found["band"]["high"]


async def test_the_picture_is_drawn_into_a_file(shell: Shell) -> None:
    ended = await shell.type("stats", "--png", "curve.png", "--at", "2027-03-02T18:00")
    assert ended.status == 0
    assert (shell.folder / "curve.png").read_bytes().startswith(PNG)


async def test_a_picture_that_cannot_be_written_is_one_sentence(shell: Shell) -> None:
    ended = await shell.type("stats", "--png", "no/where.png")
    assert ended.status == 1
    assert "cannot be written" in ended.sentence


async def test_the_plan_tells_the_odds(shell: Shell) -> None:
    ended = await shell.type("plan", "20 at York", "--json", "--today", "2027-03-02")
    (tried,) = json.loads(ended.out)["efforts"]
    assert (tried["conversations"], tried["at"]) == (20, "York")
    assert tried["odds"]["after"] >= tried["odds"]["before"]


@pytest.mark.parametrize(
    ("words", "told"),
    [("bananas", "Type what to try"), ("20 at Mars", "No workplace on the list")],
)
async def test_an_effort_that_cannot_be_is_one_sentence(
    shell: Shell, words: str, told: str
) -> None:
    ended = await shell.type("plan", words)
    assert ended.status == 1
    assert told in ended.sentence


async def test_the_same_seed_simulates_the_same(shell: Shell) -> None:
    words = ("simulate", "--ballots", "3", "--members", "40", "--json")
    first, again = await shell.type(*words), await shell.type(*words)
    assert first.out == again.out
    assert {row["order"] for row in json.loads(first.out)} >= {"none", "ours", "tens"}


async def test_a_parameter_the_model_does_not_have_is_named(shell: Shell) -> None:
    shell.write("mine.toml", "[effort]\ncoffee = 2\n")
    ended = await shell.type("simulate", "--ballots", "1", "--parameters", "mine.toml")
    assert ended.status == 1
    assert "coffee" in ended.sentence
