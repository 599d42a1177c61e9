"""The columns of each export, and its file: XLSX for people, CSV for programs."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.rules.ballot.ballot import Ballot
from bot.rules.lists import export_kinds, list_status
from bot.rules.lists.export_kinds import Kind
from bot.rules.member import Member
from bot.sheets import write_sheets
from bot.sheets.write_sheets import Column, Value
from bot.texts.lists import export_words, file_headings

Give = Callable[[Member, Ballot], Value]
Columns = Sequence[tuple[Column, Give]]


def _plain(name: str) -> Give:
    return lambda member, _: getattr(member, name) or None


def _status(member: Member, ballot: Ballot) -> str:
    return file_headings.STATUSES[list_status.newer_status(member, ballot)[0]]


def _day(member: Member, ballot: Ballot) -> dt.date | None:
    return list_status.newer_status(member, ballot)[1]


def _phone(name: str) -> Give:
    return lambda member, _: getattr(member, name)


def _named(*names: str) -> Columns:
    return [
        (Column(file_headings.FIELDS[name], width(name)), _plain(name))
        for name in names
    ]


def width(name: str) -> int:
    """How wide a column of this field is."""
    return 30 if name in ("personal_email", "work_email", "workplace") else 16


_WHO = _named("membership_number", "first_name", "last_name")
_SAID: Columns = [
    (Column(file_headings.STATUS, 26), _status),
    (Column(file_headings.SAID_ON, 12), _day),
    (Column(file_headings.OPT_OUT, 10), lambda member, _: member.do_not_contact),
]
_REACH = _named("mobile", "phone", "personal_email", "work_email")
COLUMNS: dict[Kind, Columns] = {
    Kind.CHANGES: [*_WHO, *_SAID, *_REACH],
    Kind.CALLS: [
        (Column("First Name"), _plain("first_name")),
        (Column("Last Name"), _plain("last_name")),
        (
            Column("Phone Number", 18),
            lambda member, _: export_kinds.number_to_dial(member),
        ),
        (Column("Email", 30), _plain("personal_email")),
        (Column("Company Name", 30), _plain("workplace")),
        (Column("Member ID"), _plain("membership_number")),
    ],
    Kind.MAILING: [
        *_named("membership_number"),
        (Column(file_headings.KNOWN_AS), lambda member, _: member.known_as),
        *_named("first_name", "last_name", "personal_email"),
    ],
    Kind.MEMBERS: [
        *_WHO,
        *_named("preferred_name"),
        *_REACH,
        *_named("workplace", "job_grade", "assigned_to"),
        *_SAID,
        (Column(file_headings.NOTES, 50, wrap=True), _plain("notes")),
        (Column(file_headings.TOLD, 22), lambda member, _: export_words.told(member)),
        (Column(file_headings.MISSING, 14), lambda member, b: _missing(member, b)),
    ],
}
AS_CSV = frozenset({Kind.CALLS})
"""What only a dialler reads. People open the rest, and a spreadsheet program would take
the zeros off the membership numbers and telephone numbers of a CSV file."""


def _missing(member: Member, ballot: Ballot) -> dt.date | None:
    return ballot.today(member.missing_since) if member.missing_since else None


class Made(NamedTuple):
    """An export, the ids of the members in it, and how many lines it has."""

    content: bytes
    members: list[int]
    lines: int


def filename(kind: Kind, cutoff: dt.date, *, as_csv: bool) -> str:
    """Name the file: no name of a branch, no count."""
    return f"{kind}-{cutoff.isoformat()}.{'csv' if as_csv else 'xlsx'}"


def file(
    kind: Kind,
    ballot: Ballot,
    members: Iterable[Member],
    cutoff: dt.datetime,
    *,
    as_csv: bool,
) -> Made:
    """Write the export; the same members and cut-off give the same bytes.

    The members are taken one by one, so that a large list is never held whole.
    """
    columns = COLUMNS[kind]
    heads = [column for column, _ in columns]
    ids: list[int] = []

    def lines() -> Iterator[write_sheets.Line]:
        for member in members:
            ids.append(member.id)
            yield [give(member, ballot) for _, give in columns]

    if as_csv:
        content = write_sheets.csv_bytes(heads, lines())
    else:
        sheet = write_sheets.Sheet(file_headings.SHEETS[kind], heads, lines())
        content = write_sheets.workbook([sheet], cutoff)
    return Made(content, ids, len(ids))
