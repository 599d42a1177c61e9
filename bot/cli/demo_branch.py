"""The demo: the real bot beside the stand-in for Telegram, with an invented branch.

With `--empty` only the people are there: whoever plays sets the branch up in the chat.
"""

import asyncio
import contextlib
import datetime as dt
import signal
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import typer
from pydantic import SecretStr
from sqlmodel import Session

from bot import clock, config
from bot.app import App
from bot.cli import demo_clock
from bot.config import sections
from bot.delivery import tasks
from bot.delivery.send import limits
from bot.demo import branch
from bot.demo.standin import Server, Standin
from bot.demo.telegram.models import Person
from bot.demo.tour import guide, story, tour
from bot.rules.ballot import timetable
from bot.rules.ballot.ballot import Ballot
from bot.rules.care import case_rules
from bot.rules.person import Role
from bot.rules.replies import steps
from bot.sheets import read_file
from bot.usecases.lists import import_list
from bot.usecases.stats import turnout_report
from bot.usecases.team import owner
from storage import ballots, members, opening
from storage.care import cases
from storage.engine import Store
from storage.team import chats, people

DAYS_TO_CLOSE = 14
OPENED_DAYS_AGO = 21
UNHURRIED = limits.Rates(limits.Rate(10_000, 1), (), ())
"""The stand-in sets no limits, and its clock may jump where they count seconds."""


def ballot(now: dt.datetime) -> Ballot:
    """Invent a ballot that closes at noon in two weeks."""
    today = now.astimezone(demo_clock.LONDON).date()
    closes = dt.datetime.combine(
        today + dt.timedelta(days=DAYS_TO_CLOSE), dt.time(12), demo_clock.LONDON
    )
    opens = today - dt.timedelta(days=OPENED_DAYS_AGO)
    return Ballot(
        id=0,
        name="Pay ballot",
        branch=branch.BRANCH,
        closes=closes,
        opens=opens,
        entitled=212,
    )


def fill_database(
    store: Store, players: dict[str, Person], group_id: int, now: dt.datetime
) -> Ballot:
    """Save the invented branch: ballot, list, people and the linked group."""
    invented = branch.csv_text(now.date()).encode()
    listed = read_file.read(read_file.Request(invented, now.date()))

    def unit(session: Session) -> Ballot:
        made = ballots.add(session, ballot(now), now)
        ballots.update_life(session, made.id, agreed_at=now, agreed_by="the demo")
        import_list.add(session, made, listed.members(), now)
        for name, role in roles().items():
            player = players[name]
            person = people.find_or_add(session, player.id, name)
            people.update(session, person.id, started=player.started)
            people.give_role(session, person.id, made.id, role, now)
            people.update_role(session, person.id, made.id, promised_at=now)
        chats.add(session, group_id, "supergroup", None, now)
        chats.update(session, group_id, ballot_id=made.id, linked_at=now)
        open_cases(session, made, now)
        return made

    return store.write(unit)


def open_cases(session: Session, made: Ballot, now: dt.datetime) -> None:
    """Open a question that is overdue, and a complaint that waits."""
    everybody = (one for one in members.every(session, made.id) if one.band is not None)
    for member, (kind, words, ago) in zip(everybody, branch.CASES, strict=False):
        asked = now - ago
        about = (made.id, member.id, kind, words, _told(session, made))
        by = case_rules.reply_by(made, asked, kind=kind)
        cases.add(session, *about, asked, by)
        members.change(session, member, **steps.out_of_queue(steps.Out.CASE))


def _told(session: Session, made: Ballot) -> int:
    """Find the advocate to whom it was told: not the one whose chat opens first."""
    told = branch.ADVOCATES[-2].name
    return next(one.id for one in people.team(session, made.id) if one.name == told)


def roles() -> dict[str, Role]:
    """Give each invented person their role."""
    advocates = {player.name: Role.ADVOCATE for player in branch.ADVOCATES}
    return {branch.ORGANISER.name: Role.OWNER, **advocates}


def populate(
    telegram: Standin, *, empty: bool = False
) -> tuple[dict[str, Person], int]:
    """Add the invented people and their group; return them and the group's id."""
    players = (branch.ORGANISER, *branch.ADVOCATES, branch.NEWCOMER)
    found = {
        player.name: telegram.add_person(
            player.name, started=player.started and not empty, note=player.note
        )
        for player in players
    }
    group = telegram.make_group(
        "Advocates · Tidewater North", list(found.values()), kind="supergroup"
    )
    if not empty:
        organiser = found[branch.ORGANISER.name]
        telegram.add_bot(group, organiser, rights=["can_delete_messages"])
    return found, group.id


@dataclass(frozen=True)
class Pace:
    """How far a demo's clock is moved at once, and how the tour waits for readers."""

    step: dt.timedelta = demo_clock.STEP
    sleep: guide.Sleep = asyncio.sleep


@dataclass
class Demo:
    """A demo that runs: the stand-in with its page, the bot beside it, their clock."""

    telegram: Standin
    store: Store
    time: demo_clock.Clock
    pace: Pace
    address: str = ""
    app: App | None = None

    async def move(self, by: dt.timedelta) -> None:
        """Move the clock on, and let the bot do on the way what is due."""
        for step in demo_clock.steps(by, self.pace.step):
            self.time.ahead += step
            if self.app:
                await self.app.fetcher.contact.note()
                await self.app.tick()
            await self.rest()

    async def rest(self) -> None:
        """Wait until the bot has done and said everything."""
        if self.app:
            await self.telegram.idle()
            await demo_clock.rest(self.app)


async def play(port: int, *, browser: bool, empty: bool) -> None:
    """Serve the chat page and run the bot until Ctrl+C."""
    time = demo_clock.Clock(demo_clock.daytime(clock.utc_now()))
    async with running(time, port, empty=empty) as demo:
        stopped = _on_stop()
        typer.echo(f"The chat is at {demo.address}  (Ctrl+C ends it)")
        if browser:
            webbrowser.open(demo.address)
        await stopped.wait()


@contextlib.asynccontextmanager
async def running(
    time: demo_clock.Clock, port: int = 0, *, empty: bool = False, pace: Pace = Pace()
) -> AsyncIterator[Demo]:
    """Run the bot beside its stand-in, on a database that goes with it."""
    with tempfile.TemporaryDirectory(prefix="mantelpiece-demo-") as folder:
        here = Path(folder)
        opened = opening.open_store(f"sqlite:///{here / 'demo.db'}", alone=True)
        telegram = Standin(time.now, on_move=lambda by: demo.move(by))
        demo = Demo(telegram, opened.store, time, pace)
        try:
            async with telegram.serve(port) as server, _bot(demo, server, here, empty):
                yield demo
        finally:
            opened.close()


@contextlib.asynccontextmanager
async def _bot(
    demo: Demo, server: Server, folder: Path, empty: bool
) -> AsyncIterator[None]:
    """Invent what the bot is to find, and run it."""
    telegram, now = demo.telegram, demo.time.now()
    players, group_id = populate(telegram, empty=empty)
    demo.address = server.page_url
    if empty:
        demo.address += begin(demo.store, folder, now)
    else:
        made = fill_database(demo.store, players, group_id, now)
        telegram.page.offer(tour_of(demo, made))
    settings = settings_for(telegram, server.base_url, server.base_file_url)
    app = App(settings, demo.store, tasks.Time(demo.time.now), rates=UNHURRIED)
    await app.start()
    demo.app = app
    try:
        yield
    finally:
        telegram.page.close()
        await app.stop()


def tour_of(demo: Demo, made: Ballot) -> tour.Tour:
    """Make the tour through what is left of this ballot."""

    def short() -> int:
        known = demo.store.read(
            lambda s: turnout_report.facts(s, made, demo.time.now())
        )
        return max(0, (known.needed or 0) - known.counts.reported)

    last_day = timetable.of(made).last_day
    dates = guide.Dates(demo.time.now(), last_day, made.closes, made.zone)
    hands = guide.Hands(demo.move, demo.rest, short, demo.pace.step, demo.pace.sleep)

    async def play(led: guide.Guide) -> None:
        demo.store.write(all_in_english)
        await story.play(led)

    return tour.Tour(guide.Guide(demo.telegram, dates, hands), play)


def all_in_english(session: Session) -> None:
    """Let everybody read English: the tour types it, and looks for its buttons."""
    for made in ballots.every(session):
        for person in people.team(session, made.id):
            people.update(session, person.id, language="en")


def begin(store: Store, folder: Path, now: dt.datetime) -> str:
    """Return the owner's link for the page; write a list to send into the folder."""
    file = folder / "members.csv"
    file.write_text(branch.csv_text(now.date()), encoding="utf-8", newline="")
    typer.echo(f"An invented list to send to the bot: {file}")
    return f"?start={store.write(lambda s: owner.fresh_code(s, now))}"


def settings_for(
    telegram: Standin, base_url: str, base_file_url: str
) -> config.Settings:
    """Point the bot at the stand-in."""
    return config.Settings(
        telegram=config.Telegram(
            token=SecretStr(telegram.token),
            base_url=base_url,
            base_file_url=base_file_url,
        ),
        texts=sections.Texts(faq=branch.FAQ),
    )


def _on_stop() -> asyncio.Event:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    return stopped
