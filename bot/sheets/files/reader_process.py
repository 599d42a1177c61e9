"""Reads one file in a process of its own, within limits, and hands the list over.

Started by `sandbox`. Standard input brings the request, standard output takes frames:
progress, pieces of rows, and last the list or a refusal. A frame is JSON, then bytes:
a process that a file has taken over can hand over wrong values, but nothing to run.
"""

import datetime as dt
import gc
import json
import resource
import struct
import sys
from pathlib import Path
from typing import IO, Any, NamedTuple

from bot.sheets import original_rows, read_file
from bot.sheets.files import raw_table

CODE = 256 * 1024 * 1024
"""Bytes of addresses for the program and its libraries, beside its data."""
OPEN_FILES = 32
_LENGTHS = struct.Struct("!QQ")


class Frame(NamedTuple):
    """One message between the two processes."""

    kind: str
    told: Any
    """Plain values, as JSON holds them."""
    content: bytes = b""


def send(out: IO[bytes], frame: Frame) -> None:
    """Write one frame."""
    words = json.dumps([frame.kind, frame.told]).encode()
    out.write(_LENGTHS.pack(len(words), len(frame.content)) + words + frame.content)


def receive(source: IO[bytes]) -> Frame | None:
    """Read one frame; None where the other side has ended, or writes none."""
    head = source.read(_LENGTHS.size)
    if len(head) < _LENGTHS.size:
        return None
    words_length, content_length = _LENGTHS.unpack(head)
    words, content = source.read(words_length), source.read(content_length)
    if len(words) < words_length or len(content) < content_length:
        return None
    try:
        kind, told = json.loads(words)
    except (ValueError, TypeError):
        return None
    return Frame(kind, told, content)


def limit(memory: int, seconds: int) -> None:
    """Let this process have so many bytes and so much time; no file to write, no child.

    The system sets no limit of processes to whoever may do anything (root).
    """
    for kind, most in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_AS, memory + CODE),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
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
    ask, out = asked.told, sys.stdout.buffer
    limit(ask["memory"], ask["seconds"])
    gc.set_threshold(100_000, 20, 20)  # rows make no cycles
    try:
        if asked.kind == "original rows":
            _pick(ask, asked.content, out)
        else:
            _read(ask, asked.content, out)
    except raw_table.Refused as refused:
        send(out, Frame("refused", [refused.kind, refused.detail]))
    except MemoryError:
        send(out, Frame("refused", ["too_large", ""]))
    except Exception as error:  # whatever a hostile file brings about, it is refused
        send(out, Frame("refused", ["unreadable", type(error).__name__]))
    out.flush()


def _read(ask: dict[str, Any], content: bytes, out: IO[bytes]) -> None:
    def progress(rows: int) -> None:
        send(out, Frame("progress", rows))
        out.flush()

    request = read_file.Request(
        Path(ask["path"]) if ask["path"] else content,
        dt.date.fromisoformat(ask["today"]),
        ask["answers"],
        ask["columns"],
        progress,
    )
    reading = read_file.read(request)
    for name in ("rows", "rejected", "warnings"):
        for piece, rows in getattr(reading, name).pieces():
            send(out, Frame("piece", [name, rows], piece))
    send(out, Frame("list", handed_over(reading)))


def _pick(ask: dict[str, Any], content: bytes, out: IO[bytes]) -> None:
    source = Path(ask["path"]) if ask["path"] else content
    found = original_rows.pick(source, ask["sheets"], ask["rows"])
    send(out, Frame("original rows", list(found)))


def handed_over(reading: read_file.Reading) -> dict[str, Any]:
    """Everything of a reading but its rows, as plain values."""
    return {
        "columns": reading.columns,
        "unmapped": reading.unmapped,
        "sheets": reading.sheets,
        "heads": reading.heads,
        "left_out": reading.left_out,
        "changed": list(reading.changed.items()),
        "gone": list(reading.gone),
        "questions": reading.questions,
    }


if __name__ == "__main__":
    main()
