"""The sheet of cases, with a second one that reports how they went."""

import datetime as dt
from collections.abc import Mapping, Sequence

from bot.rules.ballot.ballot import Ballot
from bot.rules.care import case_report
from bot.rules.care.screens import CaseRecord
from bot.rules.lists.export_kinds import Kind
from bot.sheets import write_sheets
from bot.sheets.export_columns import Made
from bot.sheets.write_sheets import Column, Value
from bot.texts import languages, words
from bot.texts.care import case_words

COLUMNS = {
    "opened": 18,
    "kind": 22,
    "membership_number": 16,
    "first_name": 16,
    "last_name": 16,
    "words": 60,
    "asker": 16,
    "owner": 16,
    "reply_by": 18,
    "settled": 18,
    "in_time": 10,
    "answer": 60,
}
REPORT = {
    "kind": 22,
    "opened": 10,
    "settled": 18,
    "in_time": 10,
    "overdue": 10,
    "median": 16,
}
"""The columns of each sheet, and how wide they are."""
_LONG = 60


def file(
    kind: Kind,
    ballot: Ballot,
    cases: Sequence[CaseRecord],
    cutoff: dt.datetime,
    *,
    as_csv: bool,
) -> Made:
    """Write the cases, and how they went by kind; a CSV file holds the cases only."""
    ids = sorted({one.line.member.id for one in cases if one.line.member})
    lines = [_line(ballot, one) for one in cases]
    columns = _columns(COLUMNS)
    if as_csv:
        return Made(write_sheets.csv_bytes(columns, lines), ids, len(lines))
    report = _columns(REPORT), _report(cases, cutoff)
    sheets = [
        write_sheets.Sheet(languages.say(case_words.SHEETS[kind]), columns, lines),
        write_sheets.Sheet(languages.say(case_words.SHEETS["report"]), *report),
    ]
    return Made(write_sheets.workbook(sheets, cutoff), ids, len(lines))


def _columns(widths: Mapping[str, int]) -> list[Column]:
    return [
        Column(languages.say(case_words.SHEET[name]), width, wrap=width == _LONG)
        for name, width in widths.items()
    ]


def _line(ballot: Ballot, case: CaseRecord) -> list[Value]:
    line, member = case.line, case.line.member
    return [
        _time(ballot, case.asked_at),
        words.case(case.kind).capitalize(),
        member.membership_number if member else None,
        member.first_name if member else None,
        member.last_name if member else None,
        line.words,
        line.asker,
        line.owner,
        _time(ballot, case.reply_by),
        _time(ballot, case.settled_at),
        _in_time(case),
        line.answer,
    ]


def _in_time(case: CaseRecord) -> str | None:
    if case.settled_at is None:
        return None
    return case_words.yes_or_no(said=case.settled_at <= case.reply_by)


def _report(cases: Sequence[CaseRecord], now: dt.datetime) -> list[list[Value]]:
    return [
        [
            words.case(one.kind).capitalize(),
            one.opened,
            one.settled,
            one.in_time,
            one.overdue,
            case_words.took(one.median) if one.median is not None else None,
        ]
        for one in case_report.lines(cases, now)
    ]


def _time(ballot: Ballot, at: dt.datetime | None) -> str | None:
    return f"{ballot.local(at):%Y-%m-%d %H:%M}" if at else None
