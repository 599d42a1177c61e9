"""Records of a text file: quoted cells may hold line breaks, torn ones no records."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from bot.sheets.files import raw_table

_LONGEST_CELL = 4_000_000
_MOST_LINES = 2000


def of(file: io.TextIOWrapper, separator: str, width: int = 0) -> Iterator[list[str]]:
    """Every record; read line by line only once a quotation mark seems to be torn."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(file, delimiter=separator)
    line = done = 0
    try:
        for record in reader:
            if reader.line_num > line + 1 and _suspect(record, separator, width):
                break
            yield record
            line, done = reader.line_num, done + 1
        else:
            return
    except csv.Error:
        pass  # a cell without an end, which the careful way finds
    file.seek(0)
    yield from islice(_carefully(file, separator, width), done, None)


def _suspect(record: list[str], separator: str, width: int) -> bool:
    """Say whether the lines of a record of several look like records themselves."""
    if width and len(record) != width:
        return True
    lines = (line for cell in record if "\n" in cell for line in cell.splitlines())
    return any(line.count(separator) >= max(width - 1, 1) for line in lines)


def _carefully(
    file: io.TextIOWrapper, separator: str, width: int
) -> Iterator[list[str]]:
    """Every record; a quotation mark that is never closed holds for its line only."""
    lines = _Lines(file)
    try:
        while True:
            reader = csv.reader(lines, delimiter=separator)
            try:
                for record in reader:
                    if len(lines.taken) > 1 and lines.torn(record, separator, width):
                        break
                    yield record
                    lines.taken.clear()
                else:
                    return
            except _TooManyLines:
                pass
            yield _unquoted(lines.give_back(), separator)
    except csv.Error as error:
        raise raw_table.Refused("unreadable", str(error)) from error


def _unquoted(line: str, separator: str) -> list[str]:
    """One line whose quotation marks mean nothing."""
    return next(csv.reader([line], delimiter=separator, quoting=csv.QUOTE_NONE), [])


class _TooManyLines(Exception):
    """A cell that goes on and on: its quotation mark was never closed."""


class _Lines:
    """The lines of a file, with those of the record that is being read."""

    def __init__(self, file: io.TextIOWrapper) -> None:
        self._file = file
        self._again: list[str] = []
        self._ended = False
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) > _MOST_LINES:
            raise _TooManyLines
        line = self._again.pop() if self._again else next(self._file, None)
        self._ended = line is None
        if line is None:
            raise StopIteration
        self.taken.append(line)
        return line

    def give_back(self) -> str:
        """Keep the first line of this record; the others are to be read again."""
        first, *rest = self.taken
        self._again.extend(reversed(rest))
        self.taken.clear()
        return first

    def torn(self, record: list[str], separator: str, width: int) -> bool:
        """Its lines are records by themselves, or the file ended in it."""
        if self._ended and sum(line.count('"') for line in self.taken) % 2:
            return True
        alone = [len(_unquoted(line, separator)) for line in self.taken]
        return len(record) != width and all(cells == width for cells in alone)
