"""The values of a plan: assumptions, an effort, the odds it gives."""

from dataclasses import dataclass, field

from bot.rules.stats import turnout
from bot.rules.stats.turnout.settings import Above, Share


@dataclass(frozen=True, slots=True)
class Conversations:
    """What a conversation is assumed to do, also the settings under [plan]."""

    moved: Share = 0.12
    """Share of those who would not vote and do not refuse that a conversation with plan
    questions moves to vote: 4.1 points of all who were reached, 9.1 in one-voter homes
    (Nickerson & Rogers 2010), at a turnout of about one half."""
    moved_spread: Above = 0.4
    """How unsure that is: one standard deviation in log-odds. Assumption: the study
    rang homes in one American primary."""
    answering: Share = 0.30
    """Share of single tries that are answered. Assumption; the branch's own tries soon
    outweigh it."""
    answering_weight: Above = 20.0


@dataclass(frozen=True, slots=True)
class Settings(Conversations):
    """All that a plan assumes."""

    assumed: turnout.Settings = field(default_factory=turnout.Settings)
    """The assumptions of the turnout band."""


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
    """The members to ask of one kind, and the papers that 100 contacts bring there."""

    name: str
    members: int
    papers_per_100: float
