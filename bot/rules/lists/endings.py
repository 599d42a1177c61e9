"""Endings of lists, shares and exports, all for private chats."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoList:
    """The message holds no list: no spreadsheet, or too large to fetch."""

    why: str


@dataclass(frozen=True, slots=True)
class ListStep:
    """How far an import is: reading, questions, saving, done, held back, refused."""

    job_id: int
    key: str = ""
    step: str = "reading"
    count: int = 0


@dataclass(frozen=True, slots=True)
class FileReady:
    """A job has made a file, for the organiser who asked."""

    job_id: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class AskReps:
    """Who takes a share, and of how many members: buttons for those in the chat."""

    key: str
    ballot_id: int
    each: int
    chosen: tuple[int, ...] = ()
    outside: tuple[str, ...] = ()
    naming: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """The shares are made: for each rep how many members."""

    ballot_id: int
    reps: tuple[str, ...]
    counts: tuple[int, ...]
    until: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """To a rep in the chat: so many members are set aside for them."""

    count: int
    until: str
    ballot_id: int


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares handed out, each with how many answers are back."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class AskExport:
    """Ask what to export."""

    key: str


@dataclass(frozen=True, slots=True)
class NobodyToExport:
    """An export of this kind would hold nobody; no file was made."""

    kind: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """An export was marked as keyed in, or as sent."""

    what: str
    count: int = 0


Plain = NoList | AskExport | NobodyToExport | Ticked
"""Endings that need nothing looked up."""
Ending = Plain | ListStep | FileReady | AskReps | Shared | SetAside | Shares
