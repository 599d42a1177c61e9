"""Import a list sent in chat, as a job: read it for a preview, then save it."""

import hashlib
from collections import Counter
from dataclasses import asdict
from itertools import islice
from typing import Any, Unpack

from sqlmodel import Session

from bot.rules.lists import endings, find_known, sheet_member
from bot.rules.lists.merge_list import HeldBack
from bot.rules.lists.sheet_job import About, Preview
from bot.sheets import into_ballot, list_result, rows_to_mend, share_returned
from bot.sheets.files import sandbox
from bot.sheets.job_context import Work
from bot.texts.lists import sheet_words as words
from bot.usecases.lists import import_list, upload
from bot.usecases.privacy import views
from storage import ballots, jobs

SHOWN = 10
MOST_DOUBTS = 20
"""So many doubts about who is who are asked; further rows are held back."""
PROGRESS_EVERY = 20
"""Pieces saved between two progress messages."""


def run(work: Work) -> None:
    """Run one step of the job: read for a preview, or save."""
    result = _read(work)
    if not result.accept:
        kind, detail = result.error_kind, result.detail
        _end(work, "refused", error_kind=kind, detail=detail)
    elif share_returned.is_share(result):
        _record_share(work)
    elif work.job.about["step"] == "read":
        compared = _comparison(work, result)
        work.write(lambda session: _preview(session, work, result, compared))
    else:
        _save(work, result)


def _read(work: Work, columns: Any = None) -> list_result.ListResult:
    """Read the list, using the remembered answers about the same headings."""
    answers = upload.given_answers(work.job.about["answers"])
    first = _read_with(work, answers, columns)
    before = work.read(lambda session: ballots.recall(session, _headings(first)))
    new = {key: str(said) for key, said in before.items() if key not in answers}
    if not new or not first.accept:
        return first
    work.job.about["answers"] = {**new, **work.job.about["answers"]}
    return _read_with(work, {**new, **answers}, columns)


def _read_with(
    work: Work, answers: dict[str, str], columns: Any
) -> list_result.ListResult:
    content = work.read(lambda session: jobs.content(session, work.job.id)) or b""
    day = work.ballot.today(work.job.created_at)
    settled = into_ballot.without_leavers(answers)
    return sandbox.read_list(content, day, settled, columns, lambda _: work.go_on())


def _headings(result: list_result.ListResult) -> str:
    """Return the name under which answers about these columns are remembered."""
    titles = sorted({*result.reading.columns, *result.reading.unmapped})
    digest = hashlib.sha256("\x1f".join(titles).encode()).hexdigest()
    return f"{ballots.COLUMNS}{digest[:32]}"


def _import(work: Work, result: list_result.ListResult) -> import_list.Import:
    about = work.job.about
    answers = upload.given_answers(about["answers"])
    part = about.get("part", import_list.OTHER)
    wanted = into_ballot.wanted(result, part, answers, work.job.person_id)
    return import_list.Import(work.ballot, wanted, work.job.created_at)


def _comparison(work: Work, result: list_result.ListResult) -> import_list.Import:
    """Compare the list with the known members, so that every doubt is asked first."""
    compared = _import(work, result)

    def unit(session: Session) -> None:
        for _ in import_list.compare(session, compared):
            work.go_on()

    work.read(unit)
    return compared


def _preview(
    session: Session,
    work: Work,
    result: list_result.ListResult,
    compared: import_list.Import,
) -> None:
    """Show the organiser what was found, with the open questions."""
    answers = work.job.about["answers"]
    compared.held = _named(session, work, compared.held, MOST_DOUBTS)
    asked = [q for q in into_ballot.asked(result, compared.held) if q.id not in answers]
    doubts = [q for q in asked if find_known.is_doubt(q.id)]
    others = [q for q in asked if not find_known.is_doubt(q.id)]
    asked_before = sum(map(find_known.is_doubt, answers))
    statuses = Counter(member.ballot_status for member in compared.wanted.found())
    preview: Preview = {
        "columns": result.reading.columns,
        "unmapped": list(result.reading.unmapped.items()),
        "rows": [_line(member) for member in islice(compared.wanted.found(), SHOWN)],
        "members": len(result.reading),
        "statuses": dict(statuses),
        "counts": asdict(into_ballot.done(result, compared)),
        "questions": [
            {"id": q.id, "text": words.question(q), "options": list(q.options)}
            for q in (*others, *doubts[: max(0, MOST_DOUBTS - asked_before)])
            if q.options
        ],
        "held_back": into_ballot.held_back(compared),
    }
    jobs.update(session, work.job.id, preview=preview, answers=answers, column=None)
    jobs.update(session, work.job.id, columns_from=0)
    jobs.pause(session, work.job.id, jobs.ASKING)
    if message_id := work.job.about.get("message_id"):
        work.context(session).delete(work.chat(session), message_id)
        jobs.update(session, work.job.id, message_id=None)
    key = work.context(session).panel("list", {"job": work.job.id})
    work.show(session, endings.ListStep(work.job.id, key, "asking"))


def _named(
    session: Session, work: Work, held: list[HeldBack], most: int | None = None
) -> list[HeldBack]:
    """Name the known members whom the first rows may be about, and log that.

    Past the day's cap they are not named: a list is no way to look members up.
    """
    groups = (one.known for one in held[:most])
    named = views.note_named(work.context(session), views.LISTED, groups)
    return [one if named.issuperset(one.known) else _unnamed(one) for one in held]


def _unnamed(held: HeldBack) -> HeldBack:
    known = (None,) * len(held.question.known)
    return held._replace(question=held.question._replace(known=known))


def _line(member: sheet_member.SheetMember) -> list[str]:
    reach = member.mobile or member.phone or member.personal_email or member.work_email
    return [
        member.membership_number or "–",
        sheet_member.full_name(member) or "–",
        reach or "–",
        words.status(member.ballot_status),
        *([words.field("do_not_contact")] if member.do_not_contact else []),
    ]


def _save(work: Work, result: list_result.ListResult) -> None:
    """Save the members piece by piece, each with the progress in one transaction."""
    saving = _import(work, result)
    saving.tally = import_list.Tally(**work.job.about.get("tally", {}))

    def saved(session: Session, tally: import_list.Tally) -> None:
        work.go_on()
        jobs.update(session, work.job.id, tally=asdict(tally))
        if not tally.rows and tally.pieces % PROGRESS_EVERY == 0:
            done = tally.pieces * import_list.PIECE
            work.show(session, endings.ListStep(work.job.id, "", "saving", done))

    import_list.run(work.store, saving, saved)
    saving.held = work.write(lambda session: _named(session, work, saving.held))
    content = work.read(lambda session: jobs.content(session, work.job.id)) or b""
    mend = rows_to_mend.workbook(content, result, work.job.created_at, saving)
    work.write(lambda session: _finish(session, work, result, saving, mend))


def _finish(
    session: Session,
    work: Work,
    result: list_result.ListResult,
    saving: import_list.Import,
    mend: bytes,
) -> None:
    done = into_ballot.done(result, saving)
    answers = upload.given_answers(work.job.about["answers"])
    kept = {k: v for k, v in answers.items() if k.startswith(upload.REMEMBERED)}
    if kept:
        ballots.remember(session, _headings(result), dict(kept))
    jobs.update(session, work.job.id, done=asdict(done), preview=None)
    jobs.keep_content(session, work.job.id, mend)
    jobs.end(session, work.job.id, jobs.DONE, work.now())
    work.show(session, endings.ListStep(work.job.id, "", "done"))
    if done.held_back:
        jobs.update(session, work.job.id, held_back=into_ballot.held_back(saving))
        work.tell_for_an_hour(session, endings.ListStep(work.job.id, "", "held"))
    if mend:
        work.send_file(session)
    upload.ask_agreement(work.context(session))


def _record_share(work: Work) -> None:
    """Record the answers of a returned share at once, without a preview."""
    result = _read(work, share_returned.COLUMNS)
    back = share_returned.take(
        work.store, result, work.ballot, work.now(), work.numbers, work.handbook
    )
    _end(work, "back", back=asdict(back))


def _end(work: Work, ending: str, **about: Unpack[About]) -> None:
    def unit(session: Session) -> None:
        jobs.update(session, work.job.id, **about)
        jobs.end(session, work.job.id, jobs.DONE, work.now())
        jobs.keep_content(session, work.job.id, b"")
        if message_id := work.job.about.get("message_id"):
            work.context(session).delete(work.chat(session), message_id)
        work.show(session, endings.ListStep(work.job.id, "", ending))

    work.write(unit)
