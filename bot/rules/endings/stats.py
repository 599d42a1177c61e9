"""Endings of looking at the ballot."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How many members stand where; counts only."""

    ballot_id: int
    counts: dict[str, int]
    private: bool


Ending = Counts
