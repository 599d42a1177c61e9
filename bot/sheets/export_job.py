"""Make export files in a job; its fixed cut-off makes a retry give the same file."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice

from sqlmodel import Session

from bot.rules.lists import endings, export_kinds
from bot.rules.lists.export_kinds import Kind
from bot.sheets import export_columns, export_file, share_sheets
from bot.sheets.job_context import Work
from bot.usecases.lists import export_members, import_list, share_out
from bot.usecases.privacy import views
from storage import jobs
from storage.lists import known_members, shares

SHARES_FILE = "shares.xlsx"


def export(work: Work) -> None:
    """Make an export and send it; a retry sends the file already made."""
    about = work.job.about
    kind, cutoff = Kind(about["what"]), dt.datetime.fromisoformat(about["cutoff"])
    if "filename" not in about:
        made = work.read(partial(_make, work=work, kind=kind, cutoff=cutoff))
        if not made[1].lines:
            work.write(partial(_tell_nobody, work=work, kind=kind))
            return
        work.write(partial(_keep, work=work, kind=kind, made=made))
    work.write(lambda session: _send(session, work))


Named = tuple[str, export_columns.Made]
"""A file's name, and the file."""


def _make(session: Session, work: Work, kind: Kind, cutoff: dt.datetime) -> Named:
    as_csv = work.job.about.get("as_csv", kind in export_columns.AS_CSV)
    made = export_file.make(
        session, work.ballot, kind, cutoff, work.numbers, as_csv=as_csv
    )
    name = export_columns.filename(kind, work.ballot.today(cutoff), as_csv=as_csv)
    return name, made


def _tell_nobody(session: Session, work: Work, kind: Kind) -> None:
    work.context(session).tell(endings.NobodyToExport(kind))
    jobs.end(session, work.job.id, jobs.DONE, work.now())


def _keep(session: Session, work: Work, kind: Kind, made: Named) -> None:
    name, (content, ids, _) = made
    jobs.keep_content(session, work.job.id, content)
    jobs.update(session, work.job.id, filename=name, members=ids)
    _note_seen(session, work, views.EXPORT, ids)
    if kind is Kind.CALLS and work.job.person_id is not None:
        found = known_members.these(session, ids)
        whose = work.job.person_id
        export_members.hold(session, work.ballot, found, whose, work.now(), work.job.id)


def _note_seen(session: Session, work: Work, how: str, ids: list[int]) -> None:
    """Log that whoever asked for the file sees these members."""
    agreed = views.AGREED if work.job.about.get("agreed") else ""
    views.note(work.context(session), f"{agreed}{how}", *ids)


def _send(session: Session, work: Work) -> None:
    key = work.context(session).panel(export_kinds.JOB, {"job": work.job.id})
    work.send_file(session, key)
    jobs.end(session, work.job.id, jobs.DONE, work.now())


def sheets_of_shares(work: Work) -> None:
    """Make and send a workbook with a sheet for each rep who is not in the chat."""

    def unit(session: Session) -> None:
        found = [shares.get(session, one) for one in work.job.about["shares"]]
        sheets = [_share(session, share) for share in found if share is not None]
        ids = [member.id for *_, found_ in sheets for member in found_]
        _note_seen(session, work, views.SHARE, ids)
        cutoff = dt.datetime.fromisoformat(work.job.about["cutoff"])
        content = share_sheets.workbook(work.ballot, sheets, cutoff)
        jobs.keep_content(session, work.job.id, content)
        jobs.update(session, work.job.id, filename=SHARES_FILE)
        work.send_file(session)
        jobs.end(session, work.job.id, jobs.DONE, work.now())

    work.write(unit)


def _share(session: Session, share: shares.Share) -> share_sheets.ShareSheet:
    ids = shares.member_ids(session, share.id)
    members = list(known_members.these(session, ids))
    return share.id, share.rep, share.lapses_at, members


def log_mailing(work: Work) -> None:
    """Log the mailed reminder in pieces; a retry continues after the last one."""
    ids = iter(work.job.about["members"][work.job.about.get("logged", 0) :])
    logged = work.job.about.get("logged", 0)
    while piece := list(islice(ids, import_list.PIECE)):
        logged += len(piece)
        work.write(partial(_logged, work=work, piece=piece, logged=logged))


def _logged(session: Session, work: Work, piece: list[int], logged: int) -> None:
    at = work.job.created_at
    export_members.log_mailing(session, work.ballot, piece, work.asked_by, at)
    jobs.update(session, work.job.id, logged=logged)


BODIES: Mapping[str, Callable[[Work], None]] = {
    export_kinds.JOB: export,
    export_members.MAILED: log_mailing,
    share_out.JOB: sheets_of_shares,
}
