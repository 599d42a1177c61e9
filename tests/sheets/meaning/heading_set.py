"""A set of headings as lists have them, each with cells and what it may mean."""

import csv
import io
import json
from pathlib import Path
from typing import NamedTuple

from bot.sheets.files import raw_table
from tests.sheets import making

SET = Path(__file__).parents[2] / "data" / "lists" / "headings.jsonl"
ASK, NONE, REFUSED = "ask", "none", "refused"
PEOPLE = {
    "Membership number": ("40020101", "40020102", "40020103", "40020104", "40020105",
                          "40020106"),
    "First name": ("Ann", "Bryn", "Carys", "Dewi", "Elin", "Ffion"),
    "Surname": ("Adams", "Bowen", "Clarke", "Davies", "Ellis", "Foster"),
    "Mobile": ("07700900701", "07700900702", "07700900703", "07700900704",
               "07700900705", "07700900706"),
}  # fmt: skip
_INSTEAD = {
    "membership_number": ("First name", "Surname", "Mobile"),
    "first_name": ("Membership number", "Surname"),
    "last_name": ("Membership number", "First name"),
    "full_name": ("Membership number",),
}
_BESIDE = ("Membership number", "First name", "Surname")


class Example(NamedTuple):
    """A heading with cells: what it may mean, and whom an opt-out leaves alone."""

    source: str
    heading: str
    cells: tuple[str, ...]
    meaning: tuple[str, ...]
    left_alone: tuple[str, ...]
    beside: tuple[str, ...]

    def table(self) -> str:
        """Write a list with this column, and as many people as it has cells."""
        cells = self.cells
        if len(set(cells)) < len(cells) or "" in cells:
            cells = (cells * 6)[:6]
        people = (PEOPLE[name][: len(cells)] for name in self.beside)
        text = io.StringIO()
        csv.writer(text).writerows(
            [(*self.beside, self.heading), *zip(*people, cells, strict=True)]
        )
        return text.getvalue()


def examples() -> list[Example]:
    """Read the set."""
    return [
        Example(
            each["from"],
            each["heading"],
            tuple(each["cells"]),
            tuple(each["meaning"]),
            tuple(each.get("left_alone", ())),
            tuple(each.get("beside") or _INSTEAD.get(each["meaning"][0], _BESIDE)),
        )
        for each in map(json.loads, SET.read_text().splitlines())
    ]


def read_as(example: Example) -> str:
    """Say what the reader takes the column for: a field, a question or nothing."""
    try:
        told = making.read(example.table())
    except raw_table.Refused:
        return REFUSED
    field = told.columns.get(example.heading, NONE)
    if any(asked.column == example.heading for asked in told.reading.questions):
        return ASK
    if field == "do_not_contact" and not _leaves_the_right_alone(example, told):
        return "the wrong people left alone"
    return field


def _leaves_the_right_alone(example: Example, told: making.Told) -> bool:
    cells = (example.cells * 6)[:6]
    return all(
        member.do_not_contact == (cells[place] in example.left_alone)
        for place, member in enumerate(told.reading.members())
    )
