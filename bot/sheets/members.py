"""One row into one member: every cell by its column, then what belongs together."""

import dataclasses
from collections.abc import Callable

from bot.rules import people
from bot.sheets import columns, drafts, filling, rows, tables, telling
from bot.sheets.setting import Setting
from bot.sheets.values import text

Told = people.SheetMember | people.Rejected

_TOGETHER = ("ballot_status", "status_date")


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
    cells = filling.within(setting, cells, draft)
    if not cells:
        return people.Rejected(row, "extra_cells", draft.warnings[0].text), []
    filling.faults(setting, number, cells, draft)
    for column in setting.plan.columns:
        if column.index < len(cells) and column.field not in _TOGETHER:
            filling.fill(draft, column, cells[column.index])
    filling.pad(setting, draft)
    telling.status_of(setting, cells, draft)
    if setting.advocate:
        draft.values.setdefault("assigned_to", setting.advocate)
    if not any(draft.values.get(name) for name in ("membership_number", *people.NAMES)):
        return people.Rejected(row, "no_name_or_number", filling.words_of(cells)), []
    _missing(draft)
    return draft.member(), draft.warnings


def _missing(draft: drafts.Draft) -> None:
    """What a member should have and this row does not tell."""
    values = draft.values
    told = {warned.kind for warned in draft.warnings}
    if not values.get("membership_number") and "no_membership_number" not in told:
        draft.warn("membership_number", "no_membership_number")
    if not values.get("last_name") and not values.get("first_name"):
        draft.warn("last_name", "no_name")
    if not any(values.get(name) for name in people.REACH):
        draft.warn(None, "no_contact")


def plain_cell(
    setting: Setting, column: columns.Column, unusual: type[Exception]
) -> Callable[[text.Raw], str | bool | None]:
    """Reads a cell that gives its own field and nothing else; others are `unusual`."""
    alone = dataclasses.replace(
        setting, plan=setting.plan.only(column), unsure={}, bare={}
    )

    def value(cell: text.Raw) -> str | bool | None:
        draft = drafts.Draft(0)
        if rows.suspect(column, cell) or (isinstance(cell, str) and text.error(cell)):
            raise unusual
        if column.field in _TOGETHER:
            telling.status_of(alone, ("",) * column.index + (cell,), draft)
        else:
            filling.fill(draft, column, cell)
            filling.pad(setting, draft)
        found = draft.values.pop(column.field, None)
        draft.values.pop("ballot_status", None)
        if draft.warnings or draft.extra or draft.values:
            raise unusual
        return draft.opted_out if column.field == "do_not_contact" else found

    return value
