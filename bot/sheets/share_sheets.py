"""Write share sheets: one for each rep outside the chat, to fill in and send back."""

import datetime as dt
from collections.abc import Sequence

from bot.rules.ballot.ballot import Ballot
from bot.rules.member import Member
from bot.rules.queue import bands
from bot.rules.queue import screens as queue_screens
from bot.rules.queue.bands import Band
from bot.sheets import export_columns, write_sheets
from bot.sheets.write_sheets import Column
from bot.texts import languages, words
from bot.texts.lists import file_headings, share_words
from bot.texts.queue import reasons

_COLOURS = {share_words.RED: "#F8D7DA", share_words.AMBER: "#FFF3CD"}
_COLUMNS = (
    Column(file_headings.SHARE, 10),
    Column(file_headings.COLOUR, 9),
    *(
        Column(file_headings.FIELDS[name], export_columns.width(name))
        for name in file_headings.SHARED
    ),
    Column(file_headings.WHY, 44, wrap=True),
    Column(file_headings.ANSWER, 30, file_headings.ANSWERS, wrap=True),
    Column(file_headings.TOLD_ON, 14),
)

ShareSheet = tuple[int, str, dt.datetime, Sequence[Member]]
"""A share's number, its rep, when it lapses, and its members."""


def workbook(
    ballot: Ballot,
    found: Sequence[ShareSheet],
    now: dt.datetime,
) -> bytes:
    """Write a workbook with a sheet for each share."""
    return write_sheets.workbook([_sheet(ballot, *one, now) for one in found], now)


def _sheet(
    ballot: Ballot,
    share_id: int,
    rep: str,
    until: dt.datetime,
    members: Sequence[Member],
    now: dt.datetime,
) -> write_sheets.Sheet:
    marks = [_mark(member) for member in members]
    lines = [
        [
            f"#{share_id}",
            languages.say(share_words.COLOURS[mark]),
            *(getattr(member, name) for name in file_headings.SHARED),
            words.without_markup(
                reasons.reason(queue_screens.CardFacts("", member, ballot, now, {}))
            ),
            "",
            "",
        ]
        for member, mark in zip(members, marks, strict=True)
    ]
    note = share_words.sheet_note(rep, ballot.today(until))
    return write_sheets.Sheet(
        rep, _COLUMNS, lines, note, [_COLOURS[mark] for mark in marks]
    )


def _mark(member: Member) -> str:
    band = member.band
    red = band is not None and bands.important(Band(band))
    return share_words.RED if red else share_words.AMBER
