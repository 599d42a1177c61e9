"""`mantelpiece run --processes N`: start them on one port, and start again who died."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from bot.delivery import tasks

log = structlog.get_logger(__name__)
DRAINED = 10.0
"""Seconds from SIGTERM until those that still run are killed (P12)."""
LONGEST_PAUSE = 30.0
SETTLED = 60.0
"""Seconds after which an end is no longer one of a row."""
READY = b"ready"
HEALTH = "MANTELPIECE_HEALTH__PORT"
LISTENER = "MANTELPIECE_LISTENER"
"""The number under which one of them finds the port."""


@dataclass
class Processes:
    """So many processes that take updates from one port."""

    many: int
    listener: socket.socket
    config: Path | None = None
    health: int | None = None
    """The port on which the first of them says how it is; the next ones follow it."""
    running: dict[int, asyncio.subprocess.Process] = field(default_factory=dict)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    ready: asyncio.Condition = field(default_factory=asyncio.Condition)
    asked: set[int] = field(default_factory=set)
    """Whom we told to end."""

    async def run(self) -> None:
        """Keep them running until SIGTERM or SIGINT; on SIGHUP restart one by one."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.stopping.set)
        again = asyncio.Event()
        loop.add_signal_handler(signal.SIGHUP, again.set)
        keeping = [asyncio.create_task(self._keep(one)) for one in range(self.many)]
        restarting = asyncio.create_task(self._restart_on(again))
        await self.stopping.wait()
        restarting.cancel()
        for process in self.running.values():
            _tell(process, signal.SIGTERM)
        _, late = await asyncio.wait(keeping, timeout=DRAINED)
        for process in list(self.running.values()) if late else ():
            _tell(process, signal.SIGKILL)
        await asyncio.gather(*keeping, restarting, return_exceptions=True)

    async def _keep(self, place: int) -> None:
        """Start one, and again when it ended, after a pause that grows."""
        pause, clock = 0.0, asyncio.get_running_loop().time
        while not self.stopping.is_set():
            begun = clock()
            status = await self._live(place)
            if self.stopping.is_set():
                return
            if place in self.asked:
                self.asked.remove(place)
                continue
            pause = 0.0 if clock() - begun > SETTLED else pause
            log.error("a process ended", count=place, state=status, seconds=pause)
            await tasks.first(self.stopping.wait(), asyncio.sleep(pause))
            pause = min(max(1.0, 2 * pause), LONGEST_PAUSE)

    async def _live(self, place: int) -> int:
        """Start one, and wait for its end; return its status."""
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                process = await self._start(place, theirs)
            self.running[place] = process
            hearing = asyncio.create_task(self._hear(place, ours))
            try:
                return await process.wait()
            finally:
                del self.running[place]
                hearing.cancel()
                await asyncio.gather(hearing, return_exceptions=True)

    async def _start(
        self, place: int, line: socket.socket
    ) -> asyncio.subprocess.Process:
        """Start one, with the port, and a line to this process as its input."""
        port = {HEALTH: str(self.health + place)} if self.health is not None else {}
        config = ("--config", str(self.config)) if self.config else ()
        listener = self.listener.fileno()
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *config, "run"),
            stdin=line.fileno(),
            pass_fds=[listener],
            env={**os.environ, **port, LISTENER: str(listener)},
        )

    async def _hear(self, place: int, line: socket.socket) -> None:
        """Hear from one that it is ready."""
        line.setblocking(False)
        heard = await asyncio.get_running_loop().sock_recv(line, len(READY))
        if heard:
            async with self.ready:
                self.ready.notify_all()
            log.info("a process is ready", count=place)

    async def _restart_on(self, again: asyncio.Event) -> None:
        """Restart one after another, each once the one before is ready."""
        while True:
            await again.wait()
            again.clear()
            for place in range(self.many):
                if place in self.running:
                    async with self.ready:
                        self.asked.add(place)
                        _tell(self.running[place], signal.SIGTERM)
                        await self.ready.wait()


def _tell(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(number)


class Parent:
    """The process that started this one, at the other end of its input."""

    def __init__(self, stopped: asyncio.Event) -> None:
        self._line = socket.socket(fileno=os.dup(0))
        self._line.setblocking(False)
        asyncio.get_running_loop().add_reader(self._line, stopped.set)

    def ready(self) -> None:
        """Tell it that this process takes updates."""
        self._line.send(READY)


def listen(host: str, port: int) -> socket.socket:
    """Open the port that all share."""
    return socket.create_server((host, port), backlog=1024)


def inherited() -> socket.socket | None:
    """Take the port that the parent opened; None for one that has no parent."""
    number = os.environ.pop(LISTENER, None)
    return None if number is None else socket.socket(fileno=int(number))
