"""The guide of the tour: acts as the people of the demo, and says what happens.

What it does are the updates that a person on the page would cause; it can be paused
before each of them, and whatever somebody else did meanwhile stays.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.demo.telegram.groups import Groups
from bot.demo.telegram.models import Chat, Message, Person
from bot.demo.telegram.refusals import Impossible
from bot.demo.telegram.world import Change

Sleep = Callable[[float], Awaitable[object]]
BEAT = 0.7
"""Seconds before each step that is shown."""
SHORTEST, LETTERS = 2.4, 23.0
"""Seconds that words stand at least, and how many letters are read in one."""


@dataclass(frozen=True)
class Dates:
    """The days of the ballot that the tour goes through."""

    opened: datetime
    """When the demo began."""
    last_day: date
    """The last safe posting day."""
    closes: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class Hands:
    """What the guide cannot do in the chat."""

    move: Callable[[timedelta], Awaitable[None]]
    """Move the clock on; what is due on the way is done and said."""
    rest: Callable[[], Awaitable[None]]
    """Wait until the bot has answered."""
    short: Callable[[], int]
    """How many papers are missing to the line, as reported."""
    step: timedelta
    """How far the clock is moved at once."""
    sleep: Sleep


@dataclass
class Shown:
    """What the page shows of the tour."""

    state: str = "ready"  # playing, paused, over
    words: str = ""
    person: int = 0
    chat: int = 0


class Guide:
    """Acts and speaks for the tour; one at a time."""

    def __init__(self, town: Groups, dates: Dates, hands: Hands) -> None:
        self.town = town
        self.dates = dates
        self.hands = hands
        self.shown = Shown()
        self.going = asyncio.Event()
        self.people = {who.first_name: who for who in town.people.values()}
        self.group = next(chat for chat in town.chats.values() if chat.is_group)
        self._read_at = 0.0

    @property
    def now(self) -> datetime:
        """The demo's time, on the ballot's clock."""
        return self.town.clock().astimezone(self.dates.zone)

    @property
    def day(self) -> int:
        """Which day of the demo it is, from 1."""
        return (self.now.date() - self._first).days + 1

    @property
    def days(self) -> int:
        """How many whole days there are before the day of the close."""
        return (self.dates.closes.astimezone(self.dates.zone).date() - self._first).days

    @property
    def _first(self) -> date:
        return self.dates.opened.astimezone(self.dates.zone).date()

    def draw(self) -> None:
        """Let the page show what has changed."""
        self.town.tell(Change("tour"))

    async def tell(
        self,
        words: str,
        name: str = "",
        chat: Chat | None = None,
        *,
        brief: bool = False,
    ) -> None:
        """Say what happens, once the words before have stood long enough.

        With a name the page is shown as that person: their private chat, or the group.
        `brief` words stand no longer than what is done under them.
        """
        await self.read()
        self.shown.words = words
        if name:
            self.shown.person = self.people[name].id
            self.shown.chat = (chat or self.town.private(self.people[name])).id
        reading = 0.0 if brief else max(SHORTEST, len(words) / LETTERS)
        self._read_at = asyncio.get_running_loop().time() + reading
        self.draw()

    async def read(self) -> None:
        """Leave the time to read what was said last."""
        await self.hands.sleep(
            max(0.0, self._read_at - asyncio.get_running_loop().time())
        )
        await self.going.wait()

    async def say(self, name: str, words: str, chat: Chat | None = None) -> None:
        """Type as somebody, in private or in the group."""
        person = self.people[name]
        await self._beat(person, chat)
        self.town.say(person, chat or person, words)
        await self.hands.rest()

    async def press(self, name: str, label: str) -> None:
        """Press the newest button of this label in somebody's private chat."""
        person = self.people[name]
        await self._beat(person)
        found = self.button(name, label)
        if found is None:
            raise Impossible(f"{name} has no button “{label}”.")
        self.town.press(person, *found)
        await self.hands.rest()

    def last(self, name: str) -> Message:
        """Return the newest message in somebody's private chat."""
        return self.town.last(self.people[name])

    def button(self, name: str, label: str) -> tuple[Message, str] | None:
        """Find the newest button of this label in somebody's private chat."""
        for message in reversed(self.town.messages(self.people[name])):
            for button in message.buttons:
                if label in button["text"] and "callback_data" in button:
                    return message, button["callback_data"]
        return None

    def said(self, name: str | None, words: str, since: datetime) -> Message | None:
        """Find what the bot said lately, to somebody or (None) to the group."""
        chat = self.group if name is None else self.town.private(self.people[name])
        for message in reversed(self.town.messages(chat)):
            if message.date < since:
                return None
            if message.sender is self.town.bot and words in (message.text or ""):
                return message
        return None

    async def until(self, hour: time) -> datetime:
        """Let the clock run on to this time of day; gives when it began."""
        began = self.now
        day = began.date() + timedelta(days=began.time() >= hour)
        end = datetime.combine(day, hour, self.dates.zone)
        while self.town.clock() < end:
            await self.going.wait()
            await self.hands.move(min(self.hands.step, end - self.town.clock()))
            self.town.tell(Change("clock"))
            self.draw()
        return began

    async def _beat(self, person: Person, chat: Chat | None = None) -> None:
        if self.shown.chat == (chat or self.town.private(person)).id:
            await self.hands.sleep(BEAT)
        await self.going.wait()
