"""A sender and a fetcher between a real database and the stand-in."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import telegram
from sqlmodel import Session, col, select
from telegram import Update

from bot.delivery import request
from bot.delivery.fetch import fetcher
from bot.delivery.health import counts
from bot.delivery.send import limits, sender
from bot.delivery.send.row_kinds import RowKind
from bot.demo import standin
from bot.rules.ballot.ballot import Ballot
from bot.rules.person import Person, Role
from bot.rules.queue import endings as queue_endings
from bot.usecases import outbox_codec
from storage import ballots, members
from storage.lists import new_members
from storage.outbox import outbox_entry, to_send
from storage.queue import cards, claims
from storage.tables import OutboxRow, SetAsideRow
from storage.team import chats, people
from tests import fresh_database, waiting
from tests.delivery import row_words, virtual

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")


class Rig:
    """A town with a group and two people, and the bot's edges towards it."""

    def __init__(self, folder: Path) -> None:
        self.clock = virtual.Clock()
        self.done = counts.Counts()
        self.town = standin.Standin(self.clock.now)
        self.asha = self.town.add_person("Asha", started=True)
        self.ben = self.town.add_person("Ben", started=True)
        self.group = self.town.make_group("Branch", [self.asha, self.ben])
        self.town.add_bot(self.group, self.asha)
        self.town.feed.entries.clear()
        self.words = row_words.Words()
        self._opened = fresh_database.open_at(folder / "mantelpiece.db")
        self.store = self._opened.store

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["Rig"]:
        async with self.town.serve() as server:
            urls = server.base_url, server.base_file_url
            self.bot = request.make_bot(self.town.token, *urls)
            async with self.bot:
                self.town.history.clear()
                yield self
        self._opened.close()

    def put(self, chat_id: int, text: str | None = None, **more: Any) -> int:
        """A row of the outbox; what is no option of it goes into what it says."""
        known = outbox_entry.Options.__annotations__.keys() & more.keys()
        options = {name: more.pop(name) for name in known}
        kind = more.pop("kind", RowKind.SEND)
        ending = {"text": text, **more}
        now = self.clock.now()
        return self.store.write(
            lambda session: to_send.put(session, chat_id, kind, ending, now, **options)
        )

    def put_many(self, chats: Sequence[int], count: int) -> None:
        """So many rows for each of these chats, written in one unit."""
        now = self.clock.now()

        def unit(session: Session) -> None:
            for number in range(count):
                for chat_id in chats:
                    to_send.put(session, chat_id, "send", {"text": str(number)}, now)

        self.store.write(unit)

    def card(self, who: Any) -> int:
        """A card of a member called Siân Price, which somebody of the group holds."""
        self.enlist(who)

        def unit(session: Session) -> int:
            now, person = self.clock.now(), people.find(session, who.id)
            found = {"first_name": "Siân", "last_name": "Price"}
            new_members.add(session, person.ballot_id, [found])
            *_, member = members.every(session, person.ballot_id)
            hour = now + dt.timedelta(hours=1)
            taken = claims.take_this(
                session, member, person.id, lease_until=hour, now=now
            )
            places = (person.ballot_id, member.id, person.id)
            card = cards.open_card(session, taken.claim_id, *places, now)
            ending = outbox_codec.pack(queue_endings.Handed(card.id))
            said = {**ending, "text": member.full_name}
            return to_send.put(session, who.id, RowKind.CARD, said, now)

        return self.store.write(unit)

    def state(self, row_id: int) -> str:
        return self.store.read(lambda session: session.get_one(OutboxRow, row_id).state)

    def states(self) -> list[str]:
        rows = select(OutboxRow.state).order_by(col(OutboxRow.id))
        return self.store.read(lambda session: list(session.exec(rows)))

    def ending(self, row_id: int) -> tuple[str, str | None]:
        """How a row ended, and why."""
        rows = select(OutboxRow.state, OutboxRow.why).where(OutboxRow.id == row_id)
        return self.store.read(lambda session: tuple(session.exec(rows).one()))

    def message_id(self, row_id: int) -> int | None:
        rows = select(OutboxRow.message_id).where(OutboxRow.id == row_id)
        return self.store.read(lambda session: session.exec(rows).one())

    def said(self, ending: type, chat_id: int) -> int:
        """How often the outbox was asked to say this in a chat."""
        rows = select(OutboxRow.about).where(OutboxRow.chat_id == chat_id)
        found = self.store.read(lambda session: list(session.exec(rows)))
        said = [about["ending"].get("say") for about in found]
        return said.count(ending.__name__)

    def set_aside(self) -> list[str]:
        """Why updates were set aside."""
        rows = select(SetAsideRow.why)
        return self.store.read(lambda session: list(session.exec(rows)))

    def enlist(self, who: Any, role: Role = Role.ADVOCATE) -> None:
        """Give somebody of the group a role in the ballot the group is linked to."""

        def unit(session: Session) -> None:
            now = self.clock.now()
            found = ballots.every(session) or [self._ballot(session)]
            person = people.find_or_add(session, who.id, who.first_name)
            people.update(session, person.id, started=who.started)
            people.give_role(session, person.id, found[0].id, role, now)
            settled = (session, person.id, found[0].id)
            people.update_role(*settled, in_group=True, group_id=self.group.id)

        self.store.write(unit)

    def _ballot(self, session: Session) -> Ballot:
        now = self.clock.now()
        closes = now + dt.timedelta(days=20)
        ballot = ballots.add(session, Ballot(0, "Pay ballot", closes), now)
        chats.add(session, self.group.id, "group", None, now)
        chats.update(session, self.group.id, ballot_id=ballot.id, linked_at=now)
        return ballot

    def confirmed(self, who: Any, at: dt.datetime) -> None:
        """Telegram said then that somebody is in the group."""
        person = self.person(who)
        self.store.write(
            lambda session: people.update_role(
                session, person.id, person.ballot_id, seen_in_group_at=at
            )
        )

    def person(self, who: Any) -> Person:
        """Somebody as the database knows them."""
        return self.store.read(lambda session: people.find(session, who.id))

    def sender(
        self,
        rates: limits.Rates | None = None,
        bot: telegram.Bot | None = None,
        holds: Callable[[], bool] = lambda: True,
    ) -> sender.Sender:
        made = sender.Sender(
            bot or self.bot,
            self.store,
            self.words,
            self.clock.time(),
            rates,
            self.done,
            holds,
        )
        # All that is under way sleeps, and so does the sender's own loop.
        self.clock.quiet = lambda: made.under_way < self.clock.sleepers
        return made

    async def send(
        self,
        until: Callable[[], bool] | None = None,
        rates: limits.Rates | None = None,
    ) -> None:
        """Run a sender until nothing waits, or until something is so."""
        running = self.sender(rates)
        idle = until or (lambda: self.store.read(to_send.waiting) == 0)
        await self.running(running.run(), idle)
        await running.stop()

    async def fetch(
        self,
        handle: Callable[[Update], Awaitable[bool]],
        until: Callable[[], bool] | None = None,
        poll: int = 5,
    ) -> fetcher.Fetcher:
        """Run a fetcher until Telegram holds no update, or until something is so."""
        made = fetcher.Fetcher(
            self.bot,
            self.store,
            handle,
            self.sender().direct,
            self.clock.time(),
            ALLOWED,
            poll=poll,
            done=self.done,
        )
        await self.running(made.run(), until or (lambda: not self.town.feed.entries))
        await made.stop(within=0.1)
        return made

    async def running(self, work: Awaitable[None], until: Callable[[], bool]) -> None:
        """Let something run beside us until a condition holds; time stops then."""
        self.clock.over = until
        task = asyncio.ensure_future(work)
        try:
            async with asyncio.timeout(waiting.PATIENCE):
                while not until() and not task.done():
                    await waiting.turn()
            if task.done():
                task.result()
        finally:
            self.clock.over = lambda: True  # time stands still until it has ended
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            self.clock.over = lambda: False

    def texts(self, chat: Any) -> list[str]:
        return [message.text or "" for message in self.town.messages(chat)]
