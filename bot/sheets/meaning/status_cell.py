"""What a row tells of the ballot: the status and its date, which go together."""

import datetime as dt

from bot.rules.lists import sheet_member
from bot.sheets.files import raw_table
from bot.sheets.meaning import columns, row_draft
from bot.sheets.meaning.sheet_setting import Setting
from bot.sheets.values import dates, optouts, statuses, text


def status_of(setting: Setting, cells: raw_table.Cells, draft: row_draft.Draft) -> None:
    """Status and date, which go together; the furthest along of several ticks wins."""
    day = _day(setting, cells, draft)
    told: dict[str, dt.date | None] = {}
    for column in setting.plan.columns:
        if column.field == "ballot_status" and column.index < len(cells):
            cell = cells[column.index]
            if isinstance(cell, str) and (text.blank(cell) or text.error(cell)):
                continue
            status, inside = _said(setting, draft, column, cell)
            told[status] = told.get(status) or inside
    status = max(told, key=sheet_member.STATUSES.index, default="unknown")
    if "not_voting" in told and status != "not_voting" and status != "unknown":
        draft.warn("ballot_status", "conflict", "not_voting")
    draft.values["ballot_status"] = status
    day = day or told.get(status)
    if day:
        draft.values["status_date"] = day.isoformat()


def _day(
    setting: Setting, cells: raw_table.Cells, draft: row_draft.Draft
) -> dt.date | None:
    column = next((c for c in setting.plan.columns if c.field == "status_date"), None)
    if column is None or column.index >= len(cells):
        return None
    cell = cells[column.index]
    if isinstance(cell, str) and (not cell or text.error(cell)):
        return None
    found = dates.read(cell, setting.today, setting.order(column.title))
    if found is None:
        return None
    if found.shows:
        setting.shown.setdefault(column.title, set()).add(found.shows)
    if found.warning == "date_ambiguous":
        setting.unsure.setdefault(column.title, []).append(draft.row)
    if found.warning:
        draft.warn("status_date", found.warning, text.plain(cell))
        if not found.day:
            draft.keep(column.title, text.plain(cell))
    return found.day


def _said(
    setting: Setting, draft: row_draft.Draft, column: columns.Column, cell: text.Raw
) -> tuple[str, dt.date | None]:
    """Read the status of one cell, and a day that stands in it."""
    words = text.seen(cell)
    order = setting.order(column.title)
    if column.status:
        day = dates.read(cell, setting.today, order)
        if day and day.day:
            return column.status, day.day
    said = statuses.read(cell)
    if said.bare is not None:
        return _bare(setting, draft, column, words, said.bare), None
    wish = optouts.said(words) if said.warning else None
    if wish and wish.sure:
        return "unknown", None
    if said.warning:
        kept = "" if statuses.how(words) else words
        draft.warn("ballot_status", said.warning, kept)
        draft.keep(column.title, kept)
        return "unknown", None
    return said.status, dates.inside(words, setting.today, order)


def _bare(
    setting: Setting,
    draft: row_draft.Draft,
    column: columns.Column,
    words: str,
    yes: bool,
) -> str:
    """Read a bare yes or no by what its heading asks; under others, nothing certain."""
    if column.status:
        ticks = [c for c in setting.plan.columns if c.status]
        plain_no = words.lower() in ("no", "n") and len(ticks) == 1
        if yes:
            return column.status
        return statuses.of_no(column.status) if plain_no else "unknown"
    key = f"{column.title}:{'yes' if yes else 'no'}"
    if key in setting.meanings:
        return setting.meanings[key]
    setting.bare.setdefault((column.title, "yes" if yes else "no"), []).append(
        draft.row
    )
    draft.warn("ballot_status", "status_ambiguous", words)
    return "unknown"
