"""From nothing to the first card, counted in taps: organiser 12, advocate 4.

With `mantelpiece setup` an organiser needs ten.
"""

import asyncio
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import config
from bot.app import App
from bot.clock import utc_now
from bot.delivery import tasks
from bot.demo import branch as invented
from bot.demo.standin import Standin
from bot.demo.telegram.models import Message, Person
from bot.usecases.team import owner
from storage import opening
from tests import fresh_database
from tests.journeys import branch_setup
from tests.journeys.play import UNHURRIED, Clock
from tests.shell import Shell

ADD_TO_GROUP = 2
"""Taps in Telegram to add the bot: the checklist's button, then the group."""
ATTACH = 1
PATIENCE = 60
"""Seconds."""
SETTINGS = (
    '[telegram]\nbase_url = "{server.base_url}"\n'
    'base_file_url = "{server.base_file_url}"\n'
)
START = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)


class Hand:
    """Somebody's thumb; it counts its taps."""

    def __init__(self, town: Standin, person: Person) -> None:
        self.town, self.person, self.taps = town, person, 0

    def last(self) -> Message:
        """The newest message of the bot."""
        found = self.town.messages(self.person)
        return next(m for m in reversed(found) if m.sender is self.town.bot)

    def buttons(self) -> list[tuple[Message, str]]:
        return [
            (message, button["text"])
            for message in reversed(self.town.messages(self.person))
            for row in message.keyboard
            for button in row
        ]

    async def tap(self, label: str) -> None:
        """Press a button once it is there."""
        await self.until(lambda: any(label in text for _, text in self.buttons()))
        message, text = next(one for one in self.buttons() if label in one[1])
        self.town.press(self.person, message, text)
        self.taps += 1
        await self.town.idle()

    async def start(self, payload: str) -> None:
        """Follow a link and press Start."""
        self.town.start(self.person, payload)
        self.taps += 1
        await self.town.idle()

    async def reads(self, words: str) -> None:
        await self.until(
            lambda: any(
                words in (m.text or "") for m in self.town.messages(self.person)
            )
        )

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait, however busy the machine is."""
        await self.town.until(holds, PATIENCE)


async def set_up(town: Standin, dawn: Hand, asha: Hand, code: str) -> str:
    """The owner's way from the code to the list; the group's link to join."""
    await dawn.start(code)
    for label in ("Dates", "25", "12:00", "The rest later"):
        await dawn.tap(label)
    await dawn.reads("if you have one")
    return await fill_group_and_list(town, dawn, asha, START.date())


async def fill_group_and_list(
    town: Standin, dawn: Hand, asha: Hand, today: dt.date
) -> str:
    """Add the bot to the group, link it, send the list; the group's link to join."""
    group = town.make_group("Advocates", [dawn.person, asha.person])
    town.add_bot(group, dawn.person, rights=["can_delete_messages"])
    dawn.taps += ADD_TO_GROUP
    await dawn.until(lambda: town.last(group).keyboard)
    town.press(dawn.person, town.last(group), "Link to Ballot")
    dawn.taps += 1
    listed = invented.csv_text(today, count=30).encode()
    town.send_document(dawn.person, dawn.person, "list.csv", listed)
    dawn.taps += ATTACH
    for label in ("Everyone", "Take it in"):
        await dawn.tap(label)
    await dawn.reads("Who agreed")
    town.say(dawn.person, dawn.person, "Dawn Ellis, secretary, 2 March")
    await dawn.reads("30 new members")
    await dawn.until(lambda: "url" in town.last(group).keyboard[0][0])
    return str(town.last(group).keyboard[0][0]["url"]).partition("?start=")[2]


async def come_in(dawn: Hand, asha: Hand, way_in: str) -> None:
    """From the group's button to the advocate's first card."""
    asha.taps += 1  # Ask to join
    await asha.start(way_in)
    await dawn.tap("Approve Asha")
    for label in ("I promise", "Skip"):
        await asha.tap(label)
    await asha.reads("Hello")


async def test_the_first_minute_takes_few_taps(tmp_path: Path) -> None:
    opened = fresh_database.open_at(tmp_path / "first.db", alone=True)
    clock = Clock(START)
    town = Standin(clock.now)
    dawn, asha = (Hand(town, town.add_person(name)) for name in ("Dawn", "Asha"))
    async with town.serve() as server, asyncio.timeout(PATIENCE):
        made = branch_setup.settings(town, server.base_url, server.base_file_url)
        app = App(made, opened.store, tasks.Time(clock.now), rates=UNHURRIED)
        await app.start()
        code = opened.store.write(lambda s: owner.fresh_code(s, clock.now()))
        way_in = await set_up(town, dawn, asha, code)
        await come_in(dawn, asha, way_in)
        await app.stop()
    opened.close()
    assert (dawn.taps, asha.taps) == (12, 4)


@pytest.mark.one_database  # setup makes a file, unless told otherwise
async def test_from_nothing_setup_takes_a_token_and_a_date_and_then_eight_taps(
    tmp_path: Path,
) -> None:
    """The shell's way: what is typed is the token, the close, and who agreed."""
    town, shell = Standin(utc_now), Shell(tmp_path, fresh=True)
    dawn, asha = (Hand(town, town.add_person(name)) for name in ("Dawn", "Asha"))
    async with town.serve() as server:
        shell.write("config.toml", SETTINGS.format(server=server))
        ended = await shell.type("setup", answers=(town.token, "11 March 2099 12:00"))
        assert (ended.status, ended.err) == (0, "")
        code = ended.out.partition("?start=")[2].split()[0]
        opened = opening.open_store(f"sqlite:///{tmp_path / 'mantelpiece.db'}")
        settings = config.load(tmp_path / "config.toml")
        app = App(settings, opened.store, rates=UNHURRIED)
        async with asyncio.timeout(PATIENCE):
            await app.start()
            await dawn.start(code)
            today = utc_now().date()
            way_in = await fill_group_and_list(town, dawn, asha, today)
            await come_in(dawn, asha, way_in)
            await app.stop()
        opened.close()
    assert (dawn.taps <= 10, asha.taps <= 4) == (True, True)
