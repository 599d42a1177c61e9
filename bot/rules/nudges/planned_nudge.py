"""A planned nudge: of what kind, to whom, in which slot, from when until when."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a nudge is about."""

    COUNTDOWN = "countdown"
    CUTOFF = "cut-off"
    RIPE = "ripe"
    HANDED = "handed over"
    LAPSE = "lapse"
    PLEDGE = "pledge"
    DIGEST = "digest"
    CASE = "case"
    SURVEY = "survey"
    PURGE = "purge"
    ALARM = "alarm"


TO_EACH_ORGANISER = frozenset({Kind.CUTOFF, Kind.DIGEST, Kind.PURGE})
"""Every organiser of the ballot gets these."""
TO_EACH_ADVOCATE = frozenset({Kind.SURVEY})
"""Every advocate of the ballot gets these."""
FOR_ORGANISERS = TO_EACH_ORGANISER | {Kind.CASE}
"""Only who organises gets these; a case goes to those who are to answer it."""


@dataclass(frozen=True, slots=True)
class PlannedNudge:
    """One message to send unasked; `key` is what makes it go once.

    No person means the group, and then `about` is empty: a group gets counts only.
    `about` is the claim, case or pledge it speaks of.
    """

    ballot: int
    kind: Kind
    slot: str
    send_from: dt.datetime
    send_until: dt.datetime
    person: int | None = None
    about: int | None = None

    @property
    def key(self) -> tuple[int, Kind, int | None, str]:
        """Ballot, kind, recipient and slot: unique for ever."""
        return (self.ballot, self.kind, self.person, self.slot)

    @property
    def to_group(self) -> bool:
        """Whether the group gets it, so without any member."""
        return self.person is None

    @property
    def silent(self) -> bool:
        """Whether it arrives without a sound."""
        return self.kind is Kind.LAPSE


@dataclass(frozen=True, slots=True)
class Settings:
    """Every number of the nudges; times of day are the ballot's.

    `survey`: whether advocates are asked, the day after the close, how it was.
    """

    survey: bool = True

    countdown_days: tuple[int, ...] = (14, 10, 7, 5, 3, 2, 1)
    countdown_at: dt.time = dt.time(12, 15)
    evening_days: int = 3
    evening_at: dt.time = dt.time(17, 30)
    last_day_at: dt.time = dt.time(8, 30)
    cutoff_days: tuple[int, ...] = (3, 1)
    cutoff_at: dt.time = dt.time(10, 15)
    digest_at: dt.time = dt.time(18)
    digest_until: dt.time = dt.time(12)  # of the next day
    lapse_ahead: dt.timedelta = dt.timedelta(minutes=10)
    ripe_every: dt.timedelta = dt.timedelta(minutes=15)
    ripe_until: dt.timedelta = dt.timedelta(hours=24)
    purge_days: tuple[int, ...] = (14, 7, 1)
    purge_at: dt.time = dt.time(12, 15)
    survey_at: dt.time = dt.time(12, 15)
    survey_lasts: dt.timedelta = dt.timedelta(days=7)
    per_person: int = 8
    per_group: int = 4


DEFAULTS = Settings()
