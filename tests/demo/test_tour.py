"""The tour of the demo: the real application, real updates, a clock that runs fast."""

import asyncio
import csv
import datetime as dt
import io
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest

from bot import clock
from bot.cli import demo_branch, demo_clock
from bot.demo import branch
from bot.demo.telegram.world import Change
from bot.demo.tour import story
from bot.demo.tour import tour as tours
from tests import waiting

START = dt.datetime(2026, 11, 29, 17, tzinfo=demo_clock.LONDON)
STEP = dt.timedelta(hours=3)
Sleep = Callable[[float], Awaitable[object]]


@dataclass
class Stage:
    """A demo with its tour, and everything that the tour said."""

    demo: demo_branch.Demo
    tour: tours.Tour
    told: list[tuple[int, str]] = field(default_factory=list)

    def note(self, change: Change) -> None:
        shape = self.tour.shape()
        step = (shape["day"], shape["words"])
        if change.kind == "tour" and step not in self.told[-1:]:
            self.told.append(step)

    @property
    def words(self) -> list[str]:
        return [words for _, words in self.told]

    def texts(self, name: str) -> list[str]:
        """What the bot sent to somebody, or (with no name) to the group."""
        town = self.demo.telegram
        people = {who.first_name: who for who in town.people.values()}
        return town.sent(people[name] if name else self.tour.guide.group)

    async def act(self, name: str, who: str, **body: Any) -> dict[str, Any]:
        """Do something on the page as this person."""
        person = self.tour.guide.people[who].id
        url = f"{self.demo.address}chat/act/{name}?as={person}"
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, json=body) as answer,
        ):
            return dict(await answer.json())

    async def until(self, holds: Callable[[], object]) -> None:
        await waiting.until(holds)


@asynccontextmanager
async def staged(sleep: Sleep) -> AsyncIterator[Stage]:
    time = demo_clock.Clock(START - clock.utc_now())
    pace = demo_branch.Pace(STEP, sleep)
    async with demo_branch.running(time, pace=pace) as demo:
        tour = demo.telegram.page.scene.tour
        assert tour
        stage = Stage(demo, tour)
        demo.telegram.watchers.append(stage.note)
        yield stage


async def hurry(_seconds: float) -> None:
    await asyncio.sleep(0)


@dataclass
class Reader:
    """Somebody who reads each word of the tour until they are told to go on."""

    on: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, _seconds: float) -> None:
        await self.on.wait()


async def _play() -> tuple[Stage, dict[str, list[str]]]:
    async with staged(hurry) as stage:
        await stage.act("tour", "Dawn", do="begin")
        assert stage.tour.task
        async with asyncio.timeout(300):
            await stage.tour.task
        return stage, {
            name: stage.texts(name) for name in ("", "Asha", "Carys", "Dawn")
        }


@pytest.fixture(scope="module")
def played() -> tuple[Stage, dict[str, list[str]]]:
    """The tour, played once to its end, and what was sent to whom."""
    return asyncio.run(_play())


Played = tuple[Stage, dict[str, list[str]]]


def test_the_tour_goes_through_two_weeks_to_the_close(played: Played) -> None:
    stage, _ = played
    shape = stage.tour.shape()
    assert (shape["state"], shape["closed"], shape["days"]) == ("over", True, 14)
    days = [day for day, _ in stage.told]
    assert days == sorted(days)
    assert set(range(1, 12)) <= set(days)


@pytest.mark.parametrize(
    "words",
    [
        "card comes in private",
        "complaint goes to Dawn",
        "Dawn answers",
        "The promise was kept",
        "Ben is nudged",
        "calls this evening",
        "7 days to the last posting day",
        "The line is crossed",
        "too late to ring",
        "The ballot has closed",
    ],
)
def test_the_tour_says_what_happens(played: Played, words: str) -> None:
    assert any(words in said for said in played[0].words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Asha", "1 promise to ask after"),
        ("Asha", "voted. Thank you!"),
        ("Carys", story.SORRY),
        ("Dawn", "complaint"),
        ("Dawn", "has closed"),
        ("", "1 day to the last posting day"),
    ],
)
def test_what_the_tour_tells_was_said_by_the_bot(
    played: Played, name: str, words: str
) -> None:
    assert any(words in text for text in played[1][name])


def test_when_the_line_is_crossed_the_bot_reports_half_of_the_branch(
    played: Played,
) -> None:
    reported = re.findall(
        r"Reported turnout: (\d+) of 212", " ".join(played[1]["Dawn"])
    )
    assert int(reported[0]) < 106 <= int(reported[-1])


def test_the_group_never_sees_a_name_in_the_tour(played: Played) -> None:
    listed = csv.DictReader(io.StringIO(branch.csv_text(START.date())))
    names = {part for row in listed for part in (row["Forename"], row["Surname"])}
    said = set(re.findall(r"\w[\w’]+", " ".join(played[1][""])))
    assert said
    assert names & said == set()


async def test_whoever_does_something_themselves_has_taken_over() -> None:
    async with staged(Reader()) as stage:
        await stage.act("tour", "Dawn", do="begin")
        ben = stage.tour.guide.people["Ben"].id
        await stage.act("say", "Ben", chat=ben, text="/next")
        assert stage.tour.state == "paused"
        await stage.until(lambda: any("Ben here" in t for t in stage.texts("Ben")))
        assert not stage.texts("Asha")


async def test_a_tour_that_waits_goes_on_from_where_it_was() -> None:
    reader = Reader()
    async with staged(reader) as stage:
        await stage.act("tour", "Dawn", do="begin")
        paused = await stage.act("tour", "Dawn", do="pause")
        assert (paused["state"], paused["words"]) == ("paused", tours.PAUSED)
        reader.on.set()
        await stage.act("seen", "Asha", chat=stage.tour.guide.group.id)
        assert not stage.texts("Asha")
        await stage.act("tour", "Dawn", do="go_on")
        await stage.until(lambda: any("Asha here" in t for t in stage.texts("Asha")))


async def test_an_ended_tour_leaves_everything_as_it_is() -> None:
    async with staged(Reader()) as stage:
        await stage.act("tour", "Dawn", do="begin")
        ended = await stage.act("tour", "Dawn", do="end")
        assert (ended["state"], ended["words"]) == ("over", tours.ENDED)
        assert "no longer" in (await stage.act("tour", "Dawn", do="go_on"))["error"]
        moved = await stage.act("move", "Dawn", hours=1)
        assert moved == {}


async def test_a_tour_that_cannot_go_on_says_why() -> None:
    async with staged(hurry) as stage:
        await stage.act("leave", "Asha", chat=stage.tour.guide.group.id)
        await stage.act("tour", "Dawn", do="begin")
        await stage.until(lambda: stage.tour.state == "over")
        assert "Asha is not in this chat" in stage.words[-1]


async def test_the_tour_needs_days_to_go_through() -> None:
    async with staged(hurry) as stage:
        stage.demo.time.ahead += dt.timedelta(days=12)
        refused = await stage.act("tour", "Dawn", do="begin")
        assert "start the demo anew" in refused["error"]
