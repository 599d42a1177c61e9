"""Merge rows of one member: nothing is lost, contradictions become warnings."""

import re
from collections.abc import Sequence

from bot.rules.lists import names, sheet_member

_SPACES = re.compile(r"\s+")


def merge(
    rows: Sequence[sheet_member.SheetMember],
) -> tuple[sheet_member.SheetMember, list[sheet_member.Warned]]:
    """Merge rows, in the order of the list, into one member; and the warnings."""
    merged, warnings = rows[0], list[sheet_member.Warned]()
    for row in rows[1:]:
        merged, found = merge_pair(merged, row)
        warnings += found
    return merged, warnings


def merge_pair(
    one: sheet_member.SheetMember, two: sheet_member.SheetMember
) -> tuple[sheet_member.SheetMember, list[sheet_member.Warned]]:
    """Merge two rows of one member; warnings name the second."""
    changes: dict[str, str] = {}
    extra = dict.fromkeys((*one.extra, *two.extra))
    warnings: list[sheet_member.Warned] = []
    at = two.rows[0]
    newer = _newer(one.status_date, two.status_date)
    same_name = names.same(one, two)
    for field in sheet_member.PLAIN:
        mine, theirs = getattr(one, field), getattr(two, field)
        if not theirs or mine == theirs:
            continue
        if not mine:
            changes[field] = theirs
        elif not _equal(mine, theirs):
            kept, lost = (theirs, mine) if newer else (mine, theirs)
            if same_name and field in sheet_member.NAMES:
                kept, lost = mine, theirs
            changes[field] = kept
            extra[(field, lost)] = None
            kind = "name_differs" if field in sheet_member.NAMES else "conflict"
            warnings.append(sheet_member.Warned(at, field, kind, lost))
    number, number_warnings = _number(one, two)
    status, date, conflict = _status(one, two)
    if conflict:
        extra[("ballot_status", conflict)] = None
        warnings.append(sheet_member.Warned(at, "ballot_status", "conflict", conflict))
    return one._replace(
        **changes,
        rows=(*one.rows, *two.rows),
        membership_number=number,
        ballot_status=status,
        status_date=date,
        do_not_contact=one.do_not_contact or two.do_not_contact,
        notes=join_notes(one.notes, two.notes),
        extra=tuple(extra),
    ), number_warnings + warnings


def _newer(mine: str | None, theirs: str | None) -> bool:
    """Whether the second row has the newer date."""
    return bool(theirs) and (not mine or str(theirs) > mine)


def _equal(one: str, two: str) -> bool:
    """Whether two texts are the same but for capitals, accents and spaces."""
    return _SPACES.sub(" ", names.folded(one)) == _SPACES.sub(" ", names.folded(two))


def _number(
    one: sheet_member.SheetMember, two: sheet_member.SheetMember
) -> tuple[str | None, list[sheet_member.Warned]]:
    """Choose the longer number where they differ in leading zeros."""
    mine, theirs = one.membership_number, two.membership_number
    if not mine or not theirs or mine == theirs:
        return mine or theirs, []
    longer = max(mine, theirs, key=len)
    if mine.lstrip("0") != theirs.lstrip("0"):
        return mine, []
    at = (two if longer == mine else one).rows[0]
    return longer, [
        sheet_member.Warned(at, "membership_number", "leading_zero_restored", longer)
    ]


def _status(
    one: sheet_member.SheetMember, two: sheet_member.SheetMember
) -> tuple[str, str | None, str | None]:
    """Choose the newer status, with its date, and any other of the same date."""
    answers = [row for row in (one, two) if row.ballot_status != "unknown"]
    if not answers:
        return (
            "unknown",
            max(one.status_date or "", two.status_date or "") or None,
            None,
        )
    if len(answers) == 1:
        return answers[0].ballot_status, answers[0].status_date, None
    order = sheet_member.STATUSES.index
    lost, kept = sorted(
        answers, key=lambda row: (row.status_date or "", order(row.ballot_status))
    )
    same_day = (lost.status_date or "") == (kept.status_date or "")
    contradicts = same_day and lost.ballot_status != kept.ballot_status
    return (
        kept.ballot_status,
        kept.status_date,
        lost.ballot_status if contradicts else None,
    )


def join_notes(first: str | None, second: str | None) -> str | None:
    """Join two notes; one that holds the other stands alone."""
    if not first or not second:
        return first or second
    if _spaced(second) in _spaced(first):
        return first
    return second if _spaced(first) in _spaced(second) else f"{first}\n{second}"


def _spaced(notes: str) -> str:
    return _SPACES.sub(" ", names.folded(notes))
