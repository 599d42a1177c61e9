"""Endings of sheets in and out: lists, shares, exports. All private: jobs by id."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoList:
    """This message brings no list: not a file for us, or too large to fetch."""

    why: str


@dataclass(frozen=True, slots=True)
class ListStep:
    """Where a list stands: being read, asked about, saved, taken in, refused."""

    job_id: int
    key: str = ""
    step: str = "reading"
    count: int = 0


@dataclass(frozen=True, slots=True)
class FileReady:
    """The file that a job made, for its organiser alone."""

    job_id: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class AskReps:
    """Who takes a share of how many: buttons for those in the chat."""

    key: str
    ballot_id: int
    each: int
    chosen: tuple[int, ...] = ()
    outside: tuple[str, ...] = ()
    naming: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """The shares are made: how many for whom (reps by place, no member)."""

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
    """The shares under way, each with how many answers are back."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class AskExport:
    """What is to be exported."""

    key: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """A tap on an export was taken in: keyed, or sent."""

    what: str
    count: int = 0


Plain = NoList | AskExport | Ticked
"""Show nothing more than they hold themselves."""
Ending = Plain | ListStep | FileReady | AskReps | Shared | SetAside | Shares
