"""A file of members into a list of members: sheets, rows, duplicates, questions."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.rules.lists import member_keys, same_member, sheet_member
from bot.sheets.files import compressed_rows, raw_table, sheet_rows, source
from bot.sheets.meaning import choose_sheets, columns, questions
from bot.sheets.meaning.sheet_setting import Setting
from bot.sheets.values import never_held

Progress = Callable[[int], None]
"""Told from time to time how many rows have been read."""

_OFTEN = 2000
_NUMBER = sheet_member.SheetMember._fields.index("membership_number")


@dataclass
class Request:
    """What to read, and how doubts are settled."""

    content: Path | bytes
    today: dt.date
    answers: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    progress: Progress | None = None


@dataclass
class Reading:
    """One list as read; `changed` and `gone` tell what merging made of its rows."""

    columns: dict[str, str] = field(default_factory=dict)
    unmapped: dict[str, str] = field(default_factory=dict)
    """The columns that are not used, each with a cell of it as an example."""
    sheets: list[str] = field(default_factory=list)
    heads: dict[str, list[str]] = field(default_factory=dict)
    """The headings of each sheet, as they stand there."""
    left_out: list[str] = field(default_factory=list)
    rows: compressed_rows.Rows = field(default_factory=compressed_rows.Rows)
    changed: dict[int, sheet_member.SheetMember] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()
    rejected: compressed_rows.Rows = field(default_factory=compressed_rows.Rows)
    warnings: compressed_rows.Rows = field(default_factory=compressed_rows.Rows)
    questions: list[sheet_member.Question] = field(default_factory=list)

    def members(self) -> Iterator[sheet_member.SheetMember]:
        """Return the members in the order of the list."""
        for place, row in enumerate(self.rows):
            if place in self.changed:
                yield self.changed[place]
            elif place not in self.gone:
                yield sheet_member.from_plain(row)

    def __len__(self) -> int:
        return len(self.rows) - len(self.gone)

    def note_sheet(self, choice: choose_sheets.Choice) -> None:
        """Note what a sheet's columns were taken for, and what lies hidden in it."""
        facts, name = choice.table.facts, choice.table.name
        self.sheets.append(name)
        head = choice.plan.head
        self.heads[name] = [head.title(index) for index in range(len(head.labels))]
        for column in choice.plan.columns:
            title = columns.name(head, column.index)
            if self.columns.setdefault(title, column.field) != column.field:
                self.columns[f"{name}: {title}"] = column.field
        for index in choice.plan.never:
            title = columns.name(head, index)
            self.warn(sheet_member.Warned(None, None, never_held.WARNING, title))
        if facts.hidden_rows:
            self.warn(sheet_member.Warned(None, None, "hidden_rows", name))
        if facts.hidden_columns:
            self.warn(sheet_member.Warned(None, None, "hidden_columns", name))

    def warn(self, warned: sheet_member.Warned) -> None:
        """Tell something of a row, or of the whole list."""
        self.warnings.append(tuple(warned))


def read(request: Request) -> Reading:
    """Read the list in this file; once more where its dates turn out month first."""
    answers, today = request.answers, request.today
    tables = sheets(source.Source(request.content))
    chosen = choose_sheets.choose(tables, today, answers, request.columns)
    orders = questions.orders_answered(answers)
    while True:
        shelf = _Shelf(request, chosen, orders)
        shelf.fill()
        again = questions.orders_shown(shelf.settings, orders)
        if again == orders:
            return shelf.finished()
        orders = again


def sheets(file: source.Source) -> list[raw_table.Table]:
    """Open the sheets by the reader for this kind of file; only that one is loaded."""
    what = source.kind(file)
    if what == "text":
        from bot.sheets.files import text_file

        return [text_file.table(file)]
    from bot.sheets.files import workbooks

    return workbooks.sheets(file, what)


class _Shelf:
    """Takes in row after row, and remembers which may be the same member."""

    def __init__(
        self, request: Request, chosen: choose_sheets.Chosen, orders: Mapping[str, str]
    ) -> None:
        self.request = request
        self.chosen = chosen
        self.orders = orders
        self.reading = Reading(left_out=list(chosen.left_out))
        self.settings = [self._setting(choice) for choice in chosen.sheets]
        self.widths = questions.Widths()
        self._seen: set[int] = set()
        self._again: set[int] = set()
        self._loose: set[str] = set()
        self._count = 0
        self._leavers: list[sheet_member.Row] = []
        self._opt_outs: list[sheet_member.Row] = []
        """Rows that may say that somebody is not to be contacted."""

    def _setting(self, choice: choose_sheets.Choice) -> Setting:
        several = len(self.chosen.sheets) > 1
        answers = self.request.answers
        return Setting(
            choice.plan,
            choice.table.facts,
            self.request.today,
            choice.table.name if several else "",
            choice.advocate,
            self.orders,
            questions.meanings(answers),
            questions.padding(answers),
            choice.table.text,
            choose_sheets.leavers(choice),
        )

    def fill(self) -> None:
        """Read all rows of all sheets that count."""
        for setting, choice in zip(self.settings, self.chosen.sheets, strict=True):
            self.reading.note_sheet(choice)
            for told, warnings in sheet_rows.rows(setting, choice.table):
                if isinstance(told, sheet_member.Rejected):
                    self.reading.rejected.append(tuple(told))
                else:
                    self._take(told, warnings)
        for name in self.chosen.hidden:
            self.reading.warn(sheet_member.Warned(None, None, "hidden_sheet", name))

    def _take(
        self, row: sheet_member.SheetMember, warnings: Sequence[sheet_member.Warned]
    ) -> None:
        if warnings and self._told_off(row, warnings):
            return
        number = row.membership_number
        if number:
            key = _key(number)
            (self._again if key in self._seen else self._seen).add(key)
            if len(number) == self.widths.usual:
                self.widths.many += 1
            else:
                self.widths.count(number, row.rows[0])
        else:
            self._loose.update(member_keys.ways(row))
        self.reading.rows.append(row)
        self._count += 1
        if not self._count % _OFTEN and self.request.progress:
            self.request.progress(self._count)

    def _told_off(
        self, row: sheet_member.SheetMember, warnings: Sequence[sheet_member.Warned]
    ) -> bool:
        """Pass the warnings on; true for one who has left and is to be left out."""
        if any(warned.kind == "looks_like_leaver" for warned in warnings):
            self._leavers.append(row.rows[0])
            if self.request.answers.get("looks_like_leaver") == choose_sheets.LEAVE_OUT:
                left = (row.rows[0], "looks_like_leaver", sheet_member.full_name(row))
                self.reading.rejected.append(left)
                return True
        for warned in warnings:
            self.reading.warn(warned)
            if warned.kind == questions.MAY_BE_OPT_OUT:
                self._opt_outs.append(row.rows[0])
        return False

    def finished(self) -> Reading:
        """Return the list, with rows of one member made one, and all questions."""
        reading = self.reading
        for setting in self.settings:
            for title, example in setting.examples():
                reading.unmapped[title] = reading.unmapped.get(title) or example
        matches = same_member.match(self._doubtful(), self.request.answers)
        reading.changed, reading.gone = matches.members, matches.gone
        for warned in matches.warnings:
            reading.warn(warned)
        asked = [
            *self.chosen.questions,
            *(question for s in self.settings for question in s.plan.questions),
            *questions.of_dates(self.settings, self.orders),
            *questions.of_statuses(self.settings),
            *matches.questions,
            *self.widths.question(),
            *questions.of_leavers(self._leavers),
            *questions.of_opt_outs(self._opt_outs),
        ]
        reading.questions = [q for q in asked if q.id not in self.request.answers]
        return reading

    def _doubtful(self) -> dict[int, sheet_member.SheetMember]:
        """Rows that another row may belong to, by their place."""
        if not self._again and not self._loose:
            return {}
        rows = enumerate(self.reading.rows)
        found = ((place, row) for place, row in rows if self._may_be_another(row))
        return {place: sheet_member.from_plain(row) for place, row in found}

    def _may_be_another(self, row: Sequence[Any]) -> bool:
        number = row[_NUMBER]
        if number is None or _key(number) in self._again:
            return True
        if not self._loose:
            return False
        ways = member_keys.ways(sheet_member.from_plain(row))
        return not self._loose.isdisjoint(ways)


def _key(number: str) -> int:
    """Make a number by which rows are told apart at little cost."""
    return (
        int(number) if number.isdecimal() else hash(member_keys.without_zeros(number))
    )
