"""How long the program has lived, without the time in which the machine was busy.

On a machine with too much to do a second is worth less. Linux says how long each thread
wanted a processor and got none (docs.kernel.org/scheduler/sched-stats.html): that time
is no life. On a free machine nothing is taken off, nor where the program sleeps.
"""

import os
import time
from multiprocessing.context import ForkServerProcess
from pathlib import Path

HERE = os.getpid()
A_SECOND = 1e9


class Life:
    """The seconds from the program's first call to its end, life after life."""

    def __init__(self) -> None:
        self._lived = 0.0
        self._process: int | None = None
        self._last = 0.0
        self._held_up: dict[Path, float] = {}
        """For how long each thread that ever was wanted a processor."""

    def begin(self, program: ForkServerProcess) -> None:
        """The program has made its first call."""
        self._process = program.pid
        self._last = self._clock()

    def end(self) -> None:
        """The program is gone."""
        self.seconds()
        self._process = None

    def seconds(self) -> float:
        """Return for how long it has lived by now."""
        if self._process is not None:
            now = self._clock()
            self._lived += max(0.0, now - self._last)
            self._last = max(self._last, now)
        return self._lived

    def _clock(self) -> float:
        """Return a time that stands still while program or test wait for their turn."""
        for process in (self._process, HERE):
            for thread in Path(f"/proc/{process}/task").glob("*/schedstat"):
                try:
                    waited = int(thread.read_text().split()[1])
                except OSError:  # it has just ended
                    continue
                self._held_up[thread] = waited / A_SECOND
        return time.monotonic() - sum(self._held_up.values())
