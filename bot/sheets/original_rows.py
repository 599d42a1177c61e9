"""Rows of a file as they came, with all their cells, to be mended and sent back."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from bot.rules.lists import sheet_member
from bot.sheets import read_file
from bot.sheets.files import source
from bot.sheets.values import text

Original = tuple[str, sheet_member.Row, list[str]]
"""The name of the sheet, the row as the report names it, and its cells."""


def pick(
    content: Path | bytes,
    sheets: Sequence[str],
    rows: Collection[sheet_member.Row],
) -> Iterator[Original]:
    """Yield these rows of the sheets that were read, in their order."""
    wanted, several = frozenset(rows), len(sheets) > 1
    for table in read_file.sheets(source.Source(content)):
        if table.name not in sheets:
            continue
        for number, cells in table.lines():
            row = f"{table.name}!{number}" if several else number
            if row in wanted:
                yield table.name, row, [text.plain(cell) for cell in cells]
