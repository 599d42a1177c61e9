"""What became of a list, as counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Done:
    """How many members were new, changed, the same; rows rejected, things warned of."""

    new: int = 0
    changed: int = 0
    same: int = 0
    missing: int = 0
    stopped: int = 0
    rejected: int = 0
    warned: int = 0


@dataclass(frozen=True, slots=True)
class Back:
    """A share that came back: answers recorded, rows unread, rows of nobody."""

    rep: str
    recorded: int = 0
    same: int = 0
    unclear: tuple[int | str, ...] = ()
    unknown: int = 0
