"""How long the program has lived, as seconds of a machine with nothing else to do.

Linux says for how long each thread ran, and for how long it wanted a processor and got
none (docs.kernel.org/scheduler/sched-stats.html). Life is when the program, or the test
that answers it, runs, and when both sleep; what is left is the machine's doing. On a
free machine nothing is taken off, and never from the time in which the program sleeps.
"""

import contextlib
import os
import time
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import NamedTuple

HERE = os.getpid()
A_SECOND = 1e9
STILL = "TZX"
"""Stopped, or ended (proc_pid_stat(5))."""


class Spent(NamedTuple):
    """Seconds that passed, and for how long threads ran and waited, all together."""

    passed: float
    ran: float
    waited: float


def lived(spent: Spent) -> float:
    """Return how long this would have taken on a machine with nothing else to do."""
    slept = max(0.0, spent.passed - spent.ran - spent.waited)
    return min(spent.passed, spent.ran + slept)


def _read_of_threads(process: int | None, name: str) -> dict[Path, str]:
    """Read this file of each thread of a process that is still there."""
    folder, found = Path(f"/proc/{process}/task"), {}
    with contextlib.suppress(OSError):  # the process has just ended
        for thread in folder.iterdir():
            with contextlib.suppress(OSError):  # the thread has
                found[thread] = (thread / name).read_text()
    return found


def stands_still(process: int) -> bool:
    """Say whether a process that was stopped runs no more, so that all is told."""
    for stat in _read_of_threads(process, "stat").values():
        if stat.rpartition(")")[2].split()[0] not in STILL:
            return False
    return True


class Life:
    """The seconds from the program's first call to its end, life after life."""

    def __init__(self) -> None:
        self._before = 0.0
        self._lately = 0.0
        self._process: int | None = None
        self._begun = Spent(0, 0, 0)
        self._threads: dict[Path, tuple[int, int]] = {}
        """For how long each thread that ever was ran and waited, in nanoseconds."""

    def begin(self, program: ForkServerProcess) -> None:
        """The program has made its first call."""
        self._process = program.pid
        self._begun = self._look()

    def end(self) -> None:
        """The program is gone, and with it what it has spent since the last look."""
        self._before, self._lately = self._before + self._lately, 0.0
        self._process = None

    def seconds(self) -> float:
        """Return for how long it has lived by now.

        A wait is told when it is over, so this is counted from the program's first
        call each time, and never goes back.
        """
        if self._process is not None:
            spent = zip(self._look(), self._begun, strict=True)
            now = lived(Spent(*(after - before for after, before in spent)))
            self._lately = max(self._lately, now)
        return self._before + self._lately

    def _look(self) -> Spent:
        """Add up what the threads of the program and of the test have spent by now."""
        for process in (self._process, HERE):
            for thread, told in _read_of_threads(process, "schedstat").items():
                ran, waited, _ = told.split()
                self._threads[thread] = int(ran), int(waited)
        ran_by_all = sum(ran for ran, _ in self._threads.values())
        waited_by_all = sum(waited for _, waited in self._threads.values())
        return Spent(time.monotonic(), ran_by_all / A_SECOND, waited_by_all / A_SECOND)
