"""Endings of stats and plan; figures are looked up when the message is sent."""

from dataclasses import dataclass

from bot.rules.public import Public


@dataclass(frozen=True, slots=True)
class GroupStats(Public):
    """To a group: counts only, small cells hidden."""

    ballot_id: int


@dataclass(frozen=True, slots=True)
class Stats:
    """All figures, for an organiser in private."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class Curve:
    """The figures as a curve, in the dark or the light theme."""

    ballot_id: int
    key: str
    light: bool = False


@dataclass(frozen=True, slots=True)
class AskOfficial:
    """Ask for the official count of papers, to be typed next."""


@dataclass(frozen=True, slots=True)
class OfficialNoted:
    """The official count is recorded or removed; shows the new band."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class OfficialRefused:
    """The count cannot be used; `why` is "number" or "too many"."""

    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The odds of reaching the line, and what would change them."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class PlanPicture:
    """The plan as bars."""

    ballot_id: int
    key: str
    light: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """What one effort would change, in the whole branch or `at` one workplace."""

    ballot_id: int
    key: str
    conversations: int = 0
    contacts_per_day: int = 0
    advocates: int = 0
    at: str | None = None


@dataclass(frozen=True, slots=True)
class PlanMisread:
    """What was typed after `/plan` is no effort; `why` is "words" or "workplace"."""

    why: str


OfStats = GroupStats | Stats | Curve | OfficialNoted
OfPlan = Plan | PlanPicture
Plain = AskOfficial | OfficialRefused | PlanMisread
"""Endings that need nothing looked up."""
Ending = Plain | OfStats | OfPlan | Tried
