"""A list as read, on its way into a ballot: what the two make of each other."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from sqlmodel import Session

from bot.rules.lists import find_known, merge_list, sheet_job
from bot.rules.lists.sheet_member import Question, Row, SheetMember
from bot.sheets import list_result
from bot.sheets.meaning import choose_sheets, questions
from bot.texts.lists import sheet_words as words
from bot.usecases.lists import import_list

MISSING = "missing_from_file"


def wanted(
    result: list_result.ListResult,
    part: str = import_list.OTHER,
    answers: Mapping[str, str] | None = None,
    by: int | None = None,
) -> import_list.Wanted:
    """Turn the list of a result into what an import takes in."""
    said = answers or {}
    keep = said.get(questions.MAY_BE_OPT_OUT) == choose_sheets.NO
    doubtful = frozenset[Row]() if keep else _rows(result, questions.MAY_BE_OPT_OUT)

    def found() -> Iterator[SheetMember]:
        if not doubtful:
            yield from result.members()
            return
        for member in result.members():
            opted = not doubtful.isdisjoint(member.rows)
            yield member._replace(do_not_contact=True) if opted else member

    left = _rows(result, import_list.LEAVER)
    return import_list.Wanted(found, part, said, left, by, _doubts(result, found))


def _doubts(
    result: list_result.ListResult, found: Callable[[], Iterator[SheetMember]]
) -> dict[Row, merge_list.Doubt]:
    """Find the rows that wait until an organiser says who they are.

    Two that share a number both wait. Of two that may be one person the second waits,
    and the first as well if one of them asks for no contact.
    """
    asked = [q for q in result.questions if find_known.is_doubt(q.id)]
    if not asked:
        return {}
    out = {row for member in found() if member.do_not_contact for row in member.rows}
    waiting: dict[Row, merge_list.Doubt] = {}
    for question in asked:
        opted_out = not out.isdisjoint(question.rows)
        both = opted_out or question.kind == find_known.CLASH
        for row in question.rows if both else question.rows[:1]:
            waiting.setdefault(row, merge_list.Doubt(question, opted_out))
    return waiting


def asked(
    result: list_result.ListResult, held: Iterable[merge_list.HeldBack]
) -> list[Question]:
    """List the open questions; about who is who only where a row waits for it."""
    doubts = {one.question.id: one.question for one in held}
    others = (q for q in result.questions if not find_known.is_doubt(q.id))
    return [*others, *doubts.values()]


def _rows(result: list_result.ListResult, kind: str) -> frozenset[Row]:
    """Find the rows with a warning of this kind."""
    return frozenset(
        warned.row
        for warned in result.warnings()
        if warned.kind == kind and warned.row is not None
    )


def without_leavers(answers: Mapping[str, str]) -> dict[str, str]:
    """Give the reader the answers: who has left is let go of by the import itself."""
    return {key: said for key, said in answers.items() if key != import_list.LEAVER}


def previewed(
    session: Session, result: list_result.ListResult, work: import_list.Import
) -> dict[str, Any]:
    """Report a dry run: everybody who would be in the bot afterwards."""
    after, missing = import_list.preview(session, work)
    questions = [*asked(result, work.held), *_missing(len(missing))]
    found = result.as_json()
    found["members"] = [list_result.as_member(member) for member in after]
    found["warnings"] += [warned._asdict() for warned in work.warnings]
    found["asked"] = [list_result.as_question(question) for question in questions]
    found["counts"] = asdict(done(result, work))
    found["rows_held_back"] = held_back(work)
    found[MISSING] = [m.membership_number or m.full_name for m in missing]
    return found


def _missing(count: int) -> list[Question]:
    return [Question(MISSING, MISSING, (str(count),))] if count else []


def held_back(work: import_list.Import) -> list[str]:
    """Say of each row that is held back whom it may be about."""
    return [why_held(held) for held in work.held]


def why_held(held: merge_list.HeldBack) -> str:
    """Say whom a row that is held back may be about, and what holds meanwhile."""
    out = held.opted_out or held.row.do_not_contact
    return words.held_back(held.question, opted_out=bool(out))


def done(
    result: list_result.ListResult, work: import_list.Import
) -> sheet_job.ImportCounts:
    """Count what became of a list, or would become of it."""
    tally, warned = work.tally, [*result.warnings(), *work.warnings]
    taken = tally.new + tally.changed + tally.same + len(work.held)
    return sheet_job.ImportCounts(
        new=tally.new,
        changed=tally.changed,
        same=tally.same,
        missing=tally.missing,
        stopped=tally.stopped,
        held_back=len(work.held),
        rejected=len(result.reading.rejected),
        warned=len(warned),
        opted_out=work.opted_out,
        left=max(0, len(result.reading) - taken),
        why_rejected=words.rejections(result.rejected()),
        why_warned=words.warnings(warned),
    )
