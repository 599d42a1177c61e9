"""One row into one member: every cell by its column, then what belongs together."""

import dataclasses
from collections.abc import Callable

from bot.rules.lists import sheet_member
from bot.sheets.files import raw_table
from bot.sheets.meaning import (
    columns,
    fill_field,
    other_rows,
    row_draft,
    row_words,
    status_cell,
)
from bot.sheets.meaning.sheet_setting import Setting
from bot.sheets.values import text

Told = sheet_member.SheetMember | sheet_member.Rejected

_TOGETHER = ("ballot_status", "status_date")
_ELSEWHERE = (*_TOGETHER, "left", "member_status")
"""Fields that are not read cell by cell."""

_NEVER_WORDS = frozenset(
    {"membership_number", "status_date", "do_not_contact", *sheet_member.REACH}
)
"""Fields whose cell is not plain anyway where it holds words."""


def member(
    setting: Setting, number: int, cells: raw_table.Cells
) -> tuple[Told, list[sheet_member.Warned]] | None:
    """Read the member of a row, or why there is none; None for a blank row."""
    if all(text.blank(cell) for cell in cells):
        return None
    row = setting.ref(number)
    refused = other_rows.verdict(setting.plan, cells)
    if refused:
        told = fill_field.words_of(setting.held(cells))
        return sheet_member.Rejected(row, refused, told), []
    draft = row_draft.Draft(row)
    cells = fill_field.within(setting, cells, draft)
    if not cells:
        return sheet_member.Rejected(row, "extra_cells", draft.warnings[0].text), []
    fill_field.faults(setting, number, cells, draft)
    for column in setting.plan.columns:
        if column.index < len(cells) and column.field not in _ELSEWHERE:
            fill_field.fill(draft, column, cells[column.index])
    row_words.read(setting, cells, draft)
    fill_field.pad(setting, draft)
    status_cell.status_of(setting, cells, draft)
    if setting.advocate:
        draft.values.setdefault("assigned_to", setting.advocate)
    if reason := _nobody(setting, draft):
        told = fill_field.words_of(setting.held(cells))
        return sheet_member.Rejected(row, reason, told), []
    _missing(draft)
    return draft.member(), draft.warnings


def _nobody(setting: Setting, draft: row_draft.Draft) -> str | None:
    """Say why a row is no member: that takes a name, and a number or a way to reach.

    Both parts of a name stand for a member of whom nothing else is known yet, and a
    number alone for one of whom the row tells something.
    """
    given = [name for name, value in draft.values.items() if value]
    named = [name for name in sheet_member.NAMES if name in given]
    reached = any(name in given for name in sheet_member.REACH)
    if not named and "membership_number" not in given:
        return "no_name_or_number"
    if "membership_number" in given:
        asked = {*sheet_member.NAMES, "full_name", *sheet_member.REACH}
        told = draft.opted_out or draft.values.get("ballot_status") != "unknown"
        alone = not named and not reached and not told
        return "number_alone" if alone and asked & setting.plan.fields else None
    return "name_alone" if len(named) == 1 and not reached else None


def _missing(draft: row_draft.Draft) -> None:
    """Warn of what a member should have and this row does not tell."""
    values = draft.values
    told = {warned.kind for warned in draft.warnings}
    if not values.get("membership_number") and "no_membership_number" not in told:
        draft.warn("membership_number", "no_membership_number")
    if not values.get("last_name") and not values.get("first_name"):
        draft.warn("last_name", "no_name")
    if not any(values.get(name) for name in sheet_member.REACH):
        draft.warn(None, "no_contact")


def plain_cell(
    setting: Setting, column: columns.Column, unusual: type[Exception]
) -> Callable[[text.Raw], str | bool | None]:
    """Read a cell that gives its own field and nothing else; others are `unusual`."""
    alone = dataclasses.replace(
        setting, plan=setting.plan.only(column), unsure={}, bare={}
    )

    wordy = column.field not in _NEVER_WORDS

    def value(cell: text.Raw) -> str | bool | None:
        draft = row_draft.Draft(0)
        if other_rows.suspect(column, cell) or (wordy and row_words.telling(cell)):
            raise unusual
        if isinstance(cell, str) and text.error(cell):
            raise unusual
        if column.field in _TOGETHER:
            status_cell.status_of(alone, ("",) * column.index + (cell,), draft)
        else:
            fill_field.fill(draft, column, cell)
            fill_field.pad(setting, draft)
        found = draft.values.pop(column.field, None)
        draft.values.pop("ballot_status", None)
        if draft.warnings or draft.extra or draft.values:
            raise unusual
        return draft.opted_out if column.field == "do_not_contact" else found

    return value
