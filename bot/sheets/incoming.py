"""A list sent in chat: read for its preview, then saved, step by step as a job."""

import hashlib
from collections import Counter
from dataclasses import asdict
from itertools import islice
from typing import Any

from sqlmodel import Session

from bot.rules import people
from bot.rules.endings import sheets as endings
from bot.sheets import guard, report, returning, taking
from bot.sheets.working import Work
from bot.texts import sheets as words
from bot.usecases import importing, lists_in, piecemeal
from storage import ballots, jobs

SHOWN = 10
OFTEN = 20
"""Pieces between two words on how far it is."""


def run(work: Work) -> None:
    """One step of the job: read for a preview, or save."""
    result = _read(work)
    if not result.accept:
        about = {"error_kind": result.error_kind, "detail": result.detail}
        _over(work, "refused", **about)
    elif returning.is_share(result):
        _take_back(work)
    elif work.job.about["step"] == "read":
        work.write(lambda session: _preview(session, work, result))
    else:
        _save(work, result)


def _read(work: Work, columns: Any = None) -> report.ListResult:
    """The list, with what was said of the same headings before."""
    answers = lists_in.real(work.job.about["answers"])
    first = _by(work, answers, columns)
    before = work.read(lambda session: ballots.recall(session, _headings(first)))
    new = {key: str(said) for key, said in before.items() if key not in answers}
    if not new or not first.accept:
        return first
    work.job.about["answers"] = {**new, **work.job.about["answers"]}
    return _by(work, {**new, **answers}, columns)


def _by(work: Work, answers: dict[str, str], columns: Any) -> report.ListResult:
    content = work.read(lambda session: jobs.content(session, work.job.id)) or b""
    day = work.ballot.today(work.job.created_at)
    settled = taking.without_leavers(answers)
    return guard.read_list(content, day, settled, columns, lambda _: work.go_on())


def _headings(result: report.ListResult) -> str:
    """The name under which answers about these columns are remembered."""
    titles = sorted({*result.reading.columns, *result.reading.unmapped})
    digest = hashlib.sha256("\x1f".join(titles).encode()).hexdigest()
    return f"columns {digest[:32]}"


def _preview(session: Session, work: Work, result: report.ListResult) -> None:
    """What was found, for the organiser to look at and to answer."""
    answers = work.job.about["answers"]
    statuses = Counter(member.ballot_status for member in result.members())
    preview = {
        "columns": result.reading.columns,
        "unmapped": result.reading.unmapped,
        "rows": [_line(member) for member in islice(result.members(), SHOWN)],
        "members": len(result.reading),
        "statuses": dict(statuses),
        "rejected": len(result.reading.rejected),
        "warned": len(result.reading.warnings),
        "questions": [
            {"id": q.id, "text": words.question(q), "options": list(q.options)}
            for q in result.questions
            if q.id not in answers and q.options
        ],
    }
    jobs.note(session, work.job.id, preview=preview, answers=answers)
    jobs.rest(session, work.job.id, jobs.ASKING)
    if work.job.about.get("message_id"):
        work.desk(session).delete(work.chat(session), work.job.about["message_id"])
        jobs.note(session, work.job.id, message_id=None)
    key = work.desk(session).panel("list", {"job": work.job.id})
    work.show(session, endings.ListStep(work.job.id, key, "asking"))


def _line(member: people.SheetMember) -> list[str]:
    reach = member.mobile or member.phone or member.personal_email or member.work_email
    return [
        member.membership_number or "–",
        people.full_name(member) or "–",
        reach or "–",
        member.ballot_status.replace("_", " "),
    ]


def _save(work: Work, result: report.ListResult) -> None:
    """Piece by piece; how far it is stands in the same transactions."""
    about = work.job.about
    wanted = taking.wanted(
        result, about["part"], lists_in.real(about["answers"]), work.job.person_id
    )
    saving = importing.Import(work.ballot, wanted, work.job.created_at)
    saving.tally = importing.Tally(**about.get("tally", {}))

    def saved(session: Session, tally: importing.Tally) -> None:
        work.go_on()
        jobs.note(session, work.job.id, tally=asdict(tally))
        if tally.pieces % OFTEN == 0:
            done = tally.pieces * importing.PIECE
            work.show(session, endings.ListStep(work.job.id, "", "saving", done))

    piecemeal.run(work.store, saving, saved)
    mend = taking.to_mend(result, work.job.created_at, saving.warnings)
    work.write(lambda session: _finish(session, work, result, saving, mend))


def _finish(
    session: Session,
    work: Work,
    result: report.ListResult,
    saving: importing.Import,
    mend: bytes,
) -> None:
    done = taking.done(result, saving)
    answers = lists_in.real(work.job.about["answers"])
    kept = {k: v for k, v in answers.items() if k.startswith(lists_in.REMEMBERED)}
    if kept:
        ballots.remember(session, _headings(result), dict(kept))
    jobs.note(session, work.job.id, done=asdict(done), preview=None)
    jobs.keep(session, work.job.id, mend)
    jobs.end(session, work.job.id, jobs.DONE, work.now())
    work.show(session, endings.ListStep(work.job.id, "", "done"))
    if done.rejected or done.warned:
        work.send_file(session)
    lists_in.agreement(work.desk(session))


def _take_back(work: Work) -> None:
    """A share's sheet: its answers are recorded at once, nothing is asked."""
    result = _read(work, returning.COLUMNS)
    back = returning.take(work.store, result, work.ballot, work.now(), work.numbers)
    _over(work, "back", back=asdict(back))


def _over(work: Work, step: str, **about: Any) -> None:
    def unit(session: Session) -> None:
        jobs.note(session, work.job.id, **about)
        jobs.end(session, work.job.id, jobs.DONE, work.now())
        jobs.keep(session, work.job.id, b"")
        if work.job.about.get("message_id"):
            desk = work.desk(session)
            desk.delete(work.chat(session), work.job.about["message_id"])
        work.show(session, endings.ListStep(work.job.id, "", step))

    work.write(unit)
