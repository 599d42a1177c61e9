"""Upload a list: a job reads it, asks about it, and saves it once confirmed."""

import datetime as dt

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.lists import endings as lists_endings
from bot.rules.lists import sheet_member
from bot.rules.lists.sheet_job import About
from bot.usecases import outgoing
from bot.usecases.ballot import set_up
from bot.usecases.context import Context
from bot.usecases.lists import import_list
from storage import ballots, jobs
from storage.panels import Panel
from storage.team import people

KIND = "list"
MOST_BYTES = 20_000_000
"""The largest file that Telegram lets a bot fetch."""
SKIP = "skip"
COLUMN_MEANING = "column_meaning:"
REMEMBERED = (COLUMN_MEANING, "date_order:", "status_meaning:")
"""Answers about a column, which hold for the next file with the same headings."""


def take_file(context: Context) -> object:
    """Take a file: a job fetches and reads it once this is committed."""
    document = context.arrival.document
    if document is None or document.size > MOST_BYTES:
        ending = lists_endings.NoList("too large" if document else "no file")
        context.tell(ending)
        return ending
    about: About = {
        "file_id": document.file_id,
        "message_id": context.arrival.message_id,
        "step": "read",
        "answers": {},
    }
    job = context.start_job(KIND, about)
    step = lists_endings.ListStep(job.id, _key(context, job.id))
    context.tell(step, remember=memo_name(job.id))
    context.note("list sent", detail=str(job.id))
    return step


def _key(context: Context, job_id: int) -> str:
    return context.panel("list", {"job": job_id})


def take_choice(context: Context, panel: Panel, code: str) -> object:
    """Take a press: an answer, the part of the branch, save, or leave it."""
    job = jobs.find(context.session, panel.number("job"))
    if job is None or job.state != jobs.ASKING:
        return general_endings.NotAllowed("expired")
    what, _, said = code.partition("_")
    match what:
        case "q":
            return _take_answer(context, job, panel.key, said)
        case "part" if said in (
            import_list.EVERYONE,
            import_list.TARGETS,
            import_list.OTHER,
        ):
            jobs.update(context.session, job.id, part=said)
            return _edit(context, job.id, panel.key, "asking")
        case "column" if said.startswith("from_"):
            first = int(said.removeprefix("from_"))
            jobs.update(context.session, job.id, columns_from=first)
            return _edit(context, job.id, panel.key, "asking")
        case "column":
            place = int(said) if said.isdecimal() else None
            jobs.update(context.session, job.id, column=place)
            return _edit(context, job.id, panel.key, "asking")
        case "means":
            return _take_meaning(context, job, panel.key, said)
        case "go" if job.about.get("part"):
            jobs.requeue(context.session, job.id, step="save")
            context.note("list confirmed", detail=str(job.id))
            return _edit(context, job.id, "", "saving")
        case "leave":
            jobs.end(context.session, job.id, jobs.FAILED, context.now)
            return _edit(context, job.id, "", "left")
    return general_endings.NotAllowed("expired")


def _take_answer(context: Context, job: jobs.Job, key: str, said: str) -> object:
    """Keep one answer; after the last one have the list read again."""
    place, _, option = said.partition("_")
    preview = job.about.get("preview")
    asked = preview["questions"] if preview else []
    if not place.isdecimal() or int(place) >= len(asked):
        return general_endings.NotAllowed("expired")
    question = asked[int(place)]
    options = question["options"]
    number = int(option) if option.isdecimal() else len(options)
    answer = options[number] if number < len(options) else SKIP
    answers = {**job.about["answers"], question["id"]: answer}
    jobs.update(context.session, job.id, answers=answers)
    if any(other["id"] not in answers for other in asked):
        return _edit(context, job.id, key, "asking")
    return _read_again(context, job, key)


def _take_meaning(context: Context, job: jobs.Job, key: str, said: str) -> object:
    """Take the meaning of a column that was not used, and have the list read again."""
    preview, place = job.about.get("preview"), job.about.get("column")
    columns = preview["unmapped"] if preview else []
    if place is None or place >= len(columns) or not said.isdecimal():
        return general_endings.NotAllowed("expired")
    if int(said) >= len(sheet_member.MEANINGS):
        return general_endings.NotAllowed("expired")
    title, _ = columns[place]
    meaning = sheet_member.MEANINGS[int(said)]
    answers = {**job.about["answers"], f"{COLUMN_MEANING}{title}": meaning}
    jobs.update(context.session, job.id, answers=answers)
    return _read_again(context, job, key)


def _read_again(context: Context, job: jobs.Job, key: str) -> object:
    jobs.requeue(
        context.session, job.id, step="read", preview_at=context.arrival.message_id
    )
    return _edit(context, job.id, key, "reading")


def _edit(context: Context, job_id: int, key: str, step: str) -> lists_endings.ListStep:
    """Edit the one message of this list to the next step."""
    ending = lists_endings.ListStep(job_id, key, step)
    jobs.update(context.session, job_id, preview_at=context.arrival.message_id)
    context.edit(ending)
    return ending


def memo_name(job_id: int) -> str:
    """Make the name of the memo that holds the message of a list."""
    return f"list {job_id}"


def message_of(session: Session, job: jobs.Job) -> int | None:
    """Find the one message of a list, once it is known."""
    place = job.about.get("preview_at")
    if place is not None:
        return place
    remembered = ballots.recall(session, memo_name(job.id)).get("message_id")
    return remembered if isinstance(remembered, int) else None


def given_answers(answers: dict[str, str]) -> dict[str, str]:
    """Leave out the questions that were skipped."""
    return {key: said for key, said in answers.items() if said != SKIP}


def ask_agreement(context: Context) -> None:
    """Ask, at the first list, who agreed for the data controller."""
    if ballots.life(context.session, context.ballot.id).agreed_at is None:
        set_up.ask_agreement(context)


LASTS = dt.timedelta(hours=1)
"""How long files stay that were sent or made."""


def forget(session: Session, now: dt.datetime) -> None:
    """Delete files after an hour; give up lists whose preview nobody answered."""
    for job in jobs.forget_files(session, now - LASTS):
        give_up(session, job, "expired", now)


def give_up(session: Session, job: jobs.Job, why: str, now: dt.datetime) -> None:
    """Tell whoever asked for a job that nothing came of it."""
    if job.person_id is None:
        return
    to = people.get(session, job.person_id, job.ballot_id).telegram_id
    ending = lists_endings.ListStep(job.id, "", why)
    outgoing.say(session, ending, to, now, edits=message_of(session, job))
