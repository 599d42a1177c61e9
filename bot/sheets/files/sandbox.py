"""The way in for every file: read in a process of its own, so that none can do harm."""

import datetime as dt
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import bot
from bot.rules.lists import sheet_member
from bot.sheets import list_result, read_file
from bot.sheets.files import reader_process, source

MEMORY = 208 * 1024 * 1024
"""Bytes of data the reading process may hold; with its code, under 256 MiB."""
SECONDS = 9
PER_BYTE = 12
SECONDS_PER_MEGABYTE = 3
"""A long list takes more memory and time than a small hostile file may."""


def read_list(
    content: Path | bytes,
    today: dt.date,
    answers: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    progress: read_file.Progress | None = None,
) -> list_result.ListResult:
    """The list in a file, or why it is refused. `columns`: heading -> field or none."""
    size = source.Source(content).size
    seconds = SECONDS + SECONDS_PER_MEGABYTE * size / 1e6
    ask = {
        "content": content if isinstance(content, bytes) else str(content.resolve()),
        "today": today.isoformat(),
        "answers": dict(answers or {}),
        "columns": dict(columns or {}),
        "memory": MEMORY + PER_BYTE * size,
        "seconds": int(seconds),
    }
    with _started() as process:
        clock = threading.Timer(seconds, process.kill)
        clock.start()
        try:
            return _received(process, ask, progress)
        finally:
            clock.cancel()
            process.kill()


def _started() -> subprocess.Popen[bytes]:
    """The reading process: the same program, without the bot's secrets."""
    root = str(Path(bot.__file__).parent.parent)
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", reader_process.__name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join([root, *filter(None, sys.path)])},
    )


def _received(
    process: subprocess.Popen[bytes],
    ask: dict[str, Any],
    progress: read_file.Progress | None,
) -> list_result.ListResult:
    """What the reading process hands over; one that dies took more than it may."""
    assert process.stdin
    assert process.stdout
    try:
        reader_process.send(process.stdin, "read", ask)
        process.stdin.close()
    except BrokenPipeError:
        return list_result.ListResult(error_kind="unreadable")
    reading = read_file.Reading()
    while frame := reader_process.receive(process.stdout):
        kind, payload = frame
        if kind == "piece":
            name, piece, rows = payload
            getattr(reading, name).add_piece(piece, rows)
        elif kind == "progress" and progress:
            progress(payload)
        elif kind == "refused":
            return list_result.ListResult(error_kind=payload[0], detail=payload[1])
        elif kind == "list":
            return list_result.ListResult(_taken_over(reading, payload))
    return list_result.ListResult(error_kind="too_large")


def _taken_over(reading: read_file.Reading, told: dict[str, Any]) -> read_file.Reading:
    """A reading put together again."""
    reading.columns, reading.unmapped = told["columns"], told["unmapped"]
    reading.sheets, reading.left_out = told["sheets"], told["left_out"]
    reading.changed = {
        place: sheet_member.SheetMember(*row) for place, row in told["changed"].items()
    }
    reading.gone = frozenset(told["gone"])
    reading.questions = [
        sheet_member.Question(*question) for question in told["questions"]
    ]
    return reading
