"""Killed at random moments under traffic: nothing acknowledged is lost (P1 to P4)."""

import asyncio
import contextlib
import datetime as dt
import random
import signal
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

from sqlmodel import Session, col, func, select

from bot import clock
from bot.demo.standin import Standin
from bot.demo.telegram.models import Person
from bot.rules.ballot.ballot import Ballot
from bot.rules.person import Role
from bot.usecases.lists import import_list
from storage import ballots, opening
from storage.tables import ClaimRow, ContactRow, MemberRow, PersonRow
from storage.team import people
from tests.journeys.play import sheet

KILLS = 10
PATIENCE = 60.0  # seconds; how long it takes is printed, a busy machine decides it
ADVOCATES = tuple(f"Advocate {number}" for number in range(6))


def settle(url: str, found: dict[str, Person]) -> None:
    """A ballot, a list and six advocates."""
    now = clock.utc_now()

    def unit(session: Session) -> None:
        closes = now + dt.timedelta(days=20)
        ballot = ballots.add(session, Ballot(0, "Pay", closes), now)
        ballots.update_life(session, ballot.id, agreed_at=now, agreed_by="a test")
        listed = (sheet(n, status_date="2026-01-05") for n in range(120))
        import_list.add(session, ballot, listed, now)
        for name, person in found.items():
            known = people.find_or_add(session, person.id, name)
            people.update(session, known.id, started=True)
            people.give_role(session, known.id, ballot.id, Role.ADVOCATE, now)
            people.update_role(session, known.id, ballot.id, promised_at=now)

    opened = opening.open_store(url)
    opened.store.write(unit)
    opened.close()


@contextlib.asynccontextmanager
async def running(
    config: Path, town: Standin
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot as a process of its own, ready; killed at the end if it still runs."""
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "--config", str(config), "run"),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        begun = time.monotonic()
        async with asyncio.timeout(PATIENCE):
            await town.idle()
        print(f"ready in {time.monotonic() - begun:.1f} s")
        yield bot
    finally:
        if bot.returncode is None:
            bot.send_signal(signal.SIGKILL)
        await bot.wait()


async def test_ten_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    town = Standin(clock.utc_now)
    found = {name: town.add_person(name, started=True) for name in ADVOCATES}
    url = f"sqlite:///{tmp_path / 'kill.db'}"
    settle(url, found)
    said = dict.fromkeys(found, 0)
    async with town.serve() as server:
        config = tmp_path / "config.toml"
        config.touch(0o600)
        config.write_text(
            f'[telegram]\ntoken = "{town.token}"\nbase_url = "{server.base_url}"\n'
            f'base_file_url = "{server.base_file_url}"\n[storage]\nurl = "{url}"\n'
        )
        for _ in range(KILLS):
            async with running(config, town):
                calls = len(town.history) + chance.randint(1, 15)
                for name, person in found.items():
                    town.say(person, person, "/next")
                    town.say(person, person, "/done voted")
                    said[name] += 1
                with contextlib.suppress(TimeoutError):
                    await town.until(lambda: len(town.history) >= calls, seconds=4)  # noqa: B023
        async with running(config, town) as bot:
            await town.idle()
            bot.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(bot.wait(), 10) == 0
    check(url, town, found, said)


def check(
    url: str, town: Standin, found: dict[str, Person], said: dict[str, int]
) -> None:
    """Every tick that was seen is in the log; no word counts twice."""
    opened = opening.open_store(url)

    def look(session: Session) -> None:
        for name, person in found.items():
            known = session.exec(
                select(PersonRow.id).where(PersonRow.telegram_id == person.id)
            ).one()
            logged = session.exec(
                select(func.count(ContactRow.id)).where(ContactRow.person_id == known)
            ).one()
            ticks = [m for m in town.messages(person) if ": voted" in (m.text or "")]
            cards = sum(m.edited is not None for m in ticks)
            lines_below = len(ticks) - cards
            assert max(cards, lines_below) <= logged <= said[name]
        held = select(func.count(MemberRow.id)).where(
            col(MemberRow.holder).is_not(None)
        )
        open_claims = select(func.count(ClaimRow.id)).where(
            col(ClaimRow.ended_at).is_(None)
        )
        assert session.exec(held).one() == session.exec(open_claims).one()
        assert session.exec(select(func.count(ContactRow.id))).one() > KILLS

    opened.store.read(look)
    opened.close()
