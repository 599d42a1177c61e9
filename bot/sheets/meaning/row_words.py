"""What a row says beside its fields: somebody asked to be left alone, or has left."""

import functools
import re
from collections.abc import Iterator

from bot.rules.lists import sheet_member
from bot.sheets.files import raw_table
from bot.sheets.meaning import cell_kinds, columns, headings, row_draft
from bot.sheets.meaning.sheet_setting import Setting
from bot.sheets.values import dates, optouts, statuses, text

_READ = frozenset({"do_not_contact", "personal_email", "work_email", "status_date"})
"""Fields whose own readers keep or tell of every word."""

_NAMES = frozenset({"first_name", "last_name", "full_name", "preferred_name"})
_CLAUSE = re.compile(r"[.;,\n()\[\]]+|\s[-–—]\s")
LEAVER = "looks_like_leaver"


def telling(cell: text.Raw) -> bool:
    """Say whether a cell holds such words; quick, for cells of long lists."""
    return isinstance(cell, str) and cell != "" and _telling(cell)


@functools.lru_cache(maxsize=4096)
def _telling(cell: str) -> bool:
    return statuses.hinted(cell) or optouts.said(text.seen(cell)) is not None


def read(setting: Setting, cells: raw_table.Cells, draft: row_draft.Draft) -> None:
    """Take what a row says of opting out and of leaving; tell what only may mean it."""
    by_index = {column.index: column for column in setting.plan.columns}
    for index, cell in enumerate(cells):
        column = by_index.get(index)
        field = column.field if column else ""
        if field not in _READ and telling(cell):
            _opt_out(draft, text.seen(cell))
    gone = "" if not setting.left else setting.sheet or "…"
    for words in _leaving(setting, by_index, cells, _own_name(draft)):
        gone = gone or words
    if gone and all(warned.kind != LEAVER for warned in draft.warnings):
        draft.warn(None, LEAVER, gone)


def _opt_out(draft: row_draft.Draft, words: str) -> None:
    wish = None if draft.opted_out else optouts.said(words)
    if wish and wish.sure:
        draft.opted_out = True
        draft.warn("do_not_contact", "opt_out_in_words", words)
    elif wish:
        draft.warn("do_not_contact", "may_be_opt_out", words)


def _own_name(draft: row_draft.Draft) -> re.Pattern[str]:
    """Match the member's own name at the start of a clause: "Dil died in August"."""
    given = [
        draft.values[name] for name in sheet_member.NAMES if draft.values.get(name)
    ]
    own = "|".join(map(re.escape, given)) or r"(?!)"
    return re.compile(rf"\s*(?:(?:{own})\s+)*", re.IGNORECASE)


def _leaving(
    setting: Setting,
    by_index: dict[int, columns.Column],
    cells: raw_table.Cells,
    own_name: re.Pattern[str],
) -> Iterator[str]:
    """Cells that say that somebody has left."""
    for index, cell in enumerate(cells):
        column = by_index.get(index)
        field = column.field if column else ""
        if field == "left" and column and _gone(setting, column, cell):
            yield f"{column.title}: {text.seen(cell)}"
        elif field == "member_status" and statuses.left(text.seen(cell), asked=True):
            yield text.seen(cell)
        elif (
            field in (*_READ, "left", "ballot_status")
            or not isinstance(cell, str)
            or not statuses.hinted(cell)
        ):
            continue
        elif column or not _of_others(setting, index):
            clauses = _CLAUSE.split(text.seen(cell))[1 if field in _NAMES else 0 :]
            if any(statuses.left(own_name.sub("", clause, 1)) for clause in clauses):
                yield text.seen(cell)


def _of_others(setting: Setting, index: int) -> bool:
    """Say whether a column that is not used is about somebody else."""
    if index >= len(setting.plan.head.labels):
        return False
    title = headings.words_of(setting.plan.head.title(index))
    return headings.forbidden(title, setting.today.year)


def _gone(setting: Setting, column: columns.Column, cell: text.Raw) -> bool:
    """Read a cell under a heading that asks who has left, or who is still a member."""
    words = text.seen(cell)
    low = words.casefold()
    if low in text.NOTHING or text.error(words):
        return False
    if low in statuses.YES or low in statuses.NO:
        return (low in statuses.YES) is not column.turned
    if column.turned:
        return statuses.left(words, asked=True)
    day = dates.read(cell, setting.today, setting.order(column.title))
    staying = statuses.words_of(words) in cell_kinds.MEMBERS
    return not staying and not (day and day.warning == "future_date")
