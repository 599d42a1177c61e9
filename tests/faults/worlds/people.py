"""What the people of a world do: they ring, report, leave, come back, block, delete."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.demo.telegram.models import Message, Person
from tests.journeys.play import CANARY, Branch

REPORTS = {
    "no answer": 5,
    "voted": 3,
    "will post it tomorrow": 4,
    "she'll post it friday, box by the Co-op, after work": 2,
    "call back at 6": 3,
    "asked for another paper": 2,
    "needs a new paper": 1,
    "left a message": 1,
    "message sent": 2,
    "not sure yet": 1,
    "not voting": 1,
    "wrong number": 1,
    "please don't call again": 1,
    "moved away, left the union": 1,
    "will vote. asks does it need a stamp": 1,
    "annoyed about the leaflets": 1,
    "is this private?": 1,
    "hm": 1,
    "what do I do now?": 1,
}
"""What they report, and how often beside the others."""
COMMANDS = ("/mine", "/undo", "/skip", "/script", "/stats", "/help", "/done voted")
ASKED = ("Who is that about?", "Which is it?")
HABITS = {
    "next": 4,
    "report": 6,
    "press": 14,
    "twice": 5,
    "command": 6,
    "tell": 4,
    "edit": 4,
    "delete": 5,
    "again": 5,
    "away": 4,
    "block": 4,
    "group": 4,
}
"""What they do beside calls, and how often."""
HOW = {"reply": 6, "press": 2, "say": 2, "nothing": 1}
"""How a call is reported, where it is."""
BACK = 0.25
"""The chance that an act of somebody who left or blocked the bot is to come back."""
Seen = list[tuple[int, dt.datetime | None, str]]


@dataclass
class Advocate:
    """One of the people, with the chance of their own; acts wait for nothing."""

    branch: Branch
    name: str
    chance: random.Random
    did: Counter[str]
    """How often everybody did what."""
    away: bool = False
    blocked: bool = False
    unanswered: list[tuple[str, Seen]] = field(default_factory=list)
    """What they wrote in private, and what they had seen of the bot before."""

    @property
    def person(self) -> Person:
        return self.branch[self.name]

    @property
    def hears(self) -> bool:
        """Whether the bot owes them a word."""
        return not (self.away or self.blocked)

    def seen(self) -> Seen:
        """What the bot has said to them, with when it was changed last."""
        return [
            (message.id, message.edited, message.text or "")
            for message in self.branch.town.messages(self.person)
            if message.sender is self.branch.town.bot
        ]

    def waits_for(self) -> list[tuple[str, Seen]]:
        """What they wrote to which nothing has come."""
        return [one for one in self.unanswered if self.hears and one[1] == self.seen()]

    def shown(self) -> Iterator[Message]:
        """Messages of the bot with buttons, the newest first."""
        for message in reversed(self.branch.town.messages(self.person)):
            if message.sender is self.branch.town.bot and message.buttons:
                yield message

    def act(self) -> None:
        """Do something by habit."""
        habit = self.chance.choices([*HABITS], [*HABITS.values()])[0]
        if not self.hears and self.chance.random() < BACK:
            habit = "block" if self.blocked else "away"
        if not self.blocked or habit == "block":
            self.did[habit] += 1
            getattr(self, f"_{habit}")()

    def ask(self) -> None:
        """Ask for the next member, to ring them."""
        if not self.blocked:
            self.did["call"] += 1
            self._next()

    def tell_how_it_went(self) -> None:
        """Report the call in one of the ways there are, or forget it."""
        if self.blocked:
            return
        card = next(self._cards(), None)
        match self.chance.choices([*HOW], [*HOW.values()])[0]:
            case "reply" if card is not None:
                self._say(self._words(), card)
            case "press" if card is not None:
                self._tap(card)
            case "say":
                self._report()

    def answer(self) -> None:
        """Press what the bot asks, if the newest message asks something."""
        message = next(self.shown(), None)
        asked = message and any(words in (message.text or "") for words in ASKED)
        if message and asked and not self.blocked:
            self.did["answer"] += 1
            self._tap(message)

    def _cards(self) -> Iterator[Message]:
        return (one for one in self.shown() if CANARY in (one.text or ""))

    def _words(self) -> str:
        return self.chance.choices([*REPORTS], [*REPORTS.values()])[0]

    def _say(self, words: str, reply_to: Message | None = None) -> None:
        if self.hears:
            self.unanswered.append((words, self.seen()))
        self.branch.town.say(self.person, self.person, words, reply_to)

    def _next(self) -> None:
        self._say("/next")

    def _report(self) -> None:
        self._say(self._words())

    def _command(self) -> None:
        self._say(self.chance.choice(COMMANDS))

    def _tell(self) -> None:
        self._say(f"/tell Nia{self.chance.randrange(90)}, voted")

    def _press(self, times: int = 1) -> None:
        if shown := list(self.shown())[:3]:
            self._tap(self.chance.choice(shown), times)

    def _twice(self) -> None:
        self._press(times=2)

    def _tap(self, message: Message, times: int = 1) -> None:
        buttons = message.buttons
        data = [one["callback_data"] for one in buttons if "callback_data" in one]
        chosen = self.chance.choice(data) if data else None
        for _ in range(times if chosen else 0):
            self.branch.town.press_data(self.person, message, chosen)

    def _edit(self) -> None:
        said = self.branch.town.messages(self.person)
        own = [one for one in said if one.sender is self.person and one.text]
        if own:
            self.branch.town.edit(self.person, own[-1], self._words())

    def _delete(self) -> None:
        for message in self.shown():
            message.deleted = True  # on the phone only: the bot is not told
            return

    def _again(self) -> None:
        """Telegram sends an update a second time."""
        if updates := self.branch.town.feed.everything[-30:]:
            self.branch.town.redeliver(self.chance.choice(updates))

    def _group(self) -> None:
        if not self.away:
            words = self.chance.choice(COMMANDS)
            self.branch.town.say(self.person, self.branch.group, words)

    def _away(self) -> None:
        """Leave the group, or come back to it."""
        go = self.branch.town.join if self.away else self.branch.town.leave
        go(self.person, self.branch.group)
        self.away = not self.away

    def _block(self) -> None:
        """Block the bot, or start it again."""
        turn = self.branch.town.unblock if self.blocked else self.branch.town.block
        turn(self.person)
        self.blocked = not self.blocked
