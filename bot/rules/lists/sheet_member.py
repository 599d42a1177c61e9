"""Members as a sheet tells of them, before and beside those the bot knows."""

from collections.abc import Sequence
from typing import Any, NamedTuple

Row = int | str
"""A row as Excel shows it: 7, or "Leeds!7" where members come from several sheets."""

STATUSES = ("unknown", "not_voting", "will_vote", "replacement_requested", "voted")
"""What a list can say of a member, the furthest along last."""

NAMES = ("first_name", "last_name")
REACH = ("mobile", "phone", "personal_email", "work_email")
PLAIN = (*NAMES, "preferred_name", *REACH, "workplace", "job_grade", "assigned_to")
"""Fields that hold one plain value; a filled cell beats an empty one."""


class SheetMember(NamedTuple):
    """One member as read from a sheet; `extra` keeps what fits no field, labelled."""

    rows: tuple[Row, ...] = ()
    membership_number: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    preferred_name: str | None = None
    mobile: str | None = None
    phone: str | None = None
    personal_email: str | None = None
    work_email: str | None = None
    workplace: str | None = None
    job_grade: str | None = None
    assigned_to: str | None = None
    ballot_status: str = "unknown"
    status_date: str | None = None
    do_not_contact: bool = False
    notes: str | None = None
    extra: tuple[tuple[str, str], ...] = ()


def from_plain(values: Sequence[Any]) -> SheetMember:
    """Put a member together of all its values in order, as JSON gives them back."""
    rows, *fields, extra = values
    return SheetMember._make((tuple(rows), *fields, tuple(map(tuple, extra))))


FIELDS = SheetMember._fields[1:-1]
"""The canonical fields, in the order every table and report uses."""


class KnownMember(NamedTuple):
    """A member the bot knows, with the status it holds in the words of a list."""

    id: int
    member: SheetMember
    told: bool = False
    """The status was recorded in the bot, not read from an earlier list."""
    touched: frozenset[str] = frozenset()
    """Fields that people changed in the bot: a list does not overwrite them."""


class Warned(NamedTuple):
    """Something an organiser is told of a row that was imported all the same."""

    row: Row | None
    field: str | None
    kind: str
    text: str = ""


class Rejected(NamedTuple):
    """A row that was not imported, and why."""

    row: Row
    reason: str
    text: str = ""


class Question(NamedTuple):
    """What cannot be known from the sheet; an answer is one of the options, by id."""

    id: str
    kind: str
    about: tuple[str, ...] = ()
    """What the sentence names: a column, a sheet, a number, people."""
    rows: tuple[Row, ...] = ()
    column: str | None = None
    options: tuple[str, ...] = ()
    default: str | None = None


def full_name(member: SheetMember) -> str:
    """First and last name, as far as they are there."""
    return " ".join(part for part in member[2:4] if part)
