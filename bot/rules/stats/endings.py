"""Endings of looking at the ballot: figures are looked up when the message goes."""

from dataclasses import dataclass

from bot.rules.public import Public


@dataclass(frozen=True, slots=True)
class GroupStats(Public):
    """Counts only, small cells hidden."""

    ballot_id: int


@dataclass(frozen=True, slots=True)
class Stats:
    """All of it, for an organiser in private."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class Curve:
    """The picture of it, for a dark phone or a light one."""

    ballot_id: int
    key: str
    light: bool = False


@dataclass(frozen=True, slots=True)
class AskOfficial:
    """How many papers are in, by the scrutineer or the union? To be typed."""


@dataclass(frozen=True, slots=True)
class OfficialNoted:
    """The official count is set, or taken back; what the band is now."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class OfficialRefused:
    """The count cannot be used: "number" or "too many"."""

    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The odds of getting over the line, and what would move them."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class PlanPicture:
    """The same as bars."""

    ballot_id: int
    key: str
    light: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """What one effort would move, in all or at one workplace."""

    ballot_id: int
    key: str
    conversations: int = 0
    contacts_per_day: int = 0
    advocates: int = 0
    at: str | None = None


@dataclass(frozen=True, slots=True)
class PlanMisread:
    """What was typed after `/plan` is no effort: "words" or "workplace"."""

    why: str


OfStats = GroupStats | Stats | Curve | OfficialNoted
OfPlan = Plan | PlanPicture
Plain = AskOfficial | OfficialRefused | PlanMisread
"""Show nothing more than they hold themselves."""
Ending = Plain | OfStats | OfPlan | Tried
