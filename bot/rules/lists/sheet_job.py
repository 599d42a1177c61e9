"""A job on a spreadsheet: its stored state, and what an import came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What an import came to, in members and in rows rejected or warned of."""

    new: int = 0
    changed: int = 0
    same: int = 0
    missing: int = 0
    stopped: int = 0
    held_back: int = 0
    rejected: int = 0
    warned: int = 0
    opted_out: int = 0
    """Who asks for no contact on this list."""
    left: int = 0
    """Who is new, but has left already: not taken in."""
    why_rejected: Sequence[str] = ()
    why_warned: Sequence[str] = ()
    """What is the matter with which rows; no member's details."""


@dataclass(frozen=True, slots=True)
class ReturnedShare:
    """What a returned share came to: answers recorded, rows unread, rows of nobody."""

    rep: str
    recorded: int = 0
    same: int = 0
    unclear: tuple[int | str, ...] = ()
    unknown: Sequence[int | str] = ()
    """Rows about nobody in these shares: added by hand, or with a changed number."""
    differing: Sequence[tuple[int | str, Sequence[str]]] = ()
    """Rows with another number, address or name than ours, and which fields."""


class AskedQuestion(TypedDict):
    """A question about a list, as its preview words it."""

    id: str
    text: str
    options: list[str]


class Preview(TypedDict):
    """What was found in a list, for the organiser to check before it is saved."""

    columns: dict[str, str]
    unmapped: list[tuple[str, str]]
    """The columns that are not used, each with a cell of it; "" for an empty one."""
    rows: list[list[str]]
    members: int
    statuses: dict[str, int]
    counts: dict[str, Any]
    """The fields of an `ImportCounts`, as they would be."""
    questions: list[AskedQuestion]
    held_back: NotRequired[list[str]]
    """Rows that may be about known members, and stay out until that is answered."""


class About(TypedDict, total=False):
    """The stored state of a job of any kind, to resume it from; instants as text."""

    step: str
    file_id: str | None
    message_id: int | None
    preview_at: int | None
    answers: dict[str, str]
    part: str
    column: int | None
    """The column that is not used whose meaning is being chosen, by its place."""
    columns_from: int
    """The first of the columns that are not used whose button is shown."""
    preview: Preview | None
    tally: dict[str, int]
    done: dict[str, Any]
    """The fields of an `ImportCounts`."""
    held_back: list[str]
    """The rows that an import held back, each with whom it may be about."""
    back: dict[str, Any]
    """The fields of a `ReturnedShare`."""
    error_kind: str | None
    detail: str
    what: str
    as_csv: bool
    """Whether the organiser asked for CSV or for a workbook; else as the kind is."""
    cutoff: str
    filename: str
    members: list[int]
    held: str
    agreed: bool
    """Whether a second organiser agreed to the file."""
    keyed: bool
    sent: bool
    logged: int
    shares: list[int]
