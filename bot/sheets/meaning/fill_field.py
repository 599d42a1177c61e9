"""One cell into its field, by the column it stands in."""

import re

from bot.sheets.files import raw_table, unquoted_commas
from bot.sheets.meaning import columns, row_draft
from bot.sheets.meaning.sheet_setting import Setting
from bot.sheets.values import emails, numbers, optouts, phones, read, text

_HONOURS = re.compile(
    r"(?:jr|sr|junior|senior|mbe|obe|cbe|phd|bsc|msc|ma|ba|jp)\.?$", re.IGNORECASE
)
_TITLES = re.compile(
    r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|sir|dame|lady|lord)\.?$",
    re.IGNORECASE,
)


def fill(draft: row_draft.Draft, column: columns.Column, cell: text.Raw) -> None:
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
        _whole_name(draft, cell)
        return
    else:
        draft.words(name, cell)
        return
    _take(draft, column, found)


def _take(draft: row_draft.Draft, column: columns.Column, found: read.Read) -> None:
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


def _whole_name(draft: row_draft.Draft, cell: text.Raw) -> None:
    """Split a whole name in two: "Last, First", else after the first word."""
    draft.words("full_name", cell)
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


def faults(
    setting: Setting, number: int, cells: raw_table.Cells, draft: row_draft.Draft
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


def pad(setting: Setting, draft: row_draft.Draft) -> None:
    """Give a number back the zeros that the organiser says it has lost."""
    number = draft.values.get("membership_number", "")
    if setting.width and number.isdecimal():
        draft.values["membership_number"] = number.zfill(setting.width)


def within(
    setting: Setting, cells: raw_table.Cells, draft: row_draft.Draft
) -> raw_table.Cells:
    """Return the cells under headings; none where a comma moved them."""
    width = len(setting.plan.head.labels)
    if len(cells) <= width:
        return cells
    if setting.text:
        whole, torn = unquoted_commas.rejoin(setting.plan, cells, setting.today) or (
            (),
            "",
        )
    else:
        whole, torn = cells[:width], words_of(cells[width:])
        draft.keep("…", torn)
    if torn or not whole:
        draft.warn(None, "extra_cells", torn or words_of(setting.held(cells)))
    return whole


def words_of(cells: raw_table.Cells) -> str:
    """All a row says, for the report."""
    return " · ".join(filter(None, map(text.seen, cells)))[:500]
