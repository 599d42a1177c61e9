"""Rows a second of a whole validated reading, beside the bare reader and a bare insert.

    python -m bench.imports [ROWS ...]

Both run in turns in the same minutes, on the same file, into the same table; the ratio
of their medians counts, not the seconds. The peak is of the reading process.
"""

import csv
import datetime as dt
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import python_calamine as calamine

from bench import lists
from bot.sheets import guard

ROUNDS = 5
TODAY = dt.date(2026, 5, 6)
WIDTH = len(lists.HEAD)


def _insert(folder: Path, rows: Iterable[Any]) -> None:
    file = folder / "list.db"
    file.unlink(missing_ok=True)
    with sqlite3.connect(file) as database:
        columns = ", ".join(f"c{n}" for n in range(WIDTH))
        database.execute(f"create table member (id integer primary key, {columns})")
        marks = ", ".join("?" * WIDTH)
        database.executemany(f"insert into member ({columns}) values ({marks})", rows)


def bare(path: Path, folder: Path) -> None:
    """The library's own reading, straight into the database."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            _insert(folder, csv.reader(file))
    else:
        book = calamine.CalamineWorkbook.from_path(str(path))
        rows = book.get_sheet_by_index(0).iter_rows()
        _insert(folder, (list(map(str, row)) for row in rows))


def whole(path: Path, folder: Path) -> None:
    """Reading, cleaning, matching and all that is told, then the same insert."""
    result = guard.read_list(path, TODAY)
    assert result.accept, result.error_kind
    _insert(folder, (member[1 : WIDTH + 1] for member in result.members()))


def _seconds(work: Callable[[Path, Path], None], path: Path, folder: Path) -> float:
    start = time.perf_counter()
    work(path, folder)
    return time.perf_counter() - start


def _peak(path: Path) -> float:
    """MiB of the reading process, started by a small one: a child counts what its
    parent held when it was started."""
    code = (
        "import datetime, pathlib, resource, sys; from bot.sheets import guard;"
        "guard.read_list(pathlib.Path(sys.argv[1]), datetime.date(2026, 5, 6));"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, check=True
    )
    return float(told.stdout)


def measure(rows: int, ending: str) -> dict[str, Any]:
    """Medians over a few rounds in turns, and the peak of memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / f"list.{ending}"
        lists.write(rows, path)
        peak = _peak(path)
        pairs = [
            (_seconds(bare, path, folder), _seconds(whole, path, folder))
            for _ in range(ROUNDS)
        ]
    plain, full = (statistics.median(times) for times in zip(*pairs, strict=True))
    return {
        "rows": rows,
        "format": ending,
        "rows_a_second": round(rows / full),
        "bare_seconds": round(plain, 2),
        "whole_seconds": round(full, 2),
        "ratio": round(full / plain, 2),
        "peak_of_reading_mib": round(peak),
    }


if __name__ == "__main__":
    for count in map(int, sys.argv[1:] or ("5000", "200000")):
        for kind in ("csv", "xlsx"):
            print(json.dumps(measure(count, kind)), flush=True)
