"""Write nearly clean lists of any size, CSV or XLSX, to measure imports with.

    python -m bench.speed.list_files 200000 list.csv

Ofcom reserves few numbers for drama, so many members share a mobile.
"""

import csv
import datetime as dt
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

HEAD = (
    "Member ID", "Forename", "Surname", "Known as", "Mobile number", "Home telephone",
    "Personal email", "Work email", "Workplace", "Job grade", "Ballot response",
    "Response date", "Do not contact", "Rep", "Notes",
)  # fmt: skip
FIRST = tuple(
    f"{a}{b}" for a in ("An", "Be", "Ca", "Do", "Eli") for b in ("na", "sa", "ra")
)
LAST = tuple(
    f"{a}{b}" for a in ("Ash", "Brad", "Clay", "Dun") for b in ("ton", "ley", "by")
)
SAID = (
    "",
    "",
    "Will vote",
    "Will vote",
    "Replacement ballot requested",
    "Voted",
    "Not voting",
)
START = dt.date(2026, 4, 13)

Cells = list[str | dt.date]


def rows(count: int, seed: int) -> Iterator[Cells]:
    """Yield members; one in three hundred comes again, with a newer answer."""
    chance = random.Random(seed)
    numbers = chance.sample(range(100_000, 9_999_999), count)
    earlier: list[Cells] = []
    for number in numbers:
        if earlier and chance.random() < 0.003:
            yield [
                *earlier[0][:10],
                "Voted",
                START + dt.timedelta(days=22),
                *earlier[0][12:],
            ]
            continue
        row = _member(f"{number:07}", chance)
        earlier = [row, *earlier[:40]]
        yield row


def _member(number: str, chance: random.Random) -> Cells:
    first, last = chance.choice(FIRST), chance.choice(LAST)
    said = chance.choice(SAID)
    drama = f"{chance.randrange(1000):03}"
    mobile = f"07700 900{drama}" if chance.random() < 0.9 else ""
    phone = f"020 7946 0{drama}" if chance.random() < 0.25 else ""
    day = START + dt.timedelta(days=chance.randrange(20))
    return [
        number, first, last, "", mobile, phone,
        f"{first}.{number}@post.example.com".lower(),
        f"{first}.{number}@work.example.org".lower(), f"Site {chance.randrange(300)}",
        chance.choice(("AA", "AO", "EO")), said, day if said else "",
        "True" if chance.random() < 0.04 else "False", f"Rep {chance.randrange(40)}",
        "Prefers texts" if chance.random() < 0.1 else "",
    ]  # fmt: skip


def write(count: int, path: Path, seed: int = 5) -> None:
    """Write such a list, in the format of its file name."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEAD)
            for row in rows(count, seed):
                writer.writerow([_shown(cell) for cell in row])
        return
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet, day = (
        book.add_worksheet("Members"),
        book.add_format({"num_format": "dd/mm/yyyy"}),
    )
    sheet.write_row(0, 0, HEAD)
    for number, row in enumerate(rows(count, seed), start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, dt.date):
                sheet.write_datetime(number, column, cell, day)
            elif cell:
                sheet.write_string(number, column, cell)
    book.close()


def _shown(cell: str | dt.date) -> str:
    return cell.strftime("%d/%m/%Y") if isinstance(cell, dt.date) else cell


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
