"""The real program as a process of its own, in a folder of its own."""

import asyncio
import contextlib
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests import forked, waiting

Running = Process | forked.Command
"""A command that runs."""


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    status: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one line it said on standard error, without the program's name."""
        (line,) = self.err.splitlines()
        name, _, sentence = line.partition(": ")
        assert name == "mantelpiece"
        return sentence


@dataclass(frozen=True)
class Shell:
    """A folder to type commands in."""

    folder: Path
    fresh: bool = False
    """Whether each has an interpreter of its own, as where the program is used."""

    def write(self, name: str, content: str | bytes, mode: int = 0o600) -> Path:
        """Put a file into the folder."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        path.chmod(mode)
        return path

    def files(self) -> set[str]:
        """What lies in the folder."""
        return {path.name for path in self.folder.iterdir()}

    async def start(
        self, *words: str, stdin: int = DEVNULL, output: IO[bytes] | int = PIPE
    ) -> Running:
        """Start `mantelpiece` with these words."""
        if not self.fresh:
            made = forked.Command(self.folder, words)
            await made.begin(stdin, output)
            return made
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *words),
            cwd=self.folder,
            stdin=stdin,
            stdout=output,
            stderr=output,
            env=forked.surroundings(),
        )

    async def type(self, *words: str, answers: Sequence[str] = ()) -> Ended:
        """Run `mantelpiece` to its end, with a line for each of its questions."""
        process = await self.start(*words, stdin=PIPE)
        lines = "".join(f"{answer}\n" for answer in answers)
        async with asyncio.timeout(waiting.PATIENCE):
            out, err = await process.communicate(lines.encode())
        return Ended(process.returncode or 0, out.decode(), err.decode())

    @contextlib.asynccontextmanager
    async def running(self, *words: str, until: str) -> AsyncIterator[Running]:
        """Run `mantelpiece` beside the test, from when it has said `until`."""
        process = await self.start(*words)
        assert process.stdout
        try:
            async with asyncio.timeout(waiting.PATIENCE):
                said = await process.stdout.readline()
                while until not in said.decode():
                    assert said, "it ended before it ran"
                    said = await process.stdout.readline()
            yield process
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(waiting.PATIENCE):
                await process.communicate()


def expect_refusal(ended: Ended, *words: str) -> None:
    """It ended badly, in one sentence that holds these words."""
    assert ended.status != 0
    for word in words:
        assert word in ended.sentence, ended.err
