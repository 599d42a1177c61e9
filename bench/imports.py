"""Measure imports: their speed, their memory, and claims made meanwhile.

    python -m bench.imports --rows 5000 --format csv --json OUT

One run measures everything and prints ratios: an import against the csv module (or
calamine, openpyxl) with a bare executemany; a claim during an import in the bot against
a claim during an import by another process.
"""

import argparse
import csv
import json
import multiprocessing
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine

from bench import claims_during_import, fresh_database, list_files
from bot.sheets.files import sandbox
from storage.tables import MemberRow

BLANK = {
    n: v for n, v in MemberRow().model_dump(exclude={"id"}).items() if v is not None
}
FIELDS = (
    *("membership_number", "first_name", "last_name", "preferred_name", "mobile"),
    *("phone", "personal_email", "work_email", "workplace", "job_grade", "notes"),
)


def made(folder: Path, rows: int, kind: str) -> Path:
    """Write a list of so many rows."""
    file = folder / f"list_{rows}.{kind}"
    list_files.write(rows, file)
    return file


def timed(work: Callable[[], Any]) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cells(file: Path) -> Iterator[list[Any]]:
    """Read the rows of a list by the bare reader for its kind."""
    if file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as opened:
            yield from csv.reader(opened)
        return
    sheet = python_calamine.load_workbook(str(file)).get_sheet_by_index(0)
    yield from sheet.to_python()


def bare(file: Path, folder: Path) -> None:
    """Insert the rows of the bare reader with one executemany and no checks."""
    store, ballot = fresh_database.store_in(folder)
    store.close()
    blank = {name: what for name, what in BLANK.items() if name not in FIELDS}
    blank |= {
        "ballot_id": ballot.id,
        "band": 6,
        "due_at": str(fresh_database.NOW),
        "extra": "{}",
    }
    names = [*FIELDS, *blank]
    marks = ", ".join("?" * len(names))
    rest = tuple(blank.values())
    sql = f"INSERT INTO member ({', '.join(names)}) VALUES ({marks})"
    with sqlite3.connect(folder / "bench.db") as connection:
        lines = cells(file)
        next(lines)
        wanted = (
            (str(n), *map(str, line[1:11]), *rest) for n, line in enumerate(lines)
        )
        connection.executemany(sql, wanted)


def whole(file: Path, folder: Path) -> dict[str, float]:
    """Time a bare insert, the first import, and the same list again, in seconds."""
    figures = {"bare": timed(lambda: bare(file, folder))}
    store, ballot = fresh_database.store_in(folder)
    try:
        figures |= {
            "read": timed(lambda: sandbox.read_list(file, fresh_database.NOW.date())),
            "import": timed(lambda: fresh_database.take(file, store, ballot)),
            "again": timed(lambda: fresh_database.take(file, store, ballot)),
        }
    finally:
        store.close()
    if file.suffix == ".xlsx":
        figures["openpyxl"] = timed(lambda: _openpyxl(file))
    return figures


def _openpyxl(file: Path) -> None:
    book = openpyxl.load_workbook(file, read_only=True)
    for _ in book.worksheets[0].iter_rows(values_only=True):
        pass


def peak(
    file: str, folder: str, out: "multiprocessing.Queue[dict[str, float]]"
) -> None:
    """Measure the memory of an import: what it adds, and what its child takes."""
    store, ballot = fresh_database.store_in(Path(folder))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    fresh_database.take(Path(file), store, ballot)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    store.close()
    out.put({"own MiB": (after - before) / 1024, "child MiB": child / 1024})


def memory(file: Path, folder: Path) -> dict[str, float]:
    """Measure the peak in a fresh process."""
    context = multiprocessing.get_context("spawn")
    out = context.Queue()
    process = context.Process(target=peak, args=(str(file), str(folder), out))
    process.start()
    found: dict[str, float] = out.get()
    process.join()
    return found


def main() -> None:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--format", default="csv", choices=("csv", "xlsx"))
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        file = made(folder, asked.rows, asked.format)
        seconds = whole(file, folder)
        found: dict[str, Any] = {"rows": asked.rows, "format": asked.format}
        found |= {name: round(value, 3) for name, value in seconds.items()}
        found["import to bare"] = round(seconds["import"] / seconds["bare"], 2)
        found["rows a second"] = round(asked.rows / seconds["import"])
        if "openpyxl" in seconds:
            found["read to openpyxl"] = round(seconds["openpyxl"] / seconds["read"], 2)
        found |= {name: round(mib) for name, mib in memory(file, folder).items()}
        here = claims_during_import.beside(file, folder, apart=False)
        there = claims_during_import.beside(file, folder, apart=True)
        found["claim p99 ms, in the bot"] = round(here * 1000, 2)
        found["claim p99 ms, another process"] = round(there * 1000, 2)
        found["claim p99 ratio"] = round(here / there, 3)
    print(json.dumps(found, indent=1))
    if asked.json:
        asked.json.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
