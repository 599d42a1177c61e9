"""What the screens of guarding show: values gathered for one message."""

import datetime as dt
from dataclasses import dataclass

from bot.rules.ballot.ballot import Ballot
from bot.rules.privacy.retention import Left


@dataclass(frozen=True, slots=True)
class FreezeFacts:
    """Whose cards it is about, by name; empty: everybody's."""

    name: str


@dataclass(frozen=True, slots=True)
class SecondFacts:
    """Which organiser asks, or has said, and of which ballot."""

    name: str
    ballot: Ballot


@dataclass(frozen=True, slots=True)
class LeavingFacts:
    """What has not left the program yet, before its members are purged."""

    ballot: Ballot
    purge_on: dt.date
    left: Left
