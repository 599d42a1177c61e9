"""The sheet of rows to mend: each row as it came, and why; it can be sent back.

Columns that are never held are left out.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from bot.rules.lists.sheet_member import Row
from bot.sheets import into_ballot, list_result, write_sheets
from bot.sheets.files import sandbox
from bot.sheets.values import never_held
from bot.texts.lists import file_headings
from bot.texts.lists import sheet_words as words
from bot.usecases.lists import import_list

WHY = write_sheets.Column(file_headings.MEND, 60, wrap=True)


def workbook(
    content: Path | bytes,
    result: list_result.ListResult,
    made: dt.datetime,
    work: import_list.Import | None = None,
) -> bytes:
    """Write the rows that were not imported, or are to be looked at again.

    Nothing if there are none.
    """
    why = _reasons(result, work)
    if not why:
        return b""
    found = sandbox.original_rows(content, result.reading.sheets, [*why])
    never = {w.text for w in result.warnings() if w.kind == never_held.WARNING}
    sheets = [
        _sheet(name, result.reading.heads[name], why, [one[1:] for one in rows], never)
        for name, rows in groupby(found, key=itemgetter(0))
    ]
    return write_sheets.workbook(sheets, made) if sheets else b""


def _reasons(
    result: list_result.ListResult, work: import_list.Import | None
) -> dict[Row, list[str]]:
    """Say what is the matter with each row."""
    why: dict[Row, list[str]] = {}
    for rejected in result.rejected():
        why.setdefault(rejected.row, []).append(words.rejection(rejected))
    for held in work.held if work else ():
        for row in held.row.rows:
            why.setdefault(row, []).append(into_ballot.why_held(held))
    for warned in (*result.warnings(), *(work.warnings if work else ())):
        if warned.row is not None:
            why.setdefault(warned.row, []).append(words.warning(warned))
    return why


def _sheet(
    name: str,
    titles: Sequence[str],
    why: dict[Row, list[str]],
    rows: Iterable[tuple[Row, list[str]]],
    never: Collection[str],
) -> write_sheets.Sheet:
    """Make one sheet; an older column *Why* gives way to the new one."""
    found = list(rows)
    width = max(len(titles), *(len(cells) for _, cells in found))
    heads = [*titles, *[""] * (width - len(titles))]
    kept = [
        index
        for index, title in enumerate(heads)
        if title != file_headings.MEND and title not in never
    ]
    lines = [
        [
            "\n".join(dict.fromkeys(why[row])),
            *(cells[i] if i < len(cells) else "" for i in kept),
        ]
        for row, cells in found
    ]
    columns = [WHY, *(write_sheets.Column(heads[i]) for i in kept)]
    return write_sheets.Sheet(name, columns, lines, words.mend_note())
