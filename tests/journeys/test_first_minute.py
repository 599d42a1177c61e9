"""From nothing to the first card, counted in taps: organiser 12, advocate 4."""

import asyncio
import datetime as dt
from pathlib import Path

from bot.app import App
from bot.demo import branch as invented
from bot.demo.standin import Standin
from bot.demo.telegram.models import Message, Person
from bot.usecases.team import owner
from storage import opening
from tests.journeys import branch_setup
from tests.journeys.play import UNHURRIED, Clock

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
        await self.town.until(lambda: any(label in text for _, text in self.buttons()))
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
        await self.town.until(
            lambda: any(
                words in (m.text or "") for m in self.town.messages(self.person)
            )
        )


async def set_up(town: Standin, dawn: Hand, asha: Hand, code: str) -> str:
    """The owner's way from the code to the list; the group's link to join."""
    await dawn.start(code)
    for label in ("Dates", "25", "12:00", "The rest later"):
        await dawn.tap(label)
    await dawn.reads("if you have one")
    group = town.make_group("Advocates", [dawn.person, asha.person])
    town.add_bot(group, dawn.person, rights=["can_delete_messages"])
    await town.until(lambda: town.last(group).keyboard)
    town.press(dawn.person, town.last(group), "Link to Ballot")
    dawn.taps += 1
    listed = invented.csv_text(START.date(), count=30).encode()
    town.send_document(dawn.person, dawn.person, "list.csv", listed)
    for label in ("Everyone", "Take it in"):
        await dawn.tap(label)
    await dawn.reads("Who agreed")
    town.say(dawn.person, dawn.person, "Dawn Ellis, secretary, 2 March")
    await dawn.reads("30 new members")
    await town.until(lambda: "url" in town.last(group).keyboard[0][0])
    return str(town.last(group).keyboard[0][0]["url"]).partition("?start=")[2]


async def test_the_first_minute_takes_few_taps(tmp_path: Path) -> None:
    opened = opening.open_store(f"sqlite:///{tmp_path / 'first.db'}", alone=True)
    clock = Clock(START)
    town = Standin(clock.now)
    dawn, asha = (Hand(town, town.add_person(name)) for name in ("Dawn", "Asha"))
    async with town.serve() as server, asyncio.timeout(30):
        made = branch_setup.settings(town, server.base_url, server.base_file_url)
        app = App(made, opened.store, clock.now, rates=UNHURRIED)
        await app.start()
        code = opened.store.write(lambda s: owner.fresh_code(s, clock.now()))
        way_in = await set_up(town, dawn, asha, code)
        asha.taps += 1  # Ask to join
        await asha.start(way_in)
        await dawn.tap("Approve Asha")
        for label in ("I promise", "Skip"):
            await asha.tap(label)
        await asha.reads("Hello")
        await app.stop()
    opened.close()
    assert (dawn.taps <= 12, asha.taps) == (True, 4)
