"""Split a text file into records, also where a quotation mark is never closed."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from bot.sheets.files import raw_table

_LONGEST_CELL = 4_000_000
_MOST_LINES = 2000


def of(file: io.TextIOWrapper, separator: str, width: int = 0) -> Iterator[list[str]]:
    """Yield every record; read carefully once a quotation mark seems to be unclosed."""
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
        pass  # an unclosed quotation mark, which `_carefully` handles
    file.seek(0)
    yield from islice(_carefully(file, separator, width), done, None)


def _suspect(record: list[str], separator: str, width: int) -> bool:
    """Whether a record of several lines looks like several records."""
    if width and len(record) != width:
        return True
    lines = (line for cell in record if "\n" in cell for line in cell.splitlines())
    return any(line.count(separator) >= max(width - 1, 1) for line in lines)


def _carefully(
    file: io.TextIOWrapper, separator: str, width: int
) -> Iterator[list[str]]:
    """Yield every record; an unclosed quotation mark affects only its own line."""
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
    """Split one line, taking quotation marks as ordinary characters."""
    return next(csv.reader([line], delimiter=separator, quoting=csv.QUOTE_NONE), [])


class _TooManyLines(Exception):
    """A record has too many lines: a quotation mark was never closed."""


class _Lines:
    """The lines of a file; `taken` are those of the record being read."""

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
        """Return the first line of this record and put the others back to be read."""
        first, *rest = self.taken
        self._again.extend(reversed(rest))
        self.taken.clear()
        return first

    def torn(self, record: list[str], separator: str, width: int) -> bool:
        """Whether its lines are records themselves, or the file ended inside it."""
        if self._ended and sum(line.count('"') for line in self.taken) % 2:
            return True
        alone = [len(_unquoted(line, separator)) for line in self.taken]
        return len(record) != width and all(cells == width for cells in alone)
