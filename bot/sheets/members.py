"""One row into one member: every cell by its column, then what belongs together."""

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.rules import people
from bot.sheets import columns, drafts, rows, tables
from bot.sheets.values import (
    dates,
    emails,
    numbers,
    optouts,
    phones,
    read,
    statuses,
    text,
)

_HONOURS = re.compile(
    r"(?:jr|sr|junior|senior|mbe|obe|cbe|phd|bsc|msc|ma|ba|jp)\.?$", re.I
)
_TITLES = re.compile(
    r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|sir|dame|lady|lord)\.?$", re.I
)
_REACH = people.REACH


@dataclass
class Setting:
    """What holds for all rows of a sheet, and what they show of its columns."""

    plan: columns.Plan
    facts: tables.Facts
    today: dt.date
    sheet: str = ""
    """Set where members come from several sheets: rows are named after it."""
    advocate: str | None = None
    orders: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    width: int | None = None
    shown: dict[str, set[str]] = field(default_factory=dict)
    """By column: whether dates are surely day first, month first, or could be either."""
    unsure: dict[str, list[people.Row]] = field(default_factory=dict)
    """By column: rows whose date could be either, where the column does not tell."""
    bare: dict[tuple[str, str], list[people.Row]] = field(default_factory=dict)
    """Rows whose status is a bare yes or no that may mean several things."""

    def ref(self, number: int) -> people.Row:
        """A row as the report names it."""
        return f"{self.sheet}!{number}" if self.sheet else number

    def order(self, title: str) -> str:
        """Day or month first in this column."""
        return self.orders.get(title, dates.DAY_FIRST)


Told = people.SheetMember | people.Rejected


def member(
    setting: Setting, number: int, cells: tables.Cells
) -> tuple[Told, list[people.Warned]] | None:
    """The member of a row, or why there is none; None for a blank row."""
    if all(text.blank(cell) for cell in cells):
        return None
    row = setting.ref(number)
    refused = rows.verdict(setting.plan, cells)
    if refused:
        return people.Rejected(row, *refused), []
    draft = drafts.Draft(row)
    _faults(setting, number, cells, draft)
    for column in setting.plan.columns:
        if column.index < len(cells) and column.field not in _TOGETHER:
            _cell(draft, column, cells[column.index])
    _status(setting, cells, draft)
    _surplus(setting, cells, draft)
    if setting.advocate:
        draft.values.setdefault("assigned_to", setting.advocate)
    if not any(draft.values.get(name) for name in ("membership_number", *people.NAMES)):
        told = " · ".join(filter(None, map(text.seen, cells)))
        return people.Rejected(row, "no_name_or_number", told[:500]), []
    _missing(draft)
    return draft.member(), draft.warnings


_TOGETHER = ("ballot_status", "status_date")


def _cell(draft: drafts.Draft, column: columns.Column, cell: text.Raw) -> None:
    """One cell into its field."""
    if isinstance(cell, str) and (not cell or text.error(cell)):
        return
    name = column.field
    if name == "membership_number":
        found = numbers.clean(cell)
    elif name in ("mobile", "phone"):
        found = phones.clean(name, cell)
    elif name in ("personal_email", "work_email"):
        found = emails.clean(name, cell)
    elif name == "do_not_contact":
        found = optouts.clean(cell, column.turned)
    elif name == "full_name":
        _whole_name(draft, column, cell)
        return
    else:
        draft.words(name, column.title, cell)
        return
    _take(draft, column, found)


def _take(draft: drafts.Draft, column: columns.Column, found: read.Read) -> None:
    for name, value in found.values:
        if isinstance(value, bool):
            draft.opted_out = draft.opted_out or value
        else:
            draft.give(name, value, column.title)
    for kind, words in found.warnings:
        draft.warn(column.field, kind, words)
    for words in found.kept:
        draft.keep(column.title, words)
    number = draft.values.get("membership_number", "")
    if column.field == "membership_number" and text.live(number):
        draft.warn(column.field, "formula_like_text", number)


def _whole_name(draft: drafts.Draft, column: columns.Column, cell: text.Raw) -> None:
    """A whole name in two parts: "Last, First" turned round, else after the first word."""
    draft.words("full_name", column.title, cell)
    whole = draft.values.pop("full_name", "")
    last, comma, first = (part.strip() for part in whole.partition(","))
    if comma and last and first and not _HONOURS.match(first):
        draft.values.update(first_name=first, last_name=last)
        return
    parts = whole.split(" ")
    given = 2 if _TITLES.match(parts[0]) and len(parts) > 2 else 1
    if whole:
        draft.values["first_name"] = " ".join(parts[:given])
    if len(parts) > given:
        draft.values["last_name"] = " ".join(parts[given:])


def _faults(
    setting: Setting, number: int, cells: tables.Cells, draft: drafts.Draft
) -> None:
    """Cells whose formula failed, or whose value was never stored."""
    facts = setting.facts
    for column in setting.plan.columns:
        if column.field == "notes":
            continue
        place = (number, column.index + 1)
        cell = cells[column.index] if column.index < len(cells) else ""
        if place in facts.errors or (isinstance(cell, str) and text.error(cell)):
            draft.warn(column.field, "cell_error", str(cell))
        elif place in facts.uncounted:
            draft.warn(column.field, "formula_without_value")


def _status(setting: Setting, cells: tables.Cells, draft: drafts.Draft) -> None:
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
    status = max(told, key=people.STATUSES.index, default="unknown")
    if "not_voting" in told and status != "not_voting" and status != "unknown":
        draft.warn("ballot_status", "conflict", "not_voting")
    draft.values["ballot_status"] = status
    day = day or told.get(status)
    if day:
        draft.values["status_date"] = day.isoformat()


def _day(setting: Setting, cells: tables.Cells, draft: drafts.Draft) -> dt.date | None:
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
    setting: Setting, draft: drafts.Draft, column: columns.Column, cell: text.Raw
) -> tuple[str, dt.date | None]:
    """The status of one cell, and a day that stands in it."""
    words = text.seen(cell)
    order = setting.order(column.title)
    if column.status:
        day = dates.read(cell, setting.today, order)
        if day and day.day:
            return column.status, day.day
    said = statuses.read(cell)
    if said.bare is not None:
        return _bare(setting, draft, column, words, said.bare), None
    if said.warning:
        kept = "" if statuses.how(words) else words
        draft.warn("ballot_status", said.warning, kept)
        draft.keep(column.title, kept)
        return "unknown", None
    return said.status, dates.inside(words, setting.today, order)


def _bare(
    setting: Setting,
    draft: drafts.Draft,
    column: columns.Column,
    words: str,
    yes: bool,
) -> str:
    """A bare yes or no means what its heading asks; under others, nothing certain."""
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


def _surplus(setting: Setting, cells: tables.Cells, draft: drafts.Draft) -> None:
    """Cells beyond the last heading."""
    width = len(setting.plan.head.labels)
    more = [text.plain(cell) for cell in cells[width:] if not text.blank(cell)]
    if more:
        draft.warn(None, "extra_cells", " · ".join(more))
        draft.keep("…", " · ".join(more))


def _missing(draft: drafts.Draft) -> None:
    """What a member should have and this row does not tell."""
    values = draft.values
    told = {warned.kind for warned in draft.warnings}
    if not values.get("membership_number") and "no_membership_number" not in told:
        draft.warn("membership_number", "no_membership_number")
    if not values.get("last_name") and not values.get("first_name"):
        draft.warn("last_name", "no_name")
    if not any(values.get(name) for name in _REACH):
        draft.warn(None, "no_contact")


def plain_cell(
    setting: Setting, column: columns.Column, unusual: type[Exception]
) -> Callable[[text.Raw], str | bool | None]:
    """Reads a cell that gives its own field and nothing else; others are `unusual`."""
    alone = dataclasses.replace(setting, plan=setting.plan.only(column))

    def value(cell: text.Raw) -> str | bool | None:
        draft = drafts.Draft(0)
        if rows.suspect(column, cell):
            raise unusual
        if column.field in _TOGETHER:
            _status(alone, ("",) * column.index + (cell,), draft)
        else:
            _cell(draft, column, cell)
        found = draft.values.pop(column.field, None)
        draft.values.pop("ballot_status", None)
        if draft.warnings or draft.extra or draft.values:
            raise unusual
        return draft.opted_out if column.field == "do_not_contact" else found

    return value
