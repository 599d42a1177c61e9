"""Members as read from a spreadsheet, and what is reported of its rows."""

from collections.abc import Sequence
from typing import Any, NamedTuple

Row = int | str
"""A row as Excel shows it: 7, or "Leeds!7" where members come from several sheets."""

STATUSES = ("unknown", "not_voting", "will_vote", "replacement_requested", "voted")
"""The statuses a list can give, the furthest along last."""

NAMES = ("first_name", "last_name")
REACH = ("mobile", "phone", "personal_email", "work_email")
PLAIN = (*NAMES, "preferred_name", *REACH, "workplace", "job_grade", "assigned_to")
"""Fields of one plain text; a filled cell beats an empty one."""


class SheetMember(NamedTuple):
    """One member as read from a sheet; `extra` holds (label, text) of other columns."""

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
    """Make a member from its values in order, as read from JSON."""
    rows, *fields, extra = values
    pairs = tuple(map(tuple, extra)) if extra else ()
    return SheetMember._make((tuple(rows), *fields, pairs))


FIELDS = SheetMember._fields[1:-1]
"""The canonical fields, in the order every table and report uses."""

DO_NOT_CONTACT, MAY_CONTACT, NOT_USED = "do_not_contact", "may_contact", "none"
MEANINGS = (
    *(DO_NOT_CONTACT, MAY_CONTACT, "full_name"),
    *(name for name in FIELDS if name != DO_NOT_CONTACT),
    *("member_status", "left", NOT_USED),
)
"""What an organiser may say a column means: a field, who may be contacted, nothing."""


class KnownMember(NamedTuple):
    """A member the bot knows, with its status as a list would give it."""

    id: int
    member: SheetMember
    recorded: bool = False
    """Whether the status was recorded in the bot, not read from an earlier list."""
    touched: frozenset[str] = frozenset()
    """Fields that people changed in the bot; a list does not overwrite them."""


class Warned(NamedTuple):
    """A warning about a row that was imported all the same."""

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
    """A question the sheet leaves open; the answer, by id, is one of the options."""

    id: str
    kind: str
    about: tuple[str, ...] = ()
    """What the question's text names: a column, a sheet, a number, people."""
    rows: tuple[Row, ...] = ()
    column: str | None = None
    options: tuple[str, ...] = ()
    default: str | None = None
    known: tuple[SheetMember | None, ...] = ()
    """The known members whom the rows may be about; None for one not to be named."""


def full_name(member: SheetMember) -> str:
    """Join the first and last name, or whichever is there."""
    return " ".join(part for part in member[2:4] if part)
