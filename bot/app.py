"""The composition root: store, clock, Telegram's edges, handlers in order, the tick."""

import asyncio
import datetime as dt
import socket
from collections.abc import Callable
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram import Bot, Update
from telegram.ext import Application, ApplicationBuilder

from bot import clock as clocks
from bot import handlers
from bot.config import Settings, care_files, catalogues, scripts_file
from bot.delivery import by_clock, damage, jobs, lead, reach, request, tasks
from bot.delivery.fetch import end_point, fetcher, receiver
from bot.delivery.health import counts, pulse, server
from bot.delivery.send import limits, render, sender
from bot.handlers import dispatch
from bot.rules.privacy import permissions
from bot.texts import messages
from bot.usecases.entry import clock_tick, gate
from bot.usecases.privacy import nightly
from bot.usecases.team import manage_team
from storage import outages
from storage.engine import ServerStore, Store, Unit

TICK_SECONDS = 20
PATIENCE = 8.0
"""Seconds that a server has to save an update, before its chat is told to wait."""
SHARED_POLL = 0.3
"""Seconds after which the leader sends what another process wrote."""
JOBS_POLL = 3.0
"""Seconds after which it begins a job that another process has taken on."""
NIGHT_LOOK = 60
"""Seconds between looks whether the check of a night is due."""
REAL_TIME = tasks.Time(clocks.utc_now)


class App:
    """The whole bot: the same for Telegram, the demo and the journeys."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        time: tasks.Time = REAL_TIME,
        poll: int = 30,
        rates: limits.Rates | None = None,
        listener: socket.socket | None = None,
        held: Callable[[], bool] = lambda: True,
    ) -> None:
        """Make a bot.

        `listener`: a socket that it shares with others, for the webhook. `held`:
        whether its place on the database's server is still its own.
        """
        token = settings.telegram.token
        self.store = store
        self.time, self.clock = time, time.now
        self.numbers = settings.queue_settings()
        self.settings = settings
        self._poll = poll
        self._rates = rates
        self._listener = listener
        self._held = held
        self.shares = settings.webhook.url is not None and isinstance(
            store, ServerStore
        )
        """Whether other processes may run on the same database."""
        self.term: lead.Term | None = None
        """The time for which this process leads."""
        self.bot: Bot = request.make_bot(
            token.get_secret_value() if token else "",
            settings.telegram.base_url,
            settings.telegram.base_file_url,
        )
        self.done = counts.Counts()
        self.pulse = pulse.Pulse(store, self.done, self.time)
        self.health = server.Server(
            settings.health.port, self.pulse, metrics=settings.health.metrics
        )
        self.application: Application = (  # type: ignore[type-arg]
            ApplicationBuilder().bot(self.bot).updater(None).build()
        )
        self._wording = scripts_file.read(settings.texts.scripts)
        self._handbook = care_files.handbook(settings.texts)
        self._languages = catalogues.read(settings.texts)
        self._scheduler = AsyncIOScheduler(timezone=dt.UTC)
        self._running: list[asyncio.Future[None]] = []
        self._damage: asyncio.Future[None]
        self.sender: sender.Sender
        self.worker: jobs.Worker
        self._lead = lead.Lead(store, self.time, self._work)
        self._by_clock = by_clock.ByClock(store, self._found_damage)

    async def start(self) -> None:
        """Check the bot's account, register everything, then fetch, send and tick.

        The end point answers from before, so that it says what the start waits for.
        """
        self._damage = asyncio.get_running_loop().create_future()
        await self.health.start()
        await reach.insist(self._meet_telegram, self.time)
        self.done.heard = self.time.monotonic()
        self._build()
        if not self.shares:
            await self._begin(lead.Term(self.store))
        await reach.insist(self.fetcher.begin, self.time)
        self._scheduler.add_job(self.tick, "interval", seconds=TICK_SECONDS)
        self._scheduler.add_job(self.pulse.beat, "interval", seconds=pulse.SECONDS)
        self._scheduler.add_job(self.nightly, "interval", seconds=NIGHT_LOOK)
        self._scheduler.start()
        await self.pulse.beat()
        leads = self._lead.run() if self.shares else self._send_and_work()
        self._running = [
            asyncio.create_task(leads),
            asyncio.create_task(self.fetcher.run()),
            self._damage,
        ]
        if isinstance(self.store, ServerStore):
            self._running.append(asyncio.create_task(self._lead.keep_place(self._held)))

    async def _begin(self, term: lead.Term) -> None:
        """Begin to lead: what is due is done, and the outbox has its sender."""
        for one in (self.sender, self.worker):
            one.idle.set()  # who waits for those replaced looks at the new ones
        self.sender, self.worker = self._sender(term), self._worker(term)
        self.term = term
        await self.tick()
        menus = partial(manage_team.refresh_menus, now=self.clock())
        await tasks.result(term.store.submit(menus))

    async def _send_and_work(self) -> None:
        await asyncio.gather(self.sender.run(), self.worker.run())

    async def _work(self, term: lead.Term) -> None:
        """Lead until cancelled; finish what has begun."""
        try:
            await self._begin(term)
            await self._send_and_work()
        finally:
            self.term = None
            self.worker.stop()
            await self.sender.stop()

    async def _meet_telegram(self) -> None:
        """Check the token and the account, and set the command menus."""
        await self.application.initialize()
        handlers.refuse_unsafe(self.bot.bot)
        await handlers.say_commands(
            self.bot, self._languages, ephemeral=self.settings.telegram.ephemeral
        )

    def _build(self) -> None:
        nobody = lead.Term(self.store)
        self.sender, self.worker = self._sender(nobody), self._worker(nobody)
        self.services = dispatch.Services(
            write=self.write,
            gate=gate.Gate(
                bot_id=self.bot.id,
                bot_name=self.bot.username,
                numbers=self.numbers,
                handbook=self._handbook,
                ephemeral=self.settings.telegram.ephemeral,
            ),
            clock=self.clock,
            wake=self._wake,
            read=self.read,
        )
        self.application.bot_data["services"] = self.services
        permissions.check(handlers.register(self.application))
        self.fetcher = self._updates()

    def _sender(self, term: lead.Term) -> sender.Sender:
        words = render.Renderer(
            self.clock,
            self.settings.plan_settings(),
            self._wording,
            self.numbers,
            self._handbook,
            self.settings.nudge_settings(),
            self._languages,
            self.settings.texts.language,
        )
        poll = SHARED_POLL if self.shares else sender.POLL
        how = (self.bot, term.store, words, self.time, self._rates, self.done)
        return sender.Sender(*how, term.holds, poll)

    def _worker(self, term: lead.Term) -> jobs.Worker:
        return jobs.Worker(
            self.bot,
            term.store,
            self.clock,
            self.numbers,
            self._wake_sender,
            handbook=self._handbook,
            sleep=self.time.sleep,
            poll=JOBS_POLL if self.shares else None,
            catalogues=self._languages,
        )

    def _updates(self) -> fetcher.Fetcher | receiver.Receiver:
        """Make what brings updates: Telegram sends them, or the bot asks for them."""
        how = (self.bot, self.store, self.handle, self._say, self.time)
        allowed, at = handlers.ALLOWED_UPDATES, self.settings.webhook
        if at.url is None:
            patience = PATIENCE if isinstance(self.store, ServerStore) else None
            return fetcher.Fetcher(*how, allowed, self._poll, self.done, patience)
        place = end_point.Place(at.url, at.host, at.port, self._listener)
        return receiver.Receiver(*how, allowed, place, self.done)

    async def handle(self, update: Update) -> bool:
        """Pass one update to the handlers; raises the error of the one that failed."""
        await self.application.process_update(update)
        error = self.services.failed.pop(update.update_id, None)
        if error is not None:
            raise error
        return True

    async def _say(
        self, chat_id: int, message: messages.Message, language: str
    ) -> bool:
        return await self.sender.direct(chat_id, message, language)

    def _wake_sender(self) -> None:
        self.sender.wake()

    def _wake(self) -> None:
        """Wake the sender and the worker: a commit may have left them something."""
        self.sender.wake()
        self.worker.wake()

    async def write(self, unit: Unit[bool]) -> bool:
        """Run a unit of work; return once it is committed."""
        return await tasks.result(self.store.submit(unit))

    async def read(self, unit: Unit[bool]) -> bool:
        """Run a unit that only reads, on a read-only connection."""
        return await tasks.result(self.store.submit_read(unit))

    async def tick(self) -> None:
        """Do everything that is due by the clock, where it leads; wake the sender."""
        if self.term is not None:
            await self._by_clock.tick(self._tick, self.term.store, self._wake_sender)

    def _tick(self) -> clock_tick.Tick:
        return clock_tick.Tick(
            self.clock(),
            self.numbers,
            self.bot.username,
            self._handbook,
            self.settings.nudge_settings(),
        )

    async def nightly(self) -> None:
        """Check everything once a night; wake the sender, should there be news."""
        kept = self.settings.storage
        to = nightly.Backups(kept.backups, kept.backup_days)
        if await self._by_clock.nightly(to, self.clock()):
            self.sender.wake()

    def _found_damage(self) -> None:
        """End the bot: its database is damaged (P11)."""
        if not self._damage.done():
            self._damage.set_exception(outages.Damaged())

    async def run(self) -> None:
        """Run until a part of the bot ends or fails; raises its error."""
        try:
            await asyncio.gather(*self._running)
        except Exception as error:
            if outages.damaged(error):
                await damage.tell(self.store, self._say)
            raise

    async def stop(self) -> None:
        """Stop fetching, finish what has begun, close the lines: within ten seconds."""
        self.pulse.stop()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        await self._by_clock.stop()
        await self.fetcher.stop()
        self._lead.stopping.set()
        self.worker.stop()
        await self.sender.stop()
        self._damage.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self.application.shutdown()
        await self.health.stop()

    async def abandon(self) -> None:
        """Close the lines of a bot that did not start."""
        await self.health.stop()
        await request.close(self.bot)
