"""What messages about sheets show: values gathered for one message."""

from dataclasses import dataclass, field

from bot.rules.ballot.ballot import Ballot
from bot.rules.lists.job_about import About


@dataclass(frozen=True, slots=True)
class JobFacts:
    """A job with its file, where that is what is sent."""

    ballot: Ballot
    kind: str
    about: About = field(repr=False)
    content: bytes | None = field(default=None, repr=False)


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


Facts = JobFacts | RepFacts | SharesFacts | Ballot | None
