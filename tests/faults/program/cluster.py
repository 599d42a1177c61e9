"""The real program as several processes on one PostgreSQL, with a webhook."""

import asyncio
import contextlib
import os
import random
import re
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from bot import clock
from bot.demo.standin import Standin
from storage import engine, opening
from storage.outbox import to_send
from tests import forked, ports, telegram_webhook
from tests.faults.program import harness
from tests.shell import Running, Shell

LEADS = re.compile(r"event='leads now'.*process=(\d+)")
READY = "event='a process is ready'"


@dataclass
class Cluster(harness.Program):
    """Several processes with one parent, in a folder of their own."""

    address: str = ""
    many: int = 2
    parent: Running | None = None

    @property
    def url(self) -> str:
        """The address of its database."""
        return self.address

    async def start(self) -> None:
        """Start them, and wait until all are ready and one leads."""
        output = (self.folder / harness.child.OUTPUT).open("ab")
        with output:
            self.parent = await Shell(self.folder).start(
                *("run", "--processes", str(self.many)), output=output
            )
        await self.holds(self._all_there)

    def _all_there(self) -> bool:
        """Whether all are ready and one leads: it begins to after it was ready."""
        output = self.output
        return output.count(READY) >= self.many and LEADS.search(output) is not None

    async def holds(self, what: object) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(forked.PATIENCE):
            while not what():  # type: ignore[operator]
                await telegram_webhook.pause()
                assert self.parent is not None
                assert self.parent.returncode is None, self.output[-3000:]

    def children(self) -> list[int]:
        """List the processes."""
        assert self.parent is not None
        pid = self.parent.pid
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return [int(one) for one in found.split()]

    @property
    def leader(self) -> int:
        """The process that leads, or led last."""
        return int(LEADS.findall(self.output)[-1])

    async def lose(self, process: int) -> None:
        """Kill a process, and wait until another takes its place."""
        before = self.output.count(READY)
        os.kill(process, signal.SIGKILL)
        await self.holds(lambda: self.output.count(READY) > before)

    async def restart(self) -> None:
        """Restart one after another."""
        before = self.output.count(READY)
        assert self.parent is not None
        self.parent.send_signal(signal.SIGHUP)
        await self.holds(lambda: self.output.count(READY) >= before + self.many)

    async def rest(self) -> None:
        """Wait until all updates are handled and everything is sent."""
        await self.holds(lambda: not self.town.feed.entries)
        with contextlib.closing(engine.connect(self.url)) as store:
            await self.holds(lambda: store.read(to_send.waiting) == 0)

    async def end(self) -> None:
        """Stop them in order."""
        assert self.parent is not None
        self.parent.terminate()
        assert await self.parent.wait() == 0, self.output[-3000:]


@contextlib.asynccontextmanager
async def cluster(
    folder: Path,
    address: str,
    chance: random.Random,
    many: int,
    people: int = 24,
    members: int = 200,
) -> AsyncIterator[Cluster]:
    """A branch on a PostgreSQL, with processes that do not run yet."""
    town = Standin(clock.utc_now)
    names = [f"Advocate {number}" for number in range(people)]
    found = {name: town.add_person(name, started=True) for name in names}
    made = Cluster(folder, town, found, chance, address=address, many=many)
    town.watchers.append(lambda change: harness.look(made.history, town, change))
    port = ports.free()
    opened = opening.open_store(address, beside=folder / "mantelpiece")
    opened.store.write(lambda session: harness.settle(session, made, members))
    opened.close()
    async with town.serve() as server, telegram_webhook.sending(town, port):
        Shell(folder).write(
            "config.toml",
            f'[telegram]\ntoken = "{town.token}"\nbase_url = "{server.base_url}"\n'
            f'base_file_url = "{server.base_file_url}"\n'
            f'[webhook]\nurl = "{telegram_webhook.URL}"\nport = {port}\n'
            f'[storage]\nurl = "{address}"\n{harness.NO_CAPS}',
        )
        try:
            yield made
        finally:
            if made.parent is not None and made.parent.returncode is None:
                made.parent.terminate()
                await made.parent.wait()
