"""The values of a plan: assumptions, an effort, the odds it gives."""

from dataclasses import dataclass, field
from typing import NamedTuple

from bot.rules.stats import turnout
from bot.rules.stats.turnout.settings import Above


@dataclass(frozen=True, slots=True)
class Conversations:
    """How sure it is what a conversation brings, also the settings under [plan].

    What it brings, and how often a try is answered, are the figures of `mantelpiece
    simulate`, which stand with their sources in `simulation/parameters.toml`.
    """

    moved_spread: Above = 0.4
    """How unsure it is what a conversation brings: one standard deviation in log-odds,
    so that 7 papers in 100 may be 4 to 11. Assumption: the one study rang homes in an
    American primary."""
    answering_weight: Above = 20.0
    """How many of the branch's own tries the model's share of answered tries is worth,
    in each standing."""


@dataclass(frozen=True, slots=True)
class Settings(Conversations):
    """All that a plan assumes."""

    assumed: turnout.Settings = field(default_factory=turnout.Settings)
    """The assumptions of the turnout band."""


class Yield(NamedTuple):
    """Share of tries that are answered, and papers that an answered one brings."""

    answered: float
    papers: float


@dataclass(frozen=True, slots=True)
class Effort:
    """What is done in addition to today's pace.

    `conversations`: members spoken with tonight. `contacts_per_day`: further tries on
    each posting day left. `advocates`: more advocates, as busy as the present ones.
    """

    conversations: int = 0
    contacts_per_day: int = 0
    advocates: int = 0


@dataclass(frozen=True, slots=True)
class Odds:
    """The chance to reach the line at today's pace (`before`) and with an effort.

    `conversations`: how many the effort comes to. `papers`: how many they bring.
    `short`: there are not enough members left to talk with.
    """

    before: float
    after: float
    conversations: float
    papers: float
    short: bool


@dataclass(frozen=True, slots=True)
class ContactValue:
    """The members to ask of one kind, and the papers that 100 contacts bring there.

    In eight of ten cases they bring `low` to `high`.
    """

    name: str
    members: int
    papers_per_100: float
    low: float
    high: float
