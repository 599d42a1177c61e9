"""Processes forked from one that has loaded the program.

A start costs a tenth of a new interpreter's.
"""

import asyncio
import contextlib
import multiprocessing
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Callable
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import IO

PATIENCE = 600.0
"""Seconds; on the busiest machine nothing is as slow as this unless it hangs."""
ROOT = Path(__file__).parents[1]
LEFT_OUT = ("MANTELPIECE", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
"""Of the tests' own surroundings; with the last two nothing stays compiled."""
LOADED = "tests.loaded"
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload([LOADED])


def surroundings() -> dict[str, str]:
    """The environment of a program that finds this source, and no setting."""
    outside = {k: v for k, v in os.environ.items() if not k.startswith(LEFT_OUT)}
    return {**outside, "PYTHONPATH": str(ROOT)}


def start(target: Callable[..., None], *told: object) -> ForkServerProcess:
    """Start a process that calls this."""
    itself = CONTEXT.Process(target=target, args=told, daemon=True)
    itself.start()
    return itself


async def status(itself: ForkServerProcess) -> int | None:
    """Wait for a process to end and return its status; None if it hangs.

    Each start reads the status of all that have ended, and it can be read but once: so
    only this thread may read it, while another one waits.
    """
    await asyncio.to_thread(connection.wait, [itself.sentinel], PATIENCE)
    return itself.exitcode


def run_command(folder: Path, words: tuple[str, ...], *streams: Connection) -> None:
    """Run `mantelpiece` with these words in this folder, as a shell would."""
    for number, stream in enumerate(streams):
        os.dup2(stream.fileno(), number)
        stream.close()
    sys.stdin = open(0, closefd=False)  # noqa: SIM115  (a process has one)
    os.chdir(folder)
    environment = surroundings()
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["mantelpiece", *words]
    from tests.loaded import COMMAND

    COMMAND([*words], prog_name="mantelpiece")


class Command:
    """A command that runs, with what `asyncio.subprocess.Process` offers."""

    def __init__(self, folder: Path, words: tuple[str, ...]) -> None:
        self.folder = folder
        self.words = words
        self.stdout: asyncio.StreamReader | None = None
        self.stderr: asyncio.StreamReader | None = None
        self.itself: ForkServerProcess
        self._mouth: IO[bytes] | None = None
        self._pipes: list[asyncio.BaseTransport] = []

    @property
    def pid(self) -> int:
        """Its number."""
        assert self.itself.pid is not None
        return self.itself.pid

    @property
    def returncode(self) -> int | None:
        """Its status once it has ended; negative by a signal."""
        return self.itself.exitcode

    async def begin(self, stdin: int, output: IO[bytes] | int) -> None:
        """Start it; what it says goes to `output`, or can be read here."""
        theirs = [self._give(stdin)]
        if isinstance(output, int):
            self.stdout, out = await self._hear()
            self.stderr, err = await self._hear()
            theirs += [out, err]
        else:
            theirs += [os.dup(output.fileno()), os.dup(output.fileno())]
        ends = [Connection(end) for end in theirs]
        self.itself = start(run_command, self.folder, self.words, *ends)
        for end in ends:
            end.close()

    def _give(self, stdin: int) -> int:
        """What it reads: nothing, or what `communicate` says."""
        if stdin == DEVNULL:
            return os.open(os.devnull, os.O_RDWR)
        assert stdin == PIPE
        theirs, ours = os.pipe()
        self._mouth = os.fdopen(ours, "wb")
        return theirs

    async def _hear(self) -> tuple[asyncio.StreamReader, int]:
        """What it says, and where it says it."""
        ours, theirs = os.pipe()
        stream = asyncio.StreamReader()
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(stream), os.fdopen(ours, "rb")
        )
        self._pipes.append(transport)
        return stream, theirs

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal, unless it has ended."""
        if self.returncode is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int | None:
        """Wait for its end; its status. What was not read until then is lost."""
        ended = await status(self.itself)
        for pipe in self._pipes:
            pipe.close()
        return ended

    async def communicate(self, said: bytes = b"") -> tuple[bytes, bytes]:
        """Say this, and wait for its end; what it said until then."""
        if self._mouth:
            with contextlib.suppress(BrokenPipeError), self._mouth:
                self._mouth.write(said)  # a pipe takes 64 KiB at once
        out, err = await asyncio.gather(rest(self.stdout), rest(self.stderr))
        await self.wait()
        return out, err


async def rest(stream: asyncio.StreamReader | None) -> bytes:
    """All that is still to be read."""
    return await stream.read() if stream else b""
