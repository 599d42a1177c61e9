"""Words about membership sheets: refusals, questions, warnings, reasons."""

from collections.abc import Iterable, Mapping, Sequence

from bot.rules.lists import sheet_member
from bot.rules.replies.drafts import Refused
from bot.texts import languages
from bot.texts.lists import file_headings

_MEND_NOTE = languages.mark(
    "Rows that were not imported, or that you should look at again. Mend them here and "
    "send this file back. The column “{why}” is not read."
)
MOST_ROWS = 6
_SOMEBODY = languages.mark("somebody whom the bot knows")
COLUMN = languages.mark("What is in the column “{title}”?")
_REFUSALS = languages.mark(
    {
        "empty": "There are no members in this file. Export the list again and send "
        "that.",
        "unreadable": "This file is damaged or was cut off on its way. Download it "
        "again and send the new copy.",
        "encrypted": "This file needs a password. Save a copy without a password and "
        "send that.",
        "too_large": "This file is too large to be a list of members. Save only the "
        "sheet with the members as a new file and send that.",
        "too_slow": "I could not read this file in the time I give one: this machine "
        "may be busy. Send it again in a few minutes. If that fails, save only the "
        "sheet with the members as a new file and send that.",
        "not_a_member_list": "No column with membership numbers or contact details was "
        "found. Give every column a heading, such as Membership number, Surname, "
        "Mobile, and send the list again.",
        "unsupported_format": "This is no spreadsheet. Send the list as CSV, XLSX, XLS "
        "or ODS.",
        "wrong_extension": "This file is not what its name says. Save it again as CSV "
        "or XLSX and send that.",
    }
)
NEVER_HELD = languages.mark(
    "how people vote, opinions, health, birth, National Insurance, pay, bank details "
    "and home addresses are never held, so that this column cannot be used"
)
_WARNINGS = languages.mark(
    {
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
        "same_number_different_person": "the same membership number stands beside "
        "somebody else, left empty",
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
)
_REFUSED_NOTES: Mapping[str, str] = languages.mark(
    {
        Refused.DIRECTION: "how somebody votes",
        Refused.HEALTH: "health",
        Refused.NATIONAL_INSURANCE: "National Insurance number",
    }
)
_REASONS = languages.mark(
    {
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
)

_QUESTIONS = languages.mark(
    {
        "status_meaning": "“{first}” says just “{second}” in rows {rows}. What does it "
        "mean?",
        "possible_duplicate": "Are {first} and {second} (rows {rows}) the same person?",
        "which_sheet": "The sheet “{first}” was left out. Does it hold members too?",
        "lost_leading_zeros": "{first} membership numbers are shorter than {second} "
        "digits (rows {rows}). Have they lost zeros at the front?",
        "looks_like_leaver": "{first} members seem to have left (rows {rows}). Keep "
        "them?",
        "may_be_opt_out": "What stands in rows {rows} may ask not to be contacted, at "
        "times or in some way ({first} in all). Take them as do not contact?",
        "asked_no_contact": "Row {rows}, {first}, may be somebody who once asked not "
        "to be contacted. Are they the same person?",
        "missing_from_file": "{first} members are not in this list. They are kept. "
        "Have they left, or just dropped off the list?",
    }
)
_CHECK = languages.mark("Please check rows {rows}.")
_FIELDS = languages.mark(
    {
        "membership_number": "membership number",
        "first_name": "first name",
        "last_name": "last name",
        "full_name": "full name",
        "preferred_name": "preferred name",
        "mobile": "mobile",
        "phone": "phone",
        "personal_email": "personal email",
        "work_email": "work email",
        "workplace": "workplace",
        "job_grade": "job grade",
        "assigned_to": "assigned to",
        "ballot_status": "ballot status",
        "status_date": "status date",
        "do_not_contact": "do not contact",
        "may_contact": "may contact",
        "notes": "notes",
        "member_status": "member status",
        "left": "left",
    }
)
_STATUSES = languages.mark(
    {
        "unknown": "unknown",
        "not_voting": "not voting",
        "will_vote": "will vote",
        "replacement_requested": "replacement requested",
        "voted": "voted",
    }
)


def field(name: str) -> str:
    """Word a field of a list, or a status it can give: "first name", "will vote"."""
    return languages.say({**_STATUSES, **_FIELDS}.get(name, name.replace("_", " ")))


def status(name: str) -> str:
    """Word the status that a list gives: "will vote"."""
    return languages.say(_STATUSES[name])


def mend_note() -> str:
    """Write the note above the rows to mend."""
    return languages.say(_MEND_NOTE, why=file_headings.MEND)


def _who(known: sheet_member.SheetMember | None) -> str:
    """Name a known member so that an organiser can tell who it is.

    Where a day's cap on seeing members is reached, nobody is named.
    """
    if known is None:
        return languages.say(_SOMEBODY)
    number = known.membership_number or ""
    told = languages.say("number {number}", number=number) if number else ""
    who = (sheet_member.full_name(known), told, known.workplace)
    return ", ".join(filter(None, who))


def refusal(kind: str) -> str:
    """Say why a file was refused, and what to do next."""
    return languages.say(_REFUSALS.get(kind, _REFUSALS["unreadable"]))


def warning(warned: sheet_member.Warned) -> str:
    """Write the warning about a row that was imported."""
    place = _the_sheet() if warned.row is None else _the_row(warned.row)
    named = f", {field(warned.field)}" if warned.field else ""
    told = languages.say(_REFUSED_NOTES.get(warned.text, ""))
    text = f": “{told or warned.text}”" if warned.text else ""
    return f"{place}{named}: {_warned_of(warned.kind)}{text}"


def rejection(rejected: sheet_member.Rejected) -> str:
    """Write why a row was not imported."""
    text = f": “{rejected.text}”" if rejected.text else ""
    return f"{_the_row(rejected.row)}: {_reason(rejected.reason)}{text}"


def _the_sheet() -> str:
    return languages.say("The sheet")


def _the_row(row: sheet_member.Row) -> str:
    return languages.say("Row {row}", row=row)


def _warned_of(kind: str) -> str:
    return languages.say(_WARNINGS.get(kind, kind))


def _reason(kind: str) -> str:
    return languages.say(_REASONS.get(kind, kind))


def rejections(rejected: Iterable[sheet_member.Rejected]) -> list[str]:
    """Say why rows were not imported, and which; no member's details."""
    return _by_reason((_reason(one.reason), one.row) for one in rejected)


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
    shown = some(numbers, MOST_ROWS)
    return " " + languages.say_many(
        "(row {rows})", "(rows {rows})", len(numbers), rows=shown
    )


def some(found: Sequence[object], most: int, between: str = ", ") -> str:
    """List the first of many, and say how many more there are."""
    shown, more = between.join(map(str, found[:most])), len(found) - most
    if more <= 0:
        return shown
    return languages.say("{shown} and {more:,} more", shown=shown, more=more)


def _matter(warned: sheet_member.Warned) -> str:
    named = f"{field(warned.field)}: " if warned.field else ""
    return f"{named}{_warned_of(warned.kind)}"


_OPTED_OUT = languages.mark(
    "A row asks for no contact: whoever it may be is not contacted"
)


def held_back(asked: sheet_member.Question, *, opted_out: bool) -> str:
    """Say why a row is held back until this question is answered."""
    why = _held_back(asked)
    return f"{why}. {languages.say(_OPTED_OUT)}" if opted_out else why


def _held_back(asked: sheet_member.Question) -> str:
    if asked.kind == "asked_no_contact":
        return languages.say(
            "{name} may be somebody who asked not to be contacted", name=asked.about[0]
        )
    if not asked.known:
        return _of_one_list(asked)
    number, name = asked.about
    known = languages.say("; or ").join(map(_who, asked.known))
    if number:
        return languages.say(
            "{name} has the membership number of {known}", name=name, known=known
        )
    return languages.say("{name} may be {known}", name=name, known=known)


def _of_one_list(asked: sheet_member.Question) -> str:
    """Say why rows of one list wait for each other."""
    if asked.kind == "same_number_different_person":
        number, *people = asked.about
        return languages.say(
            "Membership number {number} stands beside {people}",
            number=number,
            people=_beside(people),
        )
    one, other = asked.about
    return languages.say("{one} may be {other} of the same list", one=one, other=other)


def _beside(people: Sequence[str]) -> str:
    return languages.say(" and beside ").join(people)


def _of_known(asked: sheet_member.Question) -> str:
    """Ask whether a row is about a member whom the bot knows, or which of several."""
    number, name = asked.about
    who = {"row": asked.rows[0], "name": name}
    if number:
        return languages.say(
            "Row {row}, {name}, has the membership number {number}. The bot knows it "
            "as that of {known}. Are they the same person?",
            number=number,
            known=_who(asked.known[0]),
            **who,
        )
    if len(asked.known) == 1:
        return languages.say(
            "Row {row}, {name}, may be {known}. Are they the same person?",
            known=_who(asked.known[0]),
            **who,
        )
    places = enumerate(asked.known, start=1)
    known = "; ".join(f"{place}: {_who(one)}" for place, one in places)
    return languages.say(
        "Row {row}, {name}, may be one of these. {known}. Which one?",
        known=known,
        **who,
    )


def question(asked: sheet_member.Question) -> str:
    """Word a question about a sheet to the organiser."""
    if asked.known:
        return _of_known(asked)
    first, second, *_ = (*asked.about, "", "")
    rows = ", ".join(map(str, asked.rows[:6])) + (" …" if len(asked.rows) > 6 else "")
    match asked.kind:
        case "date_order":
            return _date_order(first, second, rows)
        case "column_meaning":
            return languages.say(COLUMN, title=first)
        case "same_number_different_person":
            return languages.say(
                "Membership number {number} stands beside {people} (rows {rows}). "
                "Whose is it?",
                number=first,
                people=_beside(asked.about[1:]),
                rows=rows,
            )
        case "advocate_from_sheet":
            return languages.say(
                "Are the sheets ({sheets}) named after the advocates?",
                sheets=", ".join(asked.about[:6]),
            )
    said = _QUESTIONS.get(asked.kind, _CHECK)
    return languages.say(said, first=first, second=second, rows=rows)


def _date_order(column: str, order: str, rows: str) -> str:
    if order == "month_first":
        return languages.say(
            "The dates in “{column}” were read with the month first, since some can "
            "only be so. Is that right?",
            column=column,
        )
    return languages.say(
        "“{column}” has dates that can only be day first and dates that can only be "
        "month first. How are the others (rows {rows}) to be read?",
        column=column,
        rows=rows,
    )


def summary(columns: Mapping[str, str], unmapped: Mapping[str, str]) -> str:
    """Say which columns are used, and which are not, with a cell of each as example."""
    found = "; ".join(f"{title}: {field(name)}" for title, name in columns.items())
    lines = [languages.say("Columns found: {columns}.", columns=found)]
    held = [f"“{title}” ({words})" for title, words in unmapped.items() if words]
    if held:
        lines.append(
            languages.say(
                "Not used, with an example: {columns}.", columns="; ".join(held)
            )
        )
    empty = [title for title, words in unmapped.items() if not words]
    if empty:
        lines.append(
            languages.say("Empty, or never held: {columns}.", columns="; ".join(empty))
        )
    return "\n".join(lines)
