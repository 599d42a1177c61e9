"""Words of shares: the note and colours of the sheet, and the report."""

import datetime as dt

from bot.rules.lists import sheet_job
from bot.texts import languages, words
from bot.texts.lists import sheet_words

MOST_ROWS = 12
RED, AMBER = "red", "amber"
COLOURS = languages.mark({RED: "red", AMBER: "amber"})
NOTE = languages.mark(
    "For {rep} only. Choose or write the answer in the last column but one and send "
    "the sheet back to your organiser by {until}. Delete it when you are done."
)


def sheet_note(rep: str, until: dt.date) -> str:
    """Write the note above the rows of a share's sheet."""
    return languages.say(NOTE, rep=rep, until=words.day(until))


def came_back(back: sheet_job.ReturnedShare) -> str:
    """Say in a few lines that a share came back."""
    lines = [_recorded(back)]
    if back.same:
        lines.append(
            languages.say_many(
                "{n:,} was recorded before.", "{n:,} were recorded before.", back.same
            )
        )
    if back.unclear:
        lines.append(
            languages.say_many(
                "{n:,} answer could not be read (rows {rows}): please record them by "
                "hand.",
                "{n:,} answers could not be read (rows {rows}): please record them by "
                "hand.",
                len(back.unclear),
                rows=sheet_words.some(back.unclear, MOST_ROWS),
            )
        )
    if back.unknown:
        lines.append(
            languages.say_many(
                "{n:,} row about nobody in these shares, perhaps added by hand (rows "
                "{rows}): not recorded. Use /find, or send them as a list.",
                "{n:,} rows about nobody in these shares, perhaps added by hand (rows "
                "{rows}): not recorded. Use /find, or send them as a list.",
                len(back.unknown),
                rows=sheet_words.some(back.unknown, MOST_ROWS),
            )
        )
    if back.differing:
        lines.append(
            languages.say(
                "Other details than mine, which I keep until you correct them: {told}.",
                told=_differing(back),
            )
        )
    return "\n".join(lines)


def _recorded(back: sheet_job.ReturnedShare) -> str:
    if not back.rep:
        return languages.say_many(
            "{n:,} answer recorded.", "{n:,} answers recorded.", back.recorded
        )
    return languages.say_many(
        "{n:,} answer recorded for {rep}.",
        "{n:,} answers recorded for {rep}.",
        back.recorded,
        rep=back.rep,
    )


def _differing(back: sheet_job.ReturnedShare) -> str:
    told = [
        languages.say(
            "row {row}: {fields}",
            row=row,
            fields=", ".join(map(sheet_words.field, fields)),
        )
        for row, fields in back.differing
    ]
    return sheet_words.some(told, MOST_ROWS, "; ")
