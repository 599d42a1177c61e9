"""Read a returned share's sheet, recognised by its columns, like any list."""

import datetime as dt
from collections.abc import Iterator, Mapping

from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.care.handbook import Handbook
from bot.rules.lists import sheet_job
from bot.rules.queue import queue_rules
from bot.sheets import list_result
from bot.texts.lists import file_headings
from bot.usecases import background
from bot.usecases.lists import share_returned
from storage.engine import Store

COLUMNS: Mapping[str, str] = {
    file_headings.SHARE: "job_grade",
    file_headings.ANSWER: "notes",
    file_headings.WHY: "none",
    file_headings.COLOUR: "none",
}
"""The field each column is read into: the share's number and the answer's words."""


def is_share(result: list_result.ListResult) -> bool:
    """Whether this is a sheet that `/share` made."""
    titles = {*result.reading.columns, *result.reading.unmapped}
    return {file_headings.SHARE, file_headings.ANSWER} <= {
        title.split(": ")[-1] for title in titles
    }


def answers(result: list_result.ListResult) -> Iterator[share_returned.Answer]:
    """Yield the rows, those added by hand among them."""
    for member in result.members():
        share = (member.job_grade or "").removeprefix("#")
        day = dt.date.fromisoformat(member.status_date) if member.status_date else None
        plain = member._replace(
            job_grade=None, notes=None, ballot_status="unknown", status_date=None
        )
        number = int(share) if share.isdecimal() else None
        yield share_returned.Answer(number, plain, member.notes or "", day)


def take(
    store: Store,
    result: list_result.ListResult,
    ballot: Ballot,
    now: dt.datetime,
    numbers: queue_rules.Settings,
    handbook: Handbook,
) -> sheet_job.ReturnedShare:
    """Record the answers on the sheet."""
    found = list(answers(result))

    def unit(session: Session) -> sheet_job.ReturnedShare:
        return share_returned.take(
            background.context(session, ballot, now, numbers, handbook=handbook),
            found,
        )

    return store.write(unit)
