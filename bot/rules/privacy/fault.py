"""What a check of the database, its files and its disk may find wrong."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong; organisers are told of a kind once, until it is mended."""

    DAMAGED = "damaged"
    SQLITE = "sqlite"
    JOURNAL = "journal"
    COUNTS = "counts"
    AUDIT = "audit"
    DISK = "disk"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: a sentence with its remedy, for whoever runs the bot."""

    kind: Kind
    sentence: str


@dataclass(frozen=True, slots=True)
class Night:
    """The last nightly check: when it began and ended, what it found and kept."""

    began: dt.datetime
    ended: dt.datetime | None
    faults: tuple[Fault, ...]
    backup: str
