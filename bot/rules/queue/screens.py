"""What the screens of an advocate's work show: values gathered for one message."""

import datetime as dt
from dataclasses import dataclass

from bot.rules.ballot.ballot import Ballot
from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.queue.card_state import CardState


@dataclass(frozen=True, slots=True)
class Word:
    """One earlier contact, as a card tells it; `at` is aware."""

    at: dt.datetime
    outcome: Outcome
    method: str | None
    words: str


@dataclass(frozen=True, slots=True)
class CardFacts:
    """Everything a card says. `asking`: what it asks further.

    `say_first`: what the policy says while a question or complaint is passed on;
    `reply_by`: when the organisers answer it.
    """

    key: str
    member: Member
    ballot: Ballot
    now: dt.datetime
    asking: CardState
    closed: bool = False
    low_data: bool = False
    words: tuple[Word, ...] = ()
    outcome: Outcome | None = None
    script: str = ""
    ready_text: str = ""
    work_text: str = ""
    how_to_replace: str = ""
    advocate: str = ""
    answer: str = ""
    say_first: str = ""
    reply_by: dt.datetime | None = None
    sounds_upset: bool = False
    several_ballots: bool = False
    pins: tuple[str, ...] = ()
    household: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """A contact just recorded, and the member it is about."""

    member: Member
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class WhoFacts:
    """Members somebody's words could be about."""

    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class MineFacts:
    """What one advocate holds, waits for and keeps."""

    ballot: Ballot
    now: dt.datetime
    key: str
    open: tuple[Member, ...]
    waiting: tuple[Member, ...]
    kept: tuple[Member, ...]
    helped: int = 0
