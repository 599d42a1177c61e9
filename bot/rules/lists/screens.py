"""What messages about sheets show: values gathered for one message."""

from dataclasses import dataclass, field

from bot.rules.ballot.ballot import Ballot
from bot.rules.lists.sheet_job import About


@dataclass(frozen=True, slots=True)
class JobFacts:
    """A list on its way in: its ballot, and what the job knows of it by now."""

    ballot: Ballot
    about: About = field(repr=False)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The file that a job made, and what is in it."""

    content: bytes = field(repr=False)
    about: About = field(repr=False)


@dataclass(frozen=True, slots=True)
class RepFacts:
    """Those of the chat who may take a share, by id."""

    team: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ShareFacts:
    """One share: how many of its members' answers are back, until when it stands."""

    id: int
    rep: str
    members: int
    back: int
    until: str


@dataclass(frozen=True, slots=True)
class SharesFacts:
    """All shares under way in a ballot."""

    shares: tuple[ShareFacts, ...]
