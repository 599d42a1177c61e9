"""What the screens of typed words show: values gathered for one message."""

from dataclasses import dataclass

from bot.rules.ballot.ballot import Ballot
from bot.rules.member import Member
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
class OneFacts:
    """A member some words are about."""

    member: Member


@dataclass(frozen=True, slots=True)
class ScriptFacts:
    """For what a script is asked: a card, or the phase of the ballot."""

    ballot: Ballot
    phase: str
    card: CardFacts | None = None
    script: str = ""


Facts = SeveralFacts | DetailFacts | OneFacts | ScriptFacts | None
