"""What an ODS workbook says of its cells: which are merged, hidden, an error."""

import zipfile
from xml.parsers import expat

from bot.sheets.files import raw_table
from bot.sheets.files.source import Source

_MOST_REPEATED = 1_100_000


def facts(source: Source) -> dict[str, raw_table.Facts]:
    """Read the facts of every sheet, by its name."""
    reader = _Reader()
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            with archive.open("content.xml") as start:
                head = start.read(4096)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise raw_table.Refused("unreadable")
            with archive.open("content.xml") as content:
                reader.read(content)
    except (KeyError, ValueError, expat.ExpatError, zipfile.BadZipFile) as error:
        raise raw_table.Refused("unreadable") from error
    return reader.found


class _Reader:
    """Counts rows and columns as the elements pass."""

    def __init__(self) -> None:
        self.found: dict[str, raw_table.Facts] = {}
        self._name: str | None = None
        self._row = self._column = self._repeat = 0
        self._merged: list[tuple[int, int, int, int]] = []
        self._hidden: set[str] = set()
        self._errors: set[tuple[int, int]] = set()

    def read(self, file: object) -> None:
        """Go through the whole content."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.ParseFile(file)  # type: ignore[arg-type]

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table" and self._name is None:
            self._name = attributes.get("table:name", "")
            self._row, self._merged, self._hidden = 0, [], set()
            self._errors = set()
        elif tag in ("table:table-row", "table:table-column"):
            self._line(tag, attributes)
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)

    def _line(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.removeprefix("table:table-")
        repeat = int(attributes.get(f"table:number-{kind}s-repeated", "1")[:8])
        if attributes.get("table:visibility", "visible") != "visible":
            self._hidden.add(kind)
        if kind == "row":
            self._column, self._repeat = 0, repeat

    def _cell(self, attributes: dict[str, str]) -> None:
        down = int(attributes.get("table:number-rows-spanned", "1")[:8])
        across = int(attributes.get("table:number-columns-spanned", "1")[:8])
        if 1 < down * across < _MOST_REPEATED:
            row, column = self._row + 1, self._column + 1
            self._merged.append((row, column, row + down - 1, column + across - 1))
        if attributes.get("calcext:value-type") == "error":
            self._errors.add((self._row + 1, self._column + 1))
        self._column += int(attributes.get("table:number-columns-repeated", "1")[:8])

    def _end(self, tag: str) -> None:
        if tag == "table:table-row":
            self._row += self._repeat
        elif tag == "table:table" and self._name is not None:
            self.found[self._name] = raw_table.Facts(
                merged=tuple(self._merged),
                hidden_rows="row" in self._hidden,
                hidden_columns="column" in self._hidden,
                errors=frozenset(self._errors),
            )
            self._name = None
