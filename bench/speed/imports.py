"""F11 and F12: the speed of an import, its memory, and claims made meanwhile.

An import against the csv module (or calamine, openpyxl) with a bare executemany; a
claim during an import in the bot against one during an import by another process.
"""

import csv
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

from bench.speed import claims_during_import, fresh_database, list_files
from bench.speed.figures import Aim, Figure
from bot.sheets.files import sandbox
from storage.tables import MemberRow

ROWS = 20_000
BESIDE = 50_000
MOST_ROUNDS = 3
"""Of what takes minutes."""
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


def figures_of(rounds: int) -> Iterator[Figure]:
    """Measure a list as CSV and as XLSX, its memory, and claims beside it."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        file = made(folder, ROWS, "csv")
        found = [whole(file, folder) for _ in range(rounds)]
        first = [one["import"] / one["bare"] for one in found]
        again = [one["again"] / one["import"] for one in found]
        yield Figure(
            "F11", f"import of {ROWS:,} rows of CSV ÷ bare", first, "×", Aim(4)
        )
        yield Figure(
            "F11", "the same list again ÷ the first time", again, "×", Aim(1.2)
        )
        taken = memory(file, folder)
        for who, mib in taken.items():
            yield Figure("F11", f"peak of the import, {who}", [mib], "MiB")
        file = made(folder, ROWS, "xlsx")
        found = [whole(file, folder) for _ in range(min(rounds, MOST_ROUNDS))]
        read = [one["openpyxl"] / one["read"] for one in found]
        yield Figure(
            "F11", "openpyxl ÷ our read of XLSX", read, "×", Aim(8, at_least=True)
        )
        file = made(folder, BESIDE, "csv")
        waits = [_waits(file, folder) for _ in range(min(rounds, MOST_ROUNDS))]
        what = f"p99 of a claim while {BESIDE:,} rows come ÷ beside another process"
        yield Figure("F12", what, waits, "×", Aim(0.05))


def _waits(file: Path, folder: Path) -> float:
    here = claims_during_import.beside(file, folder, apart=False)
    return here / claims_during_import.beside(file, folder, apart=True)
