"""Jobs: work committed with an update, done after it, and resumed by id."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Unpack

import sqlmodel
from sqlmodel import Session, col, select

from bot.rules.lists.sheet_job import About
from storage.statements import plain, row_values, sessions
from storage.tables import JobRow

QUEUED, RUNNING, ASKING = "queued", "running", "asking"
DONE, FAILED = "done", "failed"
_OPEN = (QUEUED, RUNNING)
MOST_TRIES = 3
_LASTING = frozenset({"done", "cutoff", "what", "keyed", "members", "held"})
"""Parts of `about` kept after a job's file is deleted: counts, times, ids."""
_WAITING = plain.Statement(
    lambda _: select(JobRow.id).where(JobRow.state == QUEUED).order_by(col(JobRow.id))
)


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work; `about` holds what it needs to begin again."""

    id: int
    ballot_id: int | None
    person_id: int | None
    kind: str
    about: About
    created_at: dt.datetime
    ended_at: dt.datetime | None
    tries: int
    state: str


def put(
    session: Session,
    kind: str,
    now: dt.datetime,
    *,
    ballot_id: int | None = None,
    person_id: int | None = None,
    about: About | None = None,
) -> Job:
    """Queue a job."""
    row = JobRow(
        kind=kind,
        created_at=now,
        ballot_id=ballot_id,
        person_id=person_id,
        about=dict(about or {}),
    )
    session.add(row)
    session.flush()
    return row_values.value(Job, row)


def get(session: Session, job_id: int) -> Job:
    """Get the job with this id."""
    return row_values.value(Job, session.get_one(JobRow, job_id))


def find(session: Session, job_id: int) -> Job | None:
    """Find the job with this id, if it is still kept."""
    row = session.get(JobRow, job_id)
    return row_values.value(Job, row) if row else None


def content(session: Session, job_id: int) -> bytes | None:
    """Get the file a job brought or made; None once it is deleted."""
    return session.get_one(JobRow, job_id).content


def waiting(session: Session) -> list[int]:
    """List the queued jobs, the oldest first."""
    return [job_id for (job_id,) in _WAITING.run(session, {})]


def begin(session: Session, job_id: int, now: dt.datetime) -> Job | None:
    """Take a job; None if it is not waiting any more, or has failed too often."""
    row = session.get_one(JobRow, job_id)
    if row.state != QUEUED:
        return None
    row.began_at, row.tries = now, row.tries + 1
    row.state = RUNNING if row.tries <= MOST_TRIES else FAILED
    session.flush()
    return row_values.value(Job, row) if row.state == RUNNING else None


def requeue(session: Session, job_id: int, **about: Unpack[About]) -> None:
    """Queue a job again, with more of what it needs."""
    update(session, job_id, **about)
    row = session.get_one(JobRow, job_id)
    row.state, row.tries = QUEUED, 0
    session.flush()


def update(session: Session, job_id: int, **about: Unpack[About]) -> None:
    """Store more of what the job needs."""
    row = session.get_one(JobRow, job_id)
    row.about = {**row.about, **about}
    session.flush()


def keep_content(session: Session, job_id: int, content_: bytes) -> None:
    """Store the file a job brought or made."""
    session.get_one(JobRow, job_id).content = content_
    session.flush()


def pause(session: Session, job_id: int, state: str) -> None:
    """Let a job wait in this state."""
    session.get_one(JobRow, job_id).state = state
    session.flush()


def end(session: Session, job_id: int, state: str, now: dt.datetime) -> None:
    """End a job; a failed one loses its file now, else `forget_files` deletes it."""
    row = session.get_one(JobRow, job_id)
    row.state, row.ended_at = state, now
    if state == FAILED:
        _forget_file(row)
    session.flush()


def retry(session: Session, job_id: int) -> bool:
    """Queue a failed job again; False once it has failed too often."""
    row = session.get_one(JobRow, job_id)
    if row.state == QUEUED:
        row.tries += 1
    row.state = QUEUED if row.tries < MOST_TRIES else FAILED
    if row.state == FAILED:
        _forget_file(row)
    session.flush()
    return row.state == QUEUED


def end_if_running(session: Session, job_id: int, now: dt.datetime) -> None:
    """End a job as done, unless its own work changed its state."""
    if get(session, job_id).state == RUNNING:
        end(session, job_id, DONE, now)


def recover(session: Session) -> None:
    """Queue the running jobs again, after a crash."""
    sessions.connection(session).execute(
        sqlmodel.update(JobRow).where(col(JobRow.state) == RUNNING).values(state=QUEUED)
    )


def forget_files(session: Session, before: dt.datetime) -> list[Job]:
    """Delete the files of old jobs not under way; return those never answered."""
    old = (col(JobRow.created_at) < before, col(JobRow.content).is_not(None))
    rested = select(JobRow).where(*old, col(JobRow.state).not_in(_OPEN))
    unanswered = []
    for row in session.exec(rested):
        if row.state == ASKING:
            unanswered.append(row_values.value(Job, row))
            row.state = FAILED
        _forget_file(row)
    return unanswered


def forget_all_files(session: Session) -> list[Job]:
    """Delete every file, since somebody in it is erased; return the jobs this ends."""
    ended = []
    for row in session.exec(select(JobRow).where(col(JobRow.content).is_not(None))):
        if row.state in (*_OPEN, ASKING):
            ended.append(row_values.value(Job, row))
            row.state = FAILED
        _forget_file(row)
    session.flush()
    return ended


def _forget_file(row: JobRow) -> None:
    """Delete a file, and what was read of it."""
    row.content, row.about = None, lasting(row.about)


def lasting(about: dict[str, Any]) -> dict[str, Any]:
    """Return what is kept of a job after its file is deleted."""
    return {name: about[name] for name in _LASTING & about.keys()}


def is_one_running(session: Session) -> bool:
    """Whether a job is under way at this moment."""
    query = select(JobRow.id).where(JobRow.state == RUNNING)
    return session.exec(query.limit(1)).first() is not None


def newest_about(session: Session, ballot_id: int, kind: str, what: str) -> Job | None:
    """Find the newest job of a kind that was about this."""
    return _newest(session, ballot_id, kind, "what", what)


def newest_keyed_in(session: Session, ballot_id: int, kind: str) -> Job | None:
    """Find the newest job of a kind whose changes were keyed in at the union."""
    return _newest(session, ballot_id, kind, "keyed", True)


def holds(
    session: Session, ballot_id: int, kind: str, member_id: int, until: dt.datetime
) -> bool:
    """Whether what a job of a kind made holds this member until then."""
    query = select(JobRow.about).where(
        JobRow.ballot_id == ballot_id, JobRow.kind == kind
    )
    return any(
        "held" in about
        and dt.datetime.fromisoformat(about["held"]) == until
        and member_id in about["members"]
        for about in session.exec(query)
    )


def _newest(
    session: Session, ballot_id: int, kind: str, name: str, what: object
) -> Job | None:
    query = (
        select(JobRow)
        .where(JobRow.ballot_id == ballot_id, JobRow.kind == kind)
        .order_by(col(JobRow.id).desc())
    )
    found = (row for row in session.exec(query) if row.about.get(name) == what)
    row = next(found, None)
    return row_values.value(Job, row) if row else None
