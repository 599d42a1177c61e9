"""What the messages about cases and needs show, gathered as values."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.rules.ballot.ballot import Ballot
from bot.rules.care import case_report
from bot.rules.care.answers.faq import Entry
from bot.rules.care.needs import Need
from bot.rules.care.policies import Policies, Policy
from bot.rules.member import Member
from bot.rules.replies.drafts import Draft


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case; `owner` (who answers) and `asker` are names.

    `over`: it was answered or closed.
    """

    id: int
    kind: str
    member: Member | None
    words: str
    reply_by: dt.datetime
    owner: str = ""
    asker: str = ""
    answer: str = ""
    over: bool = False


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One case as a sheet keeps it: with its times."""

    line: CaseLine
    asked_at: dt.datetime
    settled_at: dt.datetime | None
    reply_by: dt.datetime
    kind: str


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case, and the ballot in whose zone its time is given.

    `ready`: ready answers that may fit. `team`: the organisers it can be handed to, as
    (id, name).
    """

    ballot: Ballot
    case: CaseLine
    now: dt.datetime
    policy: Policy
    ready: tuple[Entry, ...] = ()
    team: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """How cases went, by kind."""

    lines: tuple[case_report.Line, ...]


@dataclass(frozen=True, slots=True)
class CasesFacts:
    """The open cases of a ballot, and how many members need an organiser."""

    ballot: Ballot
    now: dt.datetime
    cases: tuple[CaseLine, ...]
    needs: int
    settled: int = 0
    complaints: int = 0


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """The policies of a ballot; `changed`: the kinds that differ from the file."""

    ballot: Ballot
    policies: Policies
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NeedsFacts:
    """How many members need an organiser, by kind."""

    counts: Mapping[Need, int]


@dataclass(frozen=True, slots=True)
class NeedsListFacts:
    """The members who need an organiser for one reason; `words`: the last recorded."""

    need: Need
    total: int
    people: tuple[Member, ...]
    words: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToldFacts:
    """What was passed on: by whom, about which name, and whom that may be."""

    by: str
    name: str
    draft: Draft
    people: tuple[Member, ...] = ()
    settled: Member | None = None
