"""Exports: choose members, hold or log those exported, tick off what was keyed in."""

import datetime as dt
from collections.abc import Iterable

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.ballot import workdays
from bot.rules.ballot.ballot import Ballot
from bot.rules.lists import endings as lists_endings
from bot.rules.lists import export_kinds
from bot.rules.lists.export_kinds import Kind
from bot.rules.lists.sheet_job import About
from bot.rules.member import Member
from bot.rules.outcomes import Channel, Outcome
from bot.rules.person import ORGANISING
from bot.rules.queue import caps, queue_rules
from bot.rules.replies.steps import COMPLAINTS, Case
from bot.usecases.context import Context
from bot.usecases.privacy import second_organiser, views
from bot.usecases.stats import unfinished_work
from storage import jobs, members
from storage.care import cases
from storage.lists import export_queries, known_members
from storage.nudges import nudge_queries
from storage.panels import Panel
from storage.privacy import audit
from storage.replies import contacts
from storage.team import people

MAILED = "mailed"
CSV, XLSX = "csv", "xlsx"
FORMATS = (CSV, XLSX)
CASES_OF = {Kind.CASES: tuple(Case), Kind.COMPLAINTS: COMPLAINTS}
"""The kinds of case in an export of cases."""
MOST_CALLS = 500
MORNING = dt.time(9)


def ask(context: Context) -> object:
    """Answer `/export [what [csv or xlsx]]`: start, or show the kinds as buttons."""
    what, _, file_format = context.words.casefold().partition(" ")
    if what in {*Kind} and file_format.strip() in ("", *FORMATS):
        return request(context, Kind(what), file_format.strip())
    ending = lists_endings.AskExport(context.panel(export_kinds.JOB))
    context.tell(ending)
    return ending


def choose_or_tick_off(context: Context, panel: Panel, code: str) -> object:
    """Take a press: choose a kind, or tick off an export as keyed in or sent."""
    if code in {*Kind}:
        return request(context, Kind(code))
    if "job" not in panel.about:
        return general_endings.NotAllowed("expired")
    job = jobs.find(context.session, panel.number("job"))
    if job is None:
        return general_endings.NotAllowed("expired")
    ids = job.about.get("members", [])
    if code == "keyed" and not job.about.get("keyed"):
        jobs.update(context.session, job.id, keyed=True)
    elif code == "sent" and not job.about.get("sent"):
        jobs.update(context.session, job.id, sent=True)
        context.start_job(MAILED, {"members": ids})
    else:
        return general_endings.NotAllowed("expired")
    context.note(f"export {code}", detail=str(job.id))
    ending = lists_endings.Ticked(code, len(ids))
    context.tell(ending)
    return ending


def request(context: Context, kind: Kind, file_format: str = "") -> object:
    """Start an export; for all members, or many, ask a second organiser first."""
    if not _many(context, kind):
        return start(context, kind, file_format)
    what = second_organiser.EXPORT
    what = what if kind is Kind.MEMBERS else second_organiser.EXPORT_MANY
    waits = second_organiser.ask(context, what, {"kind": kind, "format": file_format})
    return waits or start(context, kind, file_format, agreed=True)


def _many(context: Context, kind: Kind) -> bool:
    """Whether an export shows all members, or more than what is left of the day."""
    if kind is Kind.MEMBERS:
        return True
    found = list_members(
        context.session, context.ballot, kind, context.now, context.numbers
    )
    ids = [member.id for member in found]
    return views.passed(context, ids, (caps.Cap.DAY,)) is not None


def decide_as_second(context: Context, panel: Panel, code: str) -> object:
    """Take the decision of another organiser."""
    kind = Kind(str(panel.about.get("kind", Kind.MEMBERS)))
    file_format = str(panel.about.get("format", ""))
    return second_organiser.decide(
        context,
        panel,
        code,
        lambda theirs: start(theirs, kind, file_format, agreed=True),
    )


def start(
    context: Context, kind: Kind, file_format: str = "", *, agreed: bool = False
) -> object:
    """Start the job that makes the file; its cut-off is now."""
    cutoff = context.now.isoformat()
    about: About = {"what": kind, "cutoff": cutoff, "agreed": agreed}
    if file_format:
        about["as_csv"] = file_format == CSV
    context.start_job(export_kinds.JOB, about)
    context.note("export", detail=kind)
    return None


def list_members(
    session: Session,
    ballot: Ballot,
    kind: Kind,
    cutoff: dt.datetime,
    numbers: queue_rules.Settings = queue_rules.DEFAULTS,
) -> Iterable[Member]:
    """Give the members of an export, in its order; all of them are read in pieces."""
    match kind:
        case Kind.CHANGES:
            after = unfinished_work.last_keyed(session, ballot.id)
            ids = export_queries.changed(session, ballot.id, after, cutoff)
            return sorted(known_members.these(session, ids), key=_as_keyed)
        case Kind.CALLS:
            probes = queue_rules.probes(ballot, cutoff, numbers)
            found = export_queries.free(session, ballot.id, probes, MOST_CALLS)
            by_id = {
                member.id: member for member in known_members.these(session, found)
            }
            return [by_id[i] for i in found if export_kinds.may_be_called(by_id[i])]
        case Kind.MAILING:
            everybody = members.every(session, ballot.id)
            return filter(export_kinds.may_be_mailed, everybody)
        case Kind.MEMBERS:
            return members.every(session, ballot.id)
        case Kind.CASES | Kind.COMPLAINTS:
            opened = cases.of_ballot(session, ballot.id)
            whose = {
                one.member_id
                for one in opened
                if one.member_id is not None and one.kind in CASES_OF[kind]
            }
            return known_members.these(session, sorted(whose))


def _as_keyed(member: Member) -> tuple[str, str]:
    """Order by number, by which the union's system is searched."""
    return (member.membership_number or "~", member.full_name)


def hold(
    session: Session,
    ballot: Ballot,
    found: Iterable[Member],
    person_id: int,
    now: dt.datetime,
    job_id: int,
) -> int:
    """Hold members on a call list off cards until next morning; return how many."""
    until = ballot.at(ballot.today(now) + workdays.DAY, MORNING)
    jobs.update(session, job_id, held=until.isoformat())
    held = [member.id for member in found]
    for member in known_members.these(session, held):
        members.change(session, member, kept_for=person_id, kept_until=until)
    nudge_queries.mark_planned(session, held)
    return len(held)


def log_mailing(
    session: Session,
    ballot: Ballot,
    ids: Iterable[int],
    person_id: int,
    now: dt.datetime,
) -> None:
    """Log the branch's reminder as a contact with each member; it moves nobody."""
    by = people.get(session, person_id, ballot.id)
    for member in known_members.these(session, ids):
        contacts.log(
            session,
            ballot_id=ballot.id,
            member_id=member.id,
            person_id=by.id,
            at=now,
            recorded_at=now,
            outcome=Outcome.NO_ANSWER,
            method=Channel.PERSONAL_EMAIL,
            words="",
            source=contacts.MAILING,
            before={},
        )
        audit.record(session, "mailed", now, ballot_id=ballot.id, member_id=member.id)


def note_export(
    session: Session,
    ballot: Ballot,
    kind: Kind,
    ids: list[int],
    cutoff: dt.datetime,
) -> None:
    """Note an export made by the shell: keep its cut-off, hold a call list."""
    about: About = {"what": kind, "cutoff": cutoff.isoformat(), "members": ids}
    job = jobs.put(session, export_kinds.JOB, cutoff, ballot_id=ballot.id, about=about)
    jobs.end(session, job.id, jobs.DONE, cutoff)
    audit.record(session, "export", cutoff, ballot_id=ballot.id, detail=kind)
    holder = next(iter(people.team(session, ballot.id, ORGANISING)), None)
    if kind is Kind.CALLS and holder is not None:
        found = known_members.these(session, ids)
        hold(session, ballot, found, holder.id, cutoff, job.id)


def tick_off(session: Session, ballot: Ballot, now: dt.datetime) -> bool:
    """Note that the last export of changes is keyed in; False if there is none."""
    job = jobs.newest_about(session, ballot.id, export_kinds.JOB, Kind.CHANGES)
    if job is None:
        return False
    jobs.update(session, job.id, keyed=True)
    audit.record(session, "export keyed", now, ballot_id=ballot.id, detail=str(job.id))
    return True
