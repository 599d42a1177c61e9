"""The totals of a ballot, and what of them a purge would take away."""

import datetime as dt

from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.care import case_report
from bot.rules.stats import totals
from bot.rules.stats.stats_report import Report
from bot.rules.stats.totals import Totals, Work
from storage import ballots
from storage.care import cases
from storage.replies import contacts

_WORK = "work"


def of(session: Session, ballot: Ballot, report: Report, now: dt.datetime) -> Totals:
    """Gather the totals of a ballot that was reported on."""
    life = ballots.life(session, ballot.id)
    closed = life.closed_at is not None or ballot.closes <= now
    kept = life.purged_at is not None
    work = _kept(session, ballot.id) if kept else _work(session, ballot.id, now)
    return totals.of(report, ballot.today(ballot.closes), work, closed=closed)


def keep(session: Session, ballot_id: int, now: dt.datetime) -> None:
    """Keep of contacts and cases what a report shows, before they are erased."""
    kept = totals.WORK.dump_json(_work(session, ballot_id, now)).decode()
    ballots.remember(session, _memo(ballot_id), {_WORK: kept})


def _work(session: Session, ballot_id: int, now: dt.datetime) -> Work:
    found = contacts.by_method(session, ballot_id)
    lines = case_report.lines(cases.of_ballot(session, ballot_id), now)
    return totals.work_of(found, lines)


def _kept(session: Session, ballot_id: int) -> Work | None:
    kept = ballots.recall(session, _memo(ballot_id)).get(_WORK)
    return None if kept is None else totals.WORK.validate_json(str(kept))


def _memo(ballot_id: int) -> str:
    return f"work {ballot_id}"
