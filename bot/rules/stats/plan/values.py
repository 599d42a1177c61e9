"""The values of a plan: what is assumed, what is tried, what would come of it."""

from dataclasses import dataclass, field

from bot.rules.stats import turnout
from bot.rules.stats.turnout.settings import Above, Share


@dataclass(frozen=True, slots=True)
class Conversations:
    """What a conversation is assumed to do, with sources: the settings under [plan]."""

    moved: Share = 0.12
    """Of those who would not vote and do not refuse, moved by a conversation with plan
    questions: 4.1 points of all who were reached, 9.1 in one-voter homes (Nickerson &
    Rogers 2010), at a turnout of about one half."""
    moved_spread: Above = 0.4
    """Log-odds. Assumption: that study rang homes in one American primary."""
    answering: Share = 0.30
    """Of single tries, answered. Assumption; the branch's own tries soon decide."""
    answering_weight: Above = 20.0


@dataclass(frozen=True, slots=True)
class Settings(Conversations):
    """All that a plan assumes."""

    assumed: turnout.Settings = field(default_factory=turnout.Settings)
    """What the band assumes."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What is done beyond today's pace.

    `conversations` are members spoken with tonight, `contacts_per_day` further tries on
    each posting day left, `advocates` more hands that do as much as the present ones.
    """

    conversations: int = 0
    contacts_per_day: int = 0
    advocates: int = 0


@dataclass(frozen=True, slots=True)
class Odds:
    """The chance to reach the line at today's pace, and with an effort beside it.

    `conversations` is how many that effort comes to, `papers` what they bring; `short`
    says that there are not enough members left to talk with.
    """

    before: float
    after: float
    conversations: float
    papers: float
    short: bool


@dataclass(frozen=True, slots=True)
class ContactValue:
    """Where a contact counts: members to ask, and papers for each 100 contacts."""

    name: str
    members: int
    papers_per_100: float
