"""The totals of a ballot that may leave the branch: no names, all in steps of five."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from statistics import NormalDist
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from bot.rules.care import case_report
from bot.rules.outcomes import Outcome
from bot.rules.replies.steps import Case
from bot.rules.stats import public_report
from bot.rules.stats.stats_report import SMALL, Report

ENOUGH = 4 * SMALL
"""Contacts or cases of which a share is told; of fewer it would say little."""
HELD = 0.8
"""How often the true share lies in its range, as the turnout in its band."""
_SILENT = frozenset({Outcome.NO_ANSWER, Outcome.WRONG_CONTACT})
_WORKED = frozenset({Outcome.VOTED, Outcome.WILL_POST})


Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


class Means(StrEnum):
    """How a contact came about, as the advocate's words named it."""

    CALL = "call"
    TEXT = "text"
    WHATSAPP = "whatsapp"
    EMAIL = "email"
    IN_PERSON = "in_person"
    UNNAMED = "unnamed"


MEANS = {
    "mobile": Means.CALL,
    "phone": Means.CALL,
    "text": Means.TEXT,
    "whatsapp": Means.WHATSAPP,
    "email": Means.EMAIL,
    "personal_email": Means.EMAIL,
    "work_email": Means.EMAIL,
    "in_person": Means.IN_PERSON,
}
"""The means of a method, as contacts have it."""
Contacts = Mapping[str | None, Mapping[Outcome, int]]
"""Contacts by method and outcome."""


@dataclass(frozen=True, slots=True)
class Range:
    """A share and how far it may be off, in steps that hide five contacts."""

    low: Share
    high: Share


@dataclass(frozen=True, slots=True)
class ByMeans:
    """How contacts of one kind went; no shares where there were few.

    `answered`: of the contacts; `worked`: of the answers, “voted” or “will post”.
    """

    means: Means
    contacts: Count
    answered: Range | None
    worked: Range | None


@dataclass(frozen=True, slots=True)
class Care:
    """How five cases or more of a kind went; no share where few are due."""

    kind: Case
    opened: Count
    in_time: Share | None
    median_minutes: Count | None


@dataclass(frozen=True, slots=True)
class Work:
    """What a purge would take away: contacts by means, and cases by kind."""

    by_means: tuple[ByMeans, ...] = ()
    care: tuple[Care, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """A ballot on a day; counts are rounded down to steps of five."""

    ballot: str
    day: dt.date
    closes: dt.date
    state: Literal["running", "closed", "counted"]
    base: Count
    reported: Count
    contacts: Count
    low: Share
    likely: Share
    high: Share
    line: Share | None
    by_day: Mapping[dt.date, Count]
    """Reported by the end of each day on which a step was reached."""
    work: Work | None
    """None where the members were purged by a version that did not keep it."""


WORK = TypeAdapter(Work)
_FILE = TypeAdapter(Totals)


class NoTotals(Exception):
    """This is no file of totals: `mantelpiece report FILE.json` writes one."""


def to_json(totals: Totals) -> bytes:
    """Write the totals as a file to hand over."""
    return _FILE.dump_json(totals, indent=2) + b"\n"


def from_json(content: bytes) -> Totals:
    """Read such a file; raises NoTotals."""
    try:
        found = _FILE.validate_json(content)
    except ValidationError as error:
        raise NoTotals from error
    if found.reported > found.base:
        raise NoTotals
    return found


def of(report: Report, closes: dt.date, work: Work | None, *, closed: bool) -> Totals:
    """Make the totals of a ballot."""
    public = public_report.of(report)
    facts, band = public.facts, public.band
    final = facts.official is not None and facts.official.final
    return Totals(
        ballot=report.name,
        day=facts.today,
        closes=closes,
        state="counted" if final else "closed" if closed else "running",
        base=facts.base,
        reported=facts.counts.reported,
        contacts=public_report.in_steps(sum(facts.contacts_by_day.values())),
        low=band.low,
        likely=band.likely,
        high=band.high,
        line=facts.line,
        by_day=_by_day(facts.counts.reported, facts.voted_by_day),
        work=work,
    )


def _by_day(reported: int, steps: Mapping[dt.date, int]) -> dict[dt.date, int]:
    days = sorted(day for day, step in steps.items() if step)
    before = reported - sum(steps.values())
    sums = accumulate((steps[day] for day in days), initial=before)
    return dict(zip(days, list(sums)[1:], strict=True))


def work_of(found: Contacts, cases: Iterable[case_report.Line]) -> Work:
    """Round what was found of contacts and cases."""
    together: dict[Means, dict[Outcome, int]] = {}
    for method, said in found.items():
        cell = together.setdefault(MEANS.get(method or "", Means.UNNAMED), {})
        for outcome, count in said.items():
            cell[outcome] = cell.get(outcome, 0) + count
    by_means = (
        _by_means(means, together[means]) for means in Means if means in together
    )
    care = (_care(line) for line in cases if line.opened >= SMALL)
    return Work(tuple(by_means), tuple(care))


def _by_means(means: Means, said: Mapping[Outcome, int]) -> ByMeans:
    contacts = sum(said.values())
    answered = contacts - sum(said.get(outcome, 0) for outcome in _SILENT)
    worked = sum(said.get(outcome, 0) for outcome in _WORKED)
    return ByMeans(
        means,
        public_report.in_steps(contacts),
        share(answered, contacts),
        share(worked, answered),
    )


def _care(line: case_report.Line) -> Care:
    due = line.settled + line.overdue
    told = due >= SMALL
    minutes = line.median.total_seconds() / 60 if told and line.median else None
    return Care(
        Case(line.kind),
        public_report.in_steps(line.opened),
        round(line.in_time / due, 1) if told else None,
        None if minutes is None else round(minutes),
    )


def share(yes: int, of_all: int) -> Range | None:
    """Work out between what the share lies in eight of ten samples (Wilson)."""
    if of_all < ENOUGH:
        return None
    n, found, z = of_all, yes / of_all, NormalDist().inv_cdf(0.5 + HELD / 2)
    middle = (found + z * z / n / 2) / (1 + z * z / n)
    spread = math.sqrt(found * (1 - found) / n + (z / n / 2) ** 2)
    reach = z * spread / (1 + z * z / n)
    low, high = public_report.widened(middle - reach, middle + reach, n)
    return Range(round(low, 2), round(high, 2))


def contacts_a_paper(totals: Totals) -> float | None:
    """Divide the contacts by the papers reported; None where few are."""
    if totals.reported < ENOUGH or not totals.contacts:
        return None
    return totals.contacts / totals.reported
