"""Repair rows with too many cells because a comma was not put in quotes."""

import datetime as dt
from collections.abc import Sequence

from bot.sheets.files import raw_table
from bot.sheets.meaning import columns
from bot.sheets.values import dates, emails, numbers, optouts, phones, statuses, text

_MOST = 4


def rejoin(
    plan: columns.Plan, cells: raw_table.Cells, today: dt.date
) -> tuple[raw_table.Cells, str] | None:
    """Join the parts of the split cell; return the row and the joined text.

    Return None if no way of joining fits the columns, or more than one does.
    """
    width, last = len(plan.head.labels), _last(cells)
    row = [text.plain(cell) for cell in cells]
    if _fits(plan, row[:width], today):
        whole = _joined(row[: max(last, width)], width - 1, width)
        return whole if _fits(plan, whole[0], today) else (cells[:width], whole[1])
    more = len(cells) - width
    if more > _MOST:
        return None
    found = {
        at: made
        for at in range(width)
        if _fits(plan, (made := _joined(row, at, width))[0], today)
    }
    in_prose = [at for at in found if _prose(cells[at + 1 : at + 1 + more])]
    certain = list(found) if len(found) == 1 else in_prose
    return found[certain[0]] if len(certain) == 1 else None


def _prose(cells: raw_table.Cells) -> bool:
    """Whether each of these cells begins with a space, as after a comma in prose."""
    return all(isinstance(cell, str) and cell.startswith(" ") for cell in cells)


def _last(cells: raw_table.Cells) -> int:
    """Count the cells up to the last that is filled."""
    filled = [index for index, cell in enumerate(cells) if not text.blank(cell)]
    return filled[-1] + 1 if filled else 0


def _joined(row: Sequence[str], at: int, width: int) -> tuple[list[str], str]:
    """Join the cells from `at` on so that the row has `width` cells."""
    more = len(row) - width
    whole = ", ".join(part for part in row[at : at + more + 1] if part)
    return [*row[:at], whole, *row[at + more + 1 :]], whole if more else ""


def _fits(plan: columns.Plan, row: Sequence[text.Raw], today: dt.date) -> bool:
    """Whether every cell can be a value of its column."""
    return all(
        _fit(column.field, text.seen(row[column.index]), today)
        for column in plan.columns
        if column.index < len(row)
    )


def _fit(field: str, words: str, today: dt.date) -> bool:
    if not words:
        return True
    if field == "membership_number":
        return bool(numbers.clean(words).values)
    if field in ("mobile", "phone"):
        return bool(phones.clean(field, words).values)
    if field in ("personal_email", "work_email"):
        return bool(emails.clean(field, words).values)
    if field == "status_date":
        found = dates.read(words, today)
        return bool(found and (found.day or found.shows))
    if field == "ballot_status":
        return statuses.read(words).warning is None
    if field == "do_not_contact":
        return not optouts.clean(words).warnings
    if field == "notes":
        return True
    return "@" not in words and not any(c.isdigit() for c in words[:1])
