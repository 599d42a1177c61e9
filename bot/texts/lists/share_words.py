"""Words of shares: headings and answers of the sheet, and the report."""

import datetime as dt
from collections.abc import Sequence

from bot.rules.lists import sheet_job
from bot.texts import words

SHARE = "Mantelpiece share"
ANSWER = "Answer"
WHY = "Why"
COLOUR = "Colour"
HEADINGS = {
    "membership_number": "Membership number",
    "first_name": "First name",
    "last_name": "Last name",
    "preferred_name": "Known as",
    "workplace": "Workplace",
    "mobile": "Mobile number",
    "phone": "Home telephone",
    "personal_email": "Personal email",
    "work_email": "Work email",
}
MOST_ROWS = 12
TOLD_ON = "Told us on"
RED, AMBER = "red", "amber"
CHOICES = (
    "Voted",
    "Will post",
    "No paper yet",
    "Replacement requested",
    "Undecided",
    "Not voting",
    "No answer",
    "Call back",
    "Wrong number",
    "Do not contact",
    "Not a member",
    "Has a question",
)
NOTE = (
    "For {rep} only. Choose or write the answer in the last column but one and send the"
    " sheet back to your organiser by {until}. Delete it when you are done."
)


def sheet_note(rep: str, until: dt.date) -> str:
    """Write the note above the rows of a share's sheet."""
    return NOTE.format(rep=rep, until=f"{until:%a %d %B}")


def _rows(rows: Sequence[int | str]) -> str:
    more = len(rows) - MOST_ROWS
    shown = ", ".join(map(str, rows[:MOST_ROWS]))
    return f"{shown}{f' and {more:,} more' if more > 0 else ''}"


def came_back(back: sheet_job.ReturnedShare) -> str:
    """Say in a few lines that a share came back."""
    who = f" for {back.rep}" if back.rep else ""
    lines = [f"{words.many(back.recorded, 'answer')} recorded{who}."]
    if back.same:
        lines.append(f"{back.same:,} were recorded before.")
    if back.unclear:
        rows = _rows(back.unclear)
        lines.append(
            f"{words.many(len(back.unclear), 'answer')} could not be read (rows"
            f" {rows}): please record them by hand."
        )
    if back.unknown:
        many = words.many(len(back.unknown), "row")
        lines.append(
            f"{many} about nobody in these shares, perhaps added by hand (rows"
            f" {_rows(back.unknown)}): not recorded. Use /find, or send them as a list."
        )
    if back.differing:
        told = "; ".join(
            f"row {row}: {', '.join(name.replace('_', ' ') for name in fields)}"
            for row, fields in back.differing[:MOST_ROWS]
        )
        more = len(back.differing) - MOST_ROWS
        lines.append(
            f"Other details than mine, which I keep until you correct them: {told}"
            f"{f' and {more:,} more' if more > 0 else ''}."
        )
    return "\n".join(lines)
