"""Read each uploaded file in a separate, limited process, so that it can do no harm."""

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import IO, Any, TypeVar

import bot
from bot.rules.lists import sheet_member
from bot.sheets import list_result, read_file
from bot.sheets import original_rows as rows_of_file
from bot.sheets.files import reader_process, source

MEMORY = 208 * 1024 * 1024
"""Bytes of data that the reading process may use; with its code, under 256 MiB."""
SECONDS = 9
"""Seconds of processor time that it may take."""
PATIENCE = 3
"""So many times as long by the clock: a busy machine makes no file too large."""
PER_BYTE = 12
SECONDS_PER_MEGABYTE = 3
"""Extra memory and time by file size: a long list needs more than a small file."""


def read_list(
    content: Path | bytes,
    today: dt.date,
    answers: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    progress: read_file.Progress | None = None,
    seconds: float = SECONDS,
) -> list_result.ListResult:
    """Read the list in a file, or say why it is refused.

    `columns` maps headings to fields; "none" ignores a column. `seconds` of processor
    time are what the smallest file may take.
    """
    ask = {
        "today": today.isoformat(),
        "answers": dict(answers or {}),
        "columns": dict(columns or {}),
    }
    receive = partial(_receive, progress=progress)
    return _ask("read", content, ask, receive, seconds)


def original_rows(
    content: Path | bytes, sheets: Sequence[str], rows: Sequence[sheet_member.Row]
) -> list[rows_of_file.Original]:
    """Read these rows once more, as they came."""
    ask = {"sheets": list(sheets), "rows": list(rows)}
    return _ask("original rows", content, ask, _receive_rows)


T = TypeVar("T")
Receive = Callable[[subprocess.Popen[bytes], reader_process.Frame], T]


def _ask(
    kind: str,
    content: Path | bytes,
    ask: dict[str, Any],
    receive: Receive[T],
    seconds: float = SECONDS,
) -> T:
    """Start a reading process with limits by the file's size, and ask it."""
    size = source.Source(content).size
    seconds += SECONDS_PER_MEGABYTE * size / 1e6
    ask |= {
        "path": None if isinstance(content, bytes) else str(content.resolve()),
        "memory": MEMORY + PER_BYTE * size,
        "seconds": int(seconds),
    }
    sent = content if isinstance(content, bytes) else b""
    with _start_reader() as process:
        clock = threading.Timer(seconds * PATIENCE, process.kill)
        clock.start()
        try:
            return receive(process, reader_process.Frame(kind, ask, sent))
        finally:
            clock.cancel()
            process.kill()


def _start_reader() -> subprocess.Popen[bytes]:
    """Start the reading process without the bot's environment, which holds secrets."""
    root = str(Path(bot.__file__).parent.parent)
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", reader_process.__name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join([root, *filter(None, sys.path)])},
    )


def _receive(
    process: subprocess.Popen[bytes],
    request: reader_process.Frame,
    progress: read_file.Progress | None,
) -> list_result.ListResult:
    """Send the request and collect the answer."""
    stdout = _send(process, request)
    reading = read_file.Reading()
    while frame := reader_process.receive(stdout) if stdout else None:
        if frame.kind == "piece":
            name, rows = frame.told
            getattr(reading, name).add_piece(frame.content, rows)
        elif frame.kind == "progress" and progress:
            progress(frame.told)
        elif frame.kind == "refused":
            kind, detail = frame.told
            return list_result.ListResult(error_kind=kind, detail=detail)
        elif frame.kind == "list":
            return list_result.ListResult(_reading_from(reading, frame.told))
    return list_result.ListResult(error_kind=_limit_exceeded(process))


def _limit_exceeded(process: subprocess.Popen[bytes]) -> str:
    """Name the limit of a process that ended without an answer: its time was up, by
    its own use or by our clock, or it needs more memory than it may have."""
    timed_out = process.wait() in (-signal.SIGKILL, -signal.SIGXCPU)
    return "too_slow" if timed_out else "too_large"


def _receive_rows(
    process: subprocess.Popen[bytes], request: reader_process.Frame
) -> list[rows_of_file.Original]:
    """Send the request and collect the rows; none if the process exceeds its limits."""
    stdout = _send(process, request)
    frame = reader_process.receive(stdout) if stdout else None
    if frame is None or frame.kind != "original rows":
        return []
    return [(name, row, cells) for name, row, cells in frame.told]


def _send(
    process: subprocess.Popen[bytes], request: reader_process.Frame
) -> IO[bytes] | None:
    """Send the request; return where the answer comes, None if the process is gone."""
    stdin, stdout = process.stdin, process.stdout
    if stdin is None or stdout is None:
        raise RuntimeError("the reading process has no pipes")
    try:
        reader_process.send(stdin, request)
        stdin.close()
    except BrokenPipeError:
        return None
    return stdout


def _reading_from(
    reading: read_file.Reading, fields: dict[str, Any]
) -> read_file.Reading:
    """Fill the reading with the fields that came as JSON."""
    reading.columns, reading.unmapped = fields["columns"], fields["unmapped"]
    reading.sheets, reading.left_out = fields["sheets"], fields["left_out"]
    reading.heads = fields["heads"]
    reading.changed = {
        place: sheet_member.from_plain(row) for place, row in fields["changed"]
    }
    reading.gone = frozenset(fields["gone"])
    reading.questions = [_question(*values) for values in fields["questions"]]
    return reading


def _question(
    id: str,
    kind: str,
    about: list[str],
    rows: list[sheet_member.Row],
    column: str | None,
    options: list[str],
    default: str | None,
    _known: list[object],
) -> sheet_member.Question:
    """Make a question again; of whom the bot knows the reading process knows none."""
    return sheet_member.Question(
        *(id, kind, tuple(about), tuple(rows), column, tuple(options), default)
    )
