"""What is known of a job on sheets, so that it can begin again: ids, counts, codes."""

from typing import Any, TypedDict


class Asked(TypedDict):
    """A question about a list, in the words of its preview."""

    id: str
    text: str
    options: list[str]


class Preview(TypedDict):
    """What was found in a list, for the organiser to look at."""

    columns: dict[str, str]
    unmapped: list[str]
    rows: list[list[str]]
    members: int
    statuses: dict[str, int]
    rejected: int
    warned: int
    questions: list[Asked]


class About(TypedDict, total=False):
    """All that any kind of job needs; instants as text."""

    step: str
    file_id: str | None
    message_id: int | None
    preview_at: int | None
    answers: dict[str, str]
    part: str
    preview: Preview | None
    tally: dict[str, int]
    done: dict[str, int]
    """An `intake.Done`."""
    back: dict[str, Any]
    """An `intake.Back`."""
    error_kind: str | None
    detail: str
    what: str
    cutoff: str
    filename: str
    members: list[int]
    held: str
    keyed: bool
    sent: bool
    logged: int
    shares: list[int]
