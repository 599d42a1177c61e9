"""What the messages about lists, shares and exports show, gathered as values."""

from dataclasses import dataclass, field

from bot.rules.ballot.ballot import Ballot
from bot.rules.lists.sheet_job import About


@dataclass(frozen=True, slots=True)
class JobFacts:
    """The import of a list: its ballot and the state of its job."""

    ballot: Ballot
    about: About = field(repr=False)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file that a job made, and the state of the job."""

    content: bytes = field(repr=False)
    about: About = field(repr=False)


@dataclass(frozen=True, slots=True)
class RepFacts:
    """The people who may take a share: id and name."""

    team: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ShareFacts:
    """One share: its members, how many answers are back, until when it is kept."""

    id: int
    rep: str
    members: int
    back: int
    until: str


@dataclass(frozen=True, slots=True)
class SharesFacts:
    """All shares handed out in a ballot."""

    shares: tuple[ShareFacts, ...]
