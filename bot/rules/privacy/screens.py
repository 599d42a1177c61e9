"""What the messages about freeze, close and purge show, gathered as values."""

import datetime as dt
from dataclasses import dataclass

from bot.rules.ballot.ballot import Ballot
from bot.rules.person import Person
from bot.rules.privacy.retention import UnfinishedWork


@dataclass(frozen=True, slots=True)
class NamesakeFacts:
    """People of one name, each with the number of members they hold."""

    ballot: Ballot
    people: tuple[tuple[Person, int], ...]


@dataclass(frozen=True, slots=True)
class FreezeFacts:
    """Whose cards are frozen, empty for everybody; and by whom, empty for a code."""

    name: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class SecondFacts:
    """The organiser who asks or answers, and the ballot."""

    name: str
    ballot: Ballot


@dataclass(frozen=True, slots=True)
class UnfinishedFacts:
    """What is unfinished before a ballot's members are purged, and the day of that."""

    ballot: Ballot
    purge_on: dt.date
    left: UnfinishedWork
