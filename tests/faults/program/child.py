"""The program in a process whose calls to SQLite follow a plan: `mantelpiece …`."""

import os
from multiprocessing.connection import Connection
from pathlib import Path

from tests import forked
from tests.faults.program import sqlite_calls
from tests.faults.program.sqlite_calls import Plan

OUTPUT = "output.txt"


def main(folder: Path, words: tuple[str, ...], writes: Plan, reads: Plan) -> None:
    """Run one command in this folder, its output in a file there."""
    output = os.open(folder / OUTPUT, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    sqlite_calls.install(writes, reads)
    streams = os.open(os.devnull, os.O_RDONLY), output, os.dup(output)
    forked.run_command(folder, words, *map(Connection, streams))
