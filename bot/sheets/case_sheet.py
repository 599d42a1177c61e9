"""The sheet of cases, with a second one that reports how they went."""

import datetime as dt
from collections.abc import Sequence

from bot.rules.ballot.ballot import Ballot
from bot.rules.care import case_report
from bot.rules.care.screens import CaseRecord
from bot.rules.lists.export_kinds import Kind
from bot.sheets import write_sheets
from bot.sheets.export_columns import Made
from bot.sheets.write_sheets import Column, Value
from bot.texts import words
from bot.texts.care import case_words
from bot.texts.lists import export_words

COLUMNS = (
    Column("Opened", 18),
    Column("Kind", 22),
    Column("Membership number", 16),
    Column("First name", 16),
    Column("Last name", 16),
    Column("What was said", 60, wrap=True),
    Column("Told to", 16),
    Column("Taken by", 16),
    Column("Answer by", 18),
    Column("Answered or closed", 18),
    Column("In time", 10),
    Column("Answer", 60, wrap=True),
)
REPORT = (
    Column("Kind", 22),
    Column("Opened", 10),
    Column("Answered or closed", 18),
    Column("In time", 10),
    Column("Overdue", 10),
    Column("Median time", 16),
)


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
    if as_csv:
        return Made(write_sheets.csv_bytes(COLUMNS, lines), ids, len(lines))
    name = export_words.SHEETS[kind]
    sheets = [
        write_sheets.Sheet(name, COLUMNS, lines),
        write_sheets.Sheet("How they went", REPORT, _report(cases, cutoff)),
    ]
    return Made(write_sheets.workbook(sheets, cutoff), ids, len(lines))


def _line(ballot: Ballot, case: CaseRecord) -> list[Value]:
    line, member = case.line, case.line.member
    in_time = case.settled_at is not None and case.settled_at <= case.reply_by
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
        None if case.settled_at is None else in_time,
        line.answer,
    ]


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
