"""What the screens of typed words show: values gathered for one message."""

from dataclasses import dataclass

from bot.rules.ballot.ballot import Ballot
from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.queue.screens import CardFacts
from bot.rules.replies.drafts import Draft


@dataclass(frozen=True, slots=True)
class SeveralFacts:
    """Whom a message names, and what would be recorded for each."""

    ballot: Ballot
    parts: tuple[tuple[Member, Draft], ...]


@dataclass(frozen=True, slots=True)
class DetailFacts:
    """New ways to reach a member, as (field, value)."""

    member: Member
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ScriptFacts:
    """For what a script is asked: a card, or the phase of the ballot."""

    ballot: Ballot
    phase: str
    card: CardFacts | None = None
    script: str = ""


@dataclass(frozen=True, slots=True)
class EditFacts:
    """Whom edited words were about, and what stays recorded."""

    member: Member
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Told:
    """Who recorded what; a union's list has no name, only its source."""

    by: str
    outcome: Outcome
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class ConflictFacts:
    """Two words that do not agree: which stands, and which came late."""

    member: Member
    stands: Outcome
    late: Outcome
    told: tuple[Told, ...]
