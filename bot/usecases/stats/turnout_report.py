"""What is known of a ballot now, from stored counters, without searching rows (F10)."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from sqlmodel import Session

from bot.rules.ballot import timetable
from bot.rules.ballot.ballot import Ballot
from bot.rules.outcomes import Outcome
from bot.rules.person import Role
from bot.rules.queue import queue_rules
from bot.rules.queue.bands import Band
from bot.rules.stats import availability, stats_report, turnout
from bot.rules.stats.standings import Standing
from bot.rules.stats.turnout import Counts, Facts, Official
from storage import ballots, counters
from storage.nudges import pledges
from storage.queue import waiting_counts
from storage.team import people

LATELY = dt.timedelta(days=7)
"""An advocate who did anything since then counts as one at work."""
LONGEST = dt.timedelta(weeks=12)
"""Reports dated longer before the close count, but on no day."""

Days = Mapping[tuple[dt.date, str], int]


def facts(session: Session, ballot: Ballot, now: dt.datetime) -> Facts:
    """Gather all that an estimate of the turnout rests on."""
    today = ballot.today(now)
    places = workplaces(session, ballot.id)
    promised = counters.by_day(session, ballot.id, "promised")
    return Facts(
        counts=_whole(places),
        today=today,
        posting_days=timetable.days_left(ballot, now),
        opens=ballot.opens,
        last_posting=timetable.of(ballot).last_safe_posting,
        entitled=ballot.entitled,
        line=ballot.line,
        promise_ages=_ages(promised, today),
        contacts=counters.asked(session, ballot.id),
        voted_by_day=_reported(session, ballot, today),
        contacts_by_day=_contacts(counters.days(session, ballot.id)),
        workplaces=places,
        advocates=_advocates(session, ballot, now),
        official=official(session, ballot),
    )


def workplaces(session: Session, ballot_id: int) -> dict[str, Counts]:
    """Count members by workplace and standing; those without a workplace under ""."""
    result: dict[str, Counts] = {}
    for (place, standing), members in counters.by_standing(session, ballot_id).items():
        result.setdefault(place, Counts())[Standing(standing)] += members
    return result


def report(
    session: Session,
    ballot: Ballot,
    now: dt.datetime,
    assumed: turnout.Settings,
    numbers: queue_rules.Settings = queue_rules.DEFAULTS,
) -> stats_report.Report:
    """Gather all that a stats message shows."""
    known = facts(session, ballot, now)
    work = availability.of(
        ballot,
        now,
        queued={
            band: counters.queued(
                session, ballot.id, band, availability.until(ballot, now, band, numbers)
            )
            for band in Band
        },
        held=waiting_counts.holding(session, ballot.id),
        out=counters.of(session, ballot.id, "out"),
        settings=numbers,
    )
    return stats_report.Report(
        name=ballot.name,
        facts=known,
        band=turnout.band(known, assumed),
        today=_today(session, ballot, known.today),
        promises_due=work.promises_due,
        open_cards=work.open_cards,
        ready=work.ready,
        first=work.first,
        blocked=work.blocked,
    )


def official(session: Session, ballot: Ballot) -> Official | None:
    """Get the count that an organiser typed in; one after the close is final."""
    life = ballots.life(session, ballot.id)
    if life.official_count is None or life.official_at is None:
        return None
    day = ballot.today(life.official_at)
    return Official(life.official_count, day, final=life.official_at >= ballot.closes)


def counts(session: Session, ballot_id: int) -> Counts:
    """Count the members of a ballot by where they stand."""
    return _whole(workplaces(session, ballot_id))


def _whole(places: Mapping[str, Counts]) -> Counts:
    result = Counts()
    for place in places.values():
        result.update(place)
    return result


def _ages(promised: Mapping[dt.date, int], today: dt.date) -> dict[int, int]:
    ages: Counter[int] = Counter()
    for day, members in promised.items():
        ages[max(0, (today - day).days)] += members
    return dict(ages)


def _reported(session: Session, ballot: Ballot, today: dt.date) -> dict[dt.date, int]:
    first = ballot.opens or ballot.today(ballot.closes) - LONGEST
    found = counters.by_day(session, ballot.id, "reported")
    return {day: n for day, n in found.items() if first <= day <= today}


def _contacts(days: Days) -> dict[dt.date, int]:
    result: Counter[dt.date] = Counter()
    for (day, what), count in days.items():
        if what in {*Outcome}:
            result[day] += count
    return dict(result)


def _today(session: Session, ballot: Ballot, day: dt.date) -> stats_report.Today:
    found = counters.day(session, ballot.id, day)
    said = {what: found.get(what, 0) for what in Outcome}
    return stats_report.Today(
        contacts=sum(said.values()),
        voted=said[Outcome.VOTED],
        promised=said[Outcome.WILL_POST],
        advocates=pledges.active_people(session, ballot.id, ballot.at(day)),
    )


def _advocates(session: Session, ballot: Ballot, now: dt.datetime) -> int:
    """Count advocates active in the last days; before anybody was, all of them."""
    lately = pledges.active_people(session, ballot.id, now - LATELY)
    return lately or len(people.team(session, ballot.id, [Role.ADVOCATE]))
