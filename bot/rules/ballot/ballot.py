"""One vote of a branch: its dates, line and settings, as values."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo


class Method(StrEnum):
    """How votes are returned; the law is moving, so nothing is fixed to paper."""

    POSTAL = "postal"
    HYBRID = "hybrid"
    ELECTRONIC = "electronic"


class Envelope(StrEnum):
    """The class of the reply envelope."""

    FIRST = "first"
    SECOND = "second"


class Nation(StrEnum):
    """Whose bank holidays count."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Ballot:
    """The settings of a ballot. Instants are aware; days count in `zone`.

    `replacement_cutoff`, `last_posting_day` and `replacements_from` are the union's
    own dates, where it told any; they win over the computed ones. `told_worth` is no
    setting: it comes from the branch's own log.
    """

    id: int
    name: str
    closes: dt.datetime
    zone: ZoneInfo = LONDON
    branch: str = ""
    opens: dt.date | None = None
    method: Method = Method.POSTAL
    envelope: Envelope = Envelope.FIRST
    nation: Nation = Nation.ENGLAND
    replacement_cutoff: dt.datetime | None = None
    last_posting_day: dt.date | None = None
    replacements_from: dt.date | None = None
    replacement_days: int = 10
    delivered_by: dt.time = dt.time(16, 0)
    collected_at: dt.time = dt.time(9, 0)
    collected_saturday: dt.time = dt.time(7, 0)
    line: float | None = 0.5
    entitled: int | None = None
    told_worth: float = 1.0
    """How many times what is assumed a try at somebody who said that they will vote is
    worth here, beside one at somebody never contacted."""

    def local(self, moment: dt.datetime) -> dt.datetime:
        """Put an aware instant on the ballot's own clock."""
        return moment.astimezone(self.zone)

    def today(self, now: dt.datetime) -> dt.date:
        """Tell the ballot's day at an aware instant."""
        return self.local(now).date()

    @property
    def by_post(self) -> bool:
        """Whether papers go back by post at all."""
        return self.method is not Method.ELECTRONIC

    @property
    def online(self) -> bool:
        """Whether a vote can be cast without the post."""
        return self.method is not Method.POSTAL

    def at(self, day: dt.date, time: dt.time = dt.time(0)) -> dt.datetime:
        """Make an instant on the ballot's own clock."""
        return dt.datetime.combine(day, time, self.zone)
