"""Reads one file in a process of its own, within limits, and hands the list over.

Started by `guard` as `python -m bot.sheets.child`. Standard input brings the request,
standard output takes frames: progress, pieces of rows, and last the list or a refusal.
"""

import datetime as dt
import gc
import marshal
import resource
import struct
import sys
from pathlib import Path
from typing import IO, Any

from bot.sheets import read_file
from bot.sheets.files import raw_table

_LENGTH = struct.Struct("!Q")


def send(out: IO[bytes], kind: str, payload: Any) -> None:
    """Write one frame."""
    frame = marshal.dumps((kind, payload))
    out.write(_LENGTH.pack(len(frame)) + frame)


def receive(source: IO[bytes]) -> tuple[str, Any] | None:
    """Read one frame; None where the other side has ended."""
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    frame = source.read(_LENGTH.unpack(head)[0])
    try:
        kind, payload = marshal.loads(frame)
    except (EOFError, ValueError, TypeError):
        return None
    return kind, payload


def limit(memory: int, seconds: int) -> None:
    """Let this process have so many bytes and so much time, and write no file."""
    for kind, most in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue  # a system without this limit; the others and the clock hold


def main() -> None:
    """Read the request, read the list, hand it over."""
    asked = receive(sys.stdin.buffer)
    if asked is None:
        return
    ask, out = asked[1], sys.stdout.buffer
    limit(ask["memory"], ask["seconds"])
    gc.set_threshold(100_000, 20, 20)  # rows make no cycles
    try:
        _read(ask, out)
    except raw_table.Refused as refused:
        send(out, "refused", (refused.kind, refused.detail))
    except MemoryError:
        send(out, "refused", ("too_large", ""))
    except Exception as error:  # whatever a hostile file brings about, it is refused
        send(out, "refused", ("unreadable", type(error).__name__))
    out.flush()


def _read(ask: dict[str, Any], out: IO[bytes]) -> None:
    content = ask["content"]

    def progress(rows: int) -> None:
        send(out, "progress", rows)
        out.flush()

    request = read_file.Request(
        Path(content) if isinstance(content, str) else content,
        dt.date.fromisoformat(ask["today"]),
        ask["answers"],
        ask["columns"],
        progress,
    )
    reading = read_file.read(request)
    for name in ("rows", "rejected", "warnings"):
        for piece, rows in getattr(reading, name).pieces():
            send(out, "piece", (name, piece, rows))
    send(out, "list", handed_over(reading))


def handed_over(reading: read_file.Reading) -> dict[str, Any]:
    """Everything of a reading but its rows, as plain values."""
    return {
        "columns": reading.columns,
        "unmapped": reading.unmapped,
        "sheets": reading.sheets,
        "left_out": reading.left_out,
        "changed": {place: tuple(row) for place, row in reading.changed.items()},
        "gone": list(reading.gone),
        "questions": [tuple(question) for question in reading.questions],
    }


if __name__ == "__main__":
    main()
