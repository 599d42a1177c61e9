"""Words about membership sheets: refusals, questions, warnings, reasons."""

from collections.abc import Iterable, Mapping

from bot.rules.lists import sheet_member
from bot.rules.replies.drafts import Refused

WHY = "Why this row is here"
MEND_NOTE = (
    "Rows that were not imported, or that you should look at again. Mend them here and"
    f" send this file back. The column “{WHY}” is not read."
)
MOST_ROWS = 6
SOMEBODY = "somebody whom the bot knows"
"""Where a day's cap is reached: no name."""
_REFUSALS = {
    "empty": "There are no members in this file. Export the list again and send that.",
    "unreadable": "This file is damaged or was cut off on its way. Download it again"
    " and send the new copy.",
    "encrypted": "This file needs a password. Save a copy without a password and send"
    " that.",
    "too_large": "This file is too large to be a list of members. Save only the sheet"
    " with the members as a new file and send that.",
    "too_slow": "I could not read this file in the time I give one: this machine may be"
    " busy. Send it again in a few minutes. If that fails, save only the sheet with the"
    " members as a new file and send that.",
    "not_a_member_list": "No column with membership numbers or contact details was"
    " found. Give every column a heading, such as Membership number, Surname, Mobile,"
    " and send the list again.",
    "unsupported_format": "This is no spreadsheet. Send the list as CSV, XLSX, XLS or"
    " ODS.",
    "wrong_extension": "This file is not what its name says. Save it again as CSV or"
    " XLSX and send that.",
}
NEVER_HELD = (
    "how people vote, opinions, health, birth, National Insurance, pay, bank details"
    " and home addresses are never held, so that this column cannot be used"
)
_WARNINGS = {
    "no_membership_number": "no membership number",
    "no_name": "no name",
    "no_contact": "no phone number and no e-mail address",
    "invalid_email": "not an e-mail address, left empty",
    "invalid_phone": "not a telephone number, left empty",
    "foreign_phone": "a number of another country",
    "landline_in_mobile": "a landline in the mobile column, moved to the landline",
    "several_values": "more than one in the cell, the first is used",
    "unknown_status": "wording not known, status left open",
    "bad_number": "the number does not work, as the list says",
    "status_ambiguous": "yes or no could mean several things, status left open",
    "looks_like_leaver": "seems to have left",
    "invalid_date": "no such day, left empty",
    "date_ambiguous": "day and month could be either way round, left empty",
    "year_assumed": "no year given, the latest such day is used",
    "future_date": "a day in the future, left empty",
    "opt_out_in_words": "asks not to be contacted, taken as do not contact",
    "may_be_opt_out": "may ask not to be contacted",
    "unclear_opt_out": "not clearly yes or no, taken as do not contact",
    "conflict": "two rows of this member differ, the other value is kept beside it",
    "name_differs": "the same member under another name",
    "possible_duplicate": "may be the same person as another row",
    "same_number_different_person": "the same membership number stands beside somebody"
    " else, left empty",
    "leading_zero_restored": "the longer form of the number is used",
    "formula_like_text": "looks like a formula, kept as text",
    "formula_without_value": "a formula without a stored result, left empty",
    "cell_error": "an error in the sheet, left empty",
    "damaged_text": "letters seem to be damaged",
    "extra_cells": "more cells than headings",
    "note_refused": "a note that tells this is never stored, left out",
    "text_cut": "very long, cut",
    "never_held": NEVER_HELD,
    "hidden_rows": "rows hidden by a filter were read too",
    "hidden_columns": "hidden columns were read too",
    "hidden_sheet": "a hidden sheet was left out",
}
_REFUSED_NOTES: Mapping[str, str] = {
    Refused.DIRECTION: "how somebody votes",
    Refused.HEALTH: "health",
    Refused.NATIONAL_INSURANCE: "National Insurance number",
}
_REASONS = {
    "totals_row": "a total, not a member",
    "repeated_header": "the headings again",
    "section_heading": "a heading between the rows",
    "footer_note": "a note, not a member",
    "no_name_or_number": "neither a name nor a membership number",
    "number_alone": "a number without a name or a way to reach anybody",
    "name_alone": "a single name without a number or a way to reach anybody",
    "extra_cells": "more cells than headings: put text with commas in quotes",
    "looks_like_leaver": "has left, as you said",
}


_QUESTIONS = {
    "status_meaning": "“{0}” says just “{1}” in rows {rows}. What does it mean?",
    "possible_duplicate": "Are {0} and {1} (rows {rows}) the same person?",
    "which_sheet": "The sheet “{0}” was left out. Does it hold members too?",
    "column_meaning": "What is in the column “{0}”?",
    "lost_leading_zeros": "{0} membership numbers are shorter than {1} digits"
    " (rows {rows}). Have they lost zeros at the front?",
    "looks_like_leaver": "{0} members seem to have left (rows {rows}). Keep them?",
    "may_be_opt_out": "What stands in rows {rows} may ask not to be contacted, at times"
    " or in some way ({0} in all). Take them as do not contact?",
    "asked_no_contact": "Row {rows}, {0}, may be somebody who once asked not to be"
    " contacted. Are they the same person?",
    "missing_from_file": "{0} members are not in this list. They are kept."
    " Have they left, or just dropped off the list?",
}


def refusal(kind: str) -> str:
    """Say why a file was refused, and what to do next."""
    return _REFUSALS.get(kind, _REFUSALS["unreadable"])


def warning(warned: sheet_member.Warned) -> str:
    """Write the warning about a row that was imported."""
    place = f"Row {warned.row}" if warned.row is not None else "The sheet"
    field = f", {warned.field.replace('_', ' ')}" if warned.field else ""
    told = _REFUSED_NOTES.get(warned.text, warned.text)
    text = f": “{told}”" if told else ""
    return f"{place}{field}: {_WARNINGS.get(warned.kind, warned.kind)}{text}"


def rejection(rejected: sheet_member.Rejected) -> str:
    """Write why a row was not imported."""
    text = f": “{rejected.text}”" if rejected.text else ""
    return f"Row {rejected.row}: {_REASONS.get(rejected.reason, rejected.reason)}{text}"


def rejections(rejected: Iterable[sheet_member.Rejected]) -> list[str]:
    """Say why rows were not imported, and which; no member's details."""
    return _by_reason(
        (_REASONS.get(one.reason, one.reason), one.row) for one in rejected
    )


def warnings(warned: Iterable[sheet_member.Warned]) -> list[str]:
    """Say what is the matter with rows that were imported, and which."""
    return _by_reason((_matter(one), one.row) for one in warned)


def _by_reason(told: Iterable[tuple[str, sheet_member.Row | None]]) -> list[str]:
    """Put the rows of one reason together, the most frequent first."""
    rows: dict[str, list[str]] = {}
    for why, row in told:
        rows.setdefault(why, []).extend([] if row is None else [str(row)])
    most = sorted(rows.items(), key=lambda one: -len(one[1]))
    return [f"{why}{_which(numbers)}" for why, numbers in most]


def _which(numbers: list[str]) -> str:
    if not numbers:
        return ""
    shown, more = ", ".join(numbers[:MOST_ROWS]), len(numbers) - MOST_ROWS
    name = "row" if len(numbers) == 1 else "rows"
    return f" ({name} {shown}{f' and {more:,} more' if more > 0 else ''})"


def _matter(warned: sheet_member.Warned) -> str:
    field = f"{warned.field.replace('_', ' ')}: " if warned.field else ""
    return f"{field}{_WARNINGS.get(warned.kind, warned.kind)}"


OPTED_OUT = "A row asks for no contact: whoever it may be is not contacted"


def held_back(asked: sheet_member.Question) -> str:
    """Say why a row is held back until this question is answered."""
    if asked.kind == "asked_no_contact":
        return f"{asked.about[0]} may be somebody who asked not to be contacted"
    if not asked.known:
        return _of_one_list(asked)
    number, name = asked.about
    known = "; or ".join(asked.known)
    if number:
        return f"{name} has the membership number of {known}"
    return f"{name} may be {known}"


def _of_one_list(asked: sheet_member.Question) -> str:
    """Say why rows of one list wait for each other."""
    if asked.kind == "same_number_different_person":
        number, *people = asked.about
        return f"Membership number {number} stands beside {' and beside '.join(people)}"
    one, other = asked.about
    return f"{one} may be {other} of the same list"


def _of_known(asked: sheet_member.Question) -> str:
    """Ask whether a row is about a member whom the bot knows, or which of several."""
    number, name = asked.about
    place = f"Row {asked.rows[0]}, {name},"
    if number:
        return (
            f"{place} has the membership number {number}. The bot knows it as that of"
            f" {asked.known[0]}. Are they the same person?"
        )
    if len(asked.known) == 1:
        return f"{place} may be {asked.known[0]}. Are they the same person?"
    known = "; ".join(f"{n}: {one}" for n, one in enumerate(asked.known, start=1))
    return f"{place} may be one of these. {known}. Which one?"


def question(asked: sheet_member.Question) -> str:
    """Word a question about a sheet to the organiser."""
    if asked.known:
        return _of_known(asked)
    about = (*asked.about, "", "", "")
    rows = ", ".join(map(str, asked.rows[:6])) + (" …" if len(asked.rows) > 6 else "")
    match asked.kind:
        case "date_order":
            return _date_order(about[0], about[1], rows)
        case "same_number_different_person":
            whom = " and beside ".join(asked.about[1:])
            return (
                f"Membership number {about[0]} stands beside {whom} (rows {rows})."
                " Whose is it?"
            )
        case "advocate_from_sheet":
            sheets = ", ".join(asked.about[:6])
            return f"Are the sheets ({sheets}) named after the advocates?"
    said = _QUESTIONS.get(asked.kind, "Please check rows {rows}.")
    return said.format(*about, rows=rows)


def _date_order(column: str, order: str, rows: str) -> str:
    if order == "month_first":
        return (
            f"The dates in “{column}” were read with the month first, since some can"
            " only be so. Is that right?"
        )
    return (
        f"“{column}” has dates that can only be day first and dates that can only be"
        f" month first. How are the others (rows {rows}) to be read?"
    )


def summary(columns: Mapping[str, str], unmapped: Mapping[str, str]) -> str:
    """Say which columns are used, and which are not, with a cell of each as example."""
    found = [f"{title}: {field.replace('_', ' ')}" for title, field in columns.items()]
    lines = ["Columns found: " + "; ".join(found) + "."]
    held = [f"“{title}” ({words})" for title, words in unmapped.items() if words]
    if held:
        lines.append("Not used, with an example: " + "; ".join(held) + ".")
    empty = [title for title, words in unmapped.items() if not words]
    if empty:
        lines.append("Empty, or never held: " + "; ".join(empty) + ".")
    return "\n".join(lines)
