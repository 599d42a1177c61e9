"""Fourteen days of a ballot in seconds: seeded people, the real bot, a moved clock."""

import datetime as dt
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import xlsxwriter

from bot.demo.telegram.faults import Kind
from bot.demo.telegram.models import Message, Person
from tests.journeys.play import Branch, sheet

BEGINS = dt.datetime(2027, 3, 12, 8, 0, tzinfo=dt.UTC)
DAYS = 14
HOURS = range(8, 22)
REPORTS = (
    "voted",
    "no answer",
    "will post it tomorrow",
    "she'll post it friday, box by the Co-op, after work",
    "asked for another paper",
    "needs a new paper",
    "call back at 6",
    "wrong number",
    "not voting",
    "please don't call again",
    "not sure yet",
    "is this private?",
    "left a message",
    "moved away, left the union",
    "hm",
    "what do I do now?",
)
COMMANDS = ("/mine", "/undo", "/skip", "/script", "/stats", "/help", "/done voted")
ORGANISING = ("/stats", "/plan", "/cases", "/team", "/nudges", "/check", "/ballot")
HABITS = ("call", "next", "report", "press", "twice", "command", "edit", "delete",
          "again", "tell", "away", "block", "group", "trouble")  # fmt: skip
OFTEN = (30, 10, 20, 18, 4, 6, 2, 2, 2, 2, 1, 1, 2, 3)
BACK = 0.25
"""The chance that an act of somebody who left or blocked the bot is to come back."""
TROUBLES = (
    Kind.TOO_MANY,
    Kind.SERVER_ERROR,
    Kind.BAD_GATEWAY,
    Kind.RESET,
    *(Kind.ANSWER_LOST, Kind.ANSWER_CUT, Kind.GATEWAY_AFTER),
)
Seen = list[tuple[int, dt.datetime | None, str]]


@dataclass
class World:
    """A branch, its chance, and what its people have lived through."""

    branch: Branch
    chance: random.Random
    blocked: set[str] = field(default_factory=set)
    away: set[str] = field(default_factory=set)
    waiting: list[tuple[str, str, Seen]] = field(default_factory=list)
    """Who wrote what in private this hour, and what they had seen of the bot."""
    silent: list[str] = field(default_factory=list)
    """What somebody wrote in private and got no word for within the hour."""

    @property
    def advocates(self) -> list[str]:
        return [name for name in self.branch.people if name != "Dawn"]

    async def live(self, days: int, acts: int) -> None:
        """So many days, with so many acts an hour."""
        for day in range(days):
            for hour in HOURS:
                self.branch.clock.at = BEGINS + dt.timedelta(
                    days=day, hours=hour - HOURS[0]
                )
                await self.branch.app.tick()
                await self.branch.rest()
                self.look_for_silence()
                for _ in range(acts):
                    await self.act()
            await self.organise()
        await self.branch.move(days=1)

    async def act(self) -> None:
        """One of them does something."""
        name = self.chance.choice(self.advocates)
        habit = self.chance.choices(HABITS, OFTEN)[0]
        self.branch.clock.at += dt.timedelta(seconds=self.chance.randrange(5, 90))
        if name in self.blocked | self.away and self.chance.random() < BACK:
            habit = "block" if name in self.blocked else "away"
        if name in self.blocked and habit != "block":
            return
        await getattr(self, f"_{habit}")(name)

    async def _say(self, name: str, words: str) -> None:
        before = self._seen(name)
        await self.branch.say(name, words)
        if name not in self.away and self._seen(name) == before:
            self.waiting.append((name, words, before))

    def look_for_silence(self) -> None:
        """Note who got no word at all, trouble on the way or not."""
        for name, words, before in self.waiting:
            if name not in self.blocked | self.away and self._seen(name) == before:
                self.silent.append(f"{self.branch.clock.at} {name}: {words}")
        self.waiting.clear()

    def _seen(self, name: str) -> Seen:
        """What the bot has said to somebody, with when it was changed last."""
        person = self.branch[name]
        return [
            (message.id, message.edited, message.text or "")
            for message in self.branch.town.messages(person)
            if message.sender is self.branch.town.bot
        ]

    def _bots(self, name: str) -> Iterator[Message]:
        """Messages of the bot with buttons, the newest first."""
        for message in reversed(self.branch.town.messages(self.branch[name])):
            if message.sender is self.branch.town.bot and message.buttons:
                yield message

    async def _call(self, name: str) -> None:
        """Ask for the next member, talk, and report."""
        await self._next(name)
        self.branch.clock.at += dt.timedelta(seconds=self.chance.randrange(30, 400))
        await self._report(name)

    async def _next(self, name: str) -> None:
        await self._say(name, "/next")

    async def _report(self, name: str) -> None:
        await self._say(name, self.chance.choice(REPORTS))

    async def _command(self, name: str) -> None:
        await self._say(name, self.chance.choice(COMMANDS))

    async def _tell(self, name: str) -> None:
        await self._say(name, f"/tell Nia{self.chance.randrange(90)}, voted")

    async def _press(self, name: str, times: int = 1) -> None:
        shown = list(self._bots(name))[:3]
        if not shown:
            return
        message = self.chance.choice(shown)
        buttons = message.buttons
        data = [one["callback_data"] for one in buttons if "callback_data" in one]
        if not data:
            return
        chosen = self.chance.choice(data)
        for _ in range(times):
            self.branch.town.press_data(self.branch[name], message, chosen)
        await self.branch.rest()

    async def _twice(self, name: str) -> None:
        await self._press(name, times=2)

    async def _edit(self, name: str) -> None:
        if (message := self._own(name)) is not None:
            self.branch.town.edit(
                self.branch[name], message, self.chance.choice(REPORTS)
            )
            await self.branch.rest()

    def _own(self, name: str) -> Message | None:
        person = self.branch[name]
        said = [
            message
            for message in self.branch.town.messages(person)
            if message.sender is person and message.text
        ]
        return said[-1] if said else None

    async def _delete(self, name: str) -> None:
        for message in self._bots(name):
            message.deleted = True  # on the phone only: the bot is not told
            return

    async def _again(self, name: str) -> None:
        """Telegram sends an update a second time."""
        updates = self.branch.town.feed.everything[-30:]
        if updates:
            self.branch.town.redeliver(self.chance.choice(updates))
            await self.branch.rest()

    async def _group(self, name: str) -> None:
        if name not in self.away:
            words = self.chance.choice(COMMANDS)
            await self.branch.say(name, words, self.branch.group)

    async def _away(self, name: str) -> None:
        """Leave the group, or come back to it."""
        person, town = self.branch[name], self.branch.town
        if name in self.away:
            town.join(person, self.branch.group)
            self.away.remove(name)
        else:
            town.leave(person, self.branch.group)
            self.away.add(name)
        await self.branch.rest()

    async def _block(self, name: str) -> None:
        """Block the bot, or start it again."""
        person, town = self.branch[name], self.branch.town
        if name in self.blocked:
            town.unblock(person)
            self.blocked.remove(name)
        else:
            town.block(person)
            self.blocked.add(name)
        await self.branch.rest()

    async def _trouble(self, _name: str) -> None:
        """Telegram is in trouble for the next calls."""
        kind, times = self.chance.choice(TROUBLES), self.chance.randrange(1, 4)
        method = self.chance.choice(("sendMessage", "editMessageText", ""))
        self.branch.town.faults.plan(kind, method, times=times)

    async def organise(self) -> None:
        """The organiser looks, and every few days sends the list again."""
        await self.branch.say("Dawn", self.chance.choice(ORGANISING))
        for name in ("Save", "Yes", "Answered", "Approve"):
            with_label = (
                (message, one["text"])
                for message in self._bots("Dawn")
                for one in message.buttons
                if name in one["text"]
            )
            if (found := next(with_label, None)) is not None:
                self.branch.town.press(self.branch["Dawn"], *found)
                await self.branch.rest()
        if self.chance.random() < 0.2:
            person: Person = self.branch["Dawn"]
            self.branch.town.send_document(person, person, "list.xlsx", self.list())
            await self.branch.rest()

    def list(self) -> bytes:
        """The branch's list of today: a few new, a few gone, a number mended."""
        kept = io.BytesIO()
        book = xlsxwriter.Workbook(kept, {"in_memory": True})
        page = book.add_worksheet()
        page.write_row(0, 0, ("Membership number", "First name", "Last name", "Mobile"))
        for row in range(1, 40):
            one = sheet(self.chance.randrange(200))
            fields = (one.membership_number, one.first_name, one.last_name, one.mobile)
            page.write_row(row, 0, fields)
        book.close()
        return kept.getvalue()
