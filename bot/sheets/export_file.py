"""Make the file of an export, of members or of cases."""

import datetime as dt

from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.lists.export_kinds import Kind
from bot.rules.queue import queue_rules
from bot.sheets import case_sheet, export_columns
from bot.usecases.care import screens as care_screens
from bot.usecases.lists import export_members


def make(
    session: Session,
    ballot: Ballot,
    kind: Kind,
    cutoff: dt.datetime,
    numbers: queue_rules.Settings,
    *,
    as_csv: bool,
) -> export_columns.Made:
    """Make the file; the same cut-off gives the same bytes."""
    if kind in export_members.CASES_OF:
        of = export_members.CASES_OF[kind]
        found = care_screens.records(session, ballot.id, of)
        return case_sheet.file(kind, ballot, found, cutoff, as_csv=as_csv)
    listed = export_members.list_members(session, ballot, kind, cutoff, numbers)
    return export_columns.file(kind, ballot, listed, cutoff, as_csv=as_csv)
