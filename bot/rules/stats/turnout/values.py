"""The values of a turnout estimate: the facts it needs, and the band it gives."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.rules.outcomes import Outcome
from bot.rules.stats.standings import Standing

REPORTED = (Standing.VOTED, Standing.VOTED_HEARSAY, Standing.VOTED_UNION)
LOST = (Standing.NEEDS_REPLACEMENT, Standing.REPLACEMENT_REQUESTED)
SAID = (
    Standing.VOTED,
    Standing.PROMISED,
    *LOST,
    Standing.UNDECIDED,
    Standing.NOT_VOTING,
)
ANSWERED = (*SAID, Standing.CALL_BACK, Standing.IN_A_CASE)


class Counts(Counter[Standing]):
    """Members of a ballot or a workplace by standing; a missing standing counts 0."""

    @property
    def listed(self) -> int:
        """Members on the list."""
        return self.total()

    @property
    def reported(self) -> int:
        """Members reported to have voted, by whomever."""
        return sum(self[state] for state in REPORTED)

    @property
    def answered(self) -> int:
        """Members who have answered a contact."""
        return sum(self[state] for state in ANSWERED)


def base(entitled: int | None, counts: Counts) -> int:
    """Give the number that the turnout is a share of: the entitled, else the list.

    A list longer than the entitled number counts whole, since nobody knows which of
    its members are not entitled.
    """
    return max(entitled or 0, counts.listed)


@dataclass(frozen=True, slots=True)
class Official:
    """A count that the union or the scrutineer gave: papers in by the end of a day."""

    papers: int
    day: dt.date
    final: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts an estimate needs; days are in the ballot's zone.

    `posting_days`: the days left on which it is safe to post, today included until
    today's collection. `contacts`: contacts by the member's standing before and by
    outcome. `voted_by_day`: reported votes of every source by day of the report.
    """

    counts: Counts
    today: dt.date
    posting_days: tuple[dt.date, ...] = ()
    opens: dt.date | None = None
    last_posting: dt.date | None = None
    entitled: int | None = None
    line: float | None = 0.5
    promise_ages: Mapping[int, int] = field(default_factory=dict)
    contacts: Mapping[Standing, Mapping[Outcome, int]] = field(default_factory=dict)
    voted_by_day: Mapping[dt.date, int] = field(default_factory=dict)
    contacts_by_day: Mapping[dt.date, int] = field(default_factory=dict)
    workplaces: Mapping[str, Counts] = field(default_factory=dict)
    advocates: int = 0
    official: Official | None = None

    @property
    def base(self) -> int:
        """The number that the turnout is a share of."""
        return base(self.entitled, self.counts)

    @property
    def reported_share(self) -> float:
        """The reported turnout."""
        return self.counts.reported / self.base if self.base else 0.0

    @property
    def unlisted(self) -> int:
        """Entitled members whom the list does not hold."""
        return self.base - self.counts.listed

    @property
    def needed(self) -> int | None:
        """Papers needed to reach the line; None without a line."""
        if self.line is None:
            return None
        # 0.55 x 100 is 55.000000000000007, which must not ask for a 56th paper
        return math.ceil(self.line * self.base - 1e-9)


class Caution(StrEnum):
    """A warning that goes with the figures."""

    ENTITLED_UNKNOWN = "entitled_unknown"
    LIST_LONGER = "list_longer"
    NOBODY_REACHED = "nobody_reached"
    SMALL_SAMPLE = "small_sample"
    WILLING_FIRST = "willing_first"
    UNEVEN = "uneven"
    PART_LIST = "part_list"
    PRIOR_PROMISES = "prior_promises"
    MUCH_HEARSAY = "much_hearsay"
    OFFICIAL_FAR = "official_far"
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True)
class Band:
    """An estimate of the turnout that will be counted, as shares of `base`.

    Eight in ten such bands are meant to hold the count. `widest` names the rate that
    adds most to the width. `believed`: reported votes, discounted; `papers` are missing
    from them to the line, `short` from the likely turnout (None without a line).
    """

    low: float
    likely: float
    high: float
    base: int
    needed: int | None
    chance: float | None
    believed: float
    papers: int | None
    short: int | None
    per_advocate_day: float | None
    pace: float
    crossing: dt.date | None
    widest: str
    cautions: tuple[Caution, ...]
