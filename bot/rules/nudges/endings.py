"""Endings of the posting clock: nudges, their plan, and who wants them when."""

import datetime as dt
from dataclasses import dataclass

from bot.rules.public import Public


@dataclass(frozen=True, slots=True)
class GroupNudged(Public):
    """A planned nudge to a group; its counts are looked up when it goes."""

    nudge_id: int
    bot_name: str = ""


@dataclass(frozen=True, slots=True)
class Nudged:
    """A planned nudge to a person; what it tells is looked up when it goes."""

    nudge_id: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """`/nudges`: what will go when, to how many, and what became of the last."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class SentNow:
    """An organiser sends the countdown to so many groups now."""

    groups: int
    at: dt.datetime
    ballot_id: int


@dataclass(frozen=True, slots=True)
class Muted(Public):
    """Nudges to this person or to the group are off, or on again."""

    muted: bool
    group: bool
    key: str


@dataclass(frozen=True, slots=True)
class Away:
    """Away until then: cards given back, promises handed over."""

    until: dt.datetime
    released: int
    handed: int
    key: str
    ballot_id: int


@dataclass(frozen=True, slots=True)
class Back:
    """Back again."""


@dataclass(frozen=True, slots=True)
class Pledged:
    """So many contacts pledged, with one reminder at a time."""

    contacts: int
    at: dt.datetime
    ballot_id: int


@dataclass(frozen=True, slots=True)
class KeptOn:
    """A card that was about to lapse is kept until then."""

    until: dt.datetime
    ballot_id: int


@dataclass(frozen=True, slots=True)
class GaveBack:
    """A card that was about to lapse was given back."""


@dataclass(frozen=True, slots=True)
class Misread:
    """What was typed after a command cannot be used; `what` is the command."""

    what: str


Plain = Muted | Back | GaveBack | Misread
"""Show nothing more than they hold themselves."""
Ending = Plain | GroupNudged | Nudged | Planned | SentNow | Away | Pledged | KeptOn
