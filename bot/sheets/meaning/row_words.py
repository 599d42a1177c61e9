"""What the words of a row say beside its columns: somebody asked to be left alone."""

from bot.sheets.files import raw_table
from bot.sheets.meaning import columns, row_draft
from bot.sheets.values import optouts, text

_READ = frozenset({"do_not_contact", "personal_email", "work_email", "status_date"})
"""Fields whose own readers keep or tell of every word."""


def worth_reading(cell: text.Raw) -> bool:
    """Say whether a cell may hold such words; quick, for cells of long lists."""
    return isinstance(cell, str) and optouts.hinted(cell)


def read(plan: columns.Plan, cells: raw_table.Cells, draft: row_draft.Draft) -> None:
    """Take an opt-out that stands in any cell of a row, or tell of what may be one."""
    passed = {column.index for column in plan.columns if column.field in _READ}
    for index, cell in enumerate(cells):
        if index in passed or draft.opted_out or not worth_reading(cell):
            continue
        words = text.seen(cell)
        wish = optouts.said(words)
        if wish and wish.sure:
            draft.opted_out = True
            draft.warn("do_not_contact", "opt_out_in_words", words)
        elif wish:
            draft.warn("do_not_contact", "may_be_opt_out", words)
