"""Endings of stats and plan; figures are looked up when the message is sent."""

from dataclasses import dataclass

from bot.rules.public import Public


@dataclass(frozen=True, slots=True)
class GroupStats(Public):
    """To a group: two lines of counts in steps, and the way to the next member."""

    ballot_id: int
    bot_name: str = ""


@dataclass(frozen=True, slots=True)
class Stats:
    """The details: all figures, for an organiser in private."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class Curve:
    """Where the ballot stands, at a glance: the curve, and three lines under it."""

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
    """The details: what would change the odds, and where a contact counts most."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class PlanPicture:
    """The plan at a glance: the odds as bars, what to do tonight, what it brings."""

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
