"""What the organiser of a world does: looks, decides, sends the list again."""

import io
import random
from dataclasses import dataclass

import xlsxwriter

from bot.rules.lists.sheet_member import SheetMember
from tests.journeys.play import Branch, sheet

COMMANDS = ("/stats", "/plan", "/cases", "/team", "/nudges", "/check", "/ballot")
PRESSED = ("Approve", "Answered", "Yes")
WHOLE, PIECE = "Everyone in the branch", "Some other part"
HEADINGS = ("Membership number", "First name", "Last name", "Mobile", "Landline")
MOBILES = 1000
"""So many numbers of mobiles are for fiction."""
SHARED = 9
"""Each so many-th of those after them lives with one before, on one mobile."""
CHANGED = 10
"""So many members are new in each whole list, so many gone, so many have moved."""
A_PIECE = 120
"""Rows of a list of a part of the branch."""


@dataclass
class Organiser:
    """Dawn, with chance of her own, and how many members the branch has."""

    branch: Branch
    chance: random.Random
    members: int

    async def look(self) -> None:
        """Look at something, and press what waits for a decision."""
        await self.branch.say("Dawn", self.chance.choice(COMMANDS))
        for label in PRESSED:
            await self._press(label)

    async def send_list(self, part: str) -> None:
        """Send the list of today, and have it taken in."""
        dawn, listed = self.branch["Dawn"], self._rows(whole=part == WHOLE)
        self.branch.town.send_document(dawn, dawn, "list.xlsx", workbook(listed))
        await self.branch.rest()
        for label in (part, "Take it in"):
            await self._press(label)

    async def _press(self, label: str) -> None:
        with_label = (
            (message, one["text"])
            for message in reversed(self.branch.town.messages(self.branch["Dawn"]))
            for one in message.buttons
            if label in one["text"] and "callback_data" in one
        )
        if (found := next(with_label, None)) is not None:
            self.branch.town.press(self.branch["Dawn"], *found)
            await self.branch.rest()

    def _rows(self, *, whole: bool) -> list[SheetMember]:
        """A few are new, a few gone, some numbers mended."""
        numbers = range(self.members)
        if whole:
            gone = set(self.chance.sample(numbers, CHANGED))
            self.members += CHANGED
            listed = [n for n in range(self.members) if n not in gone]
        else:
            listed = self.chance.sample(numbers, min(A_PIECE, self.members))
        moved = set(self.chance.sample(listed, CHANGED))
        return [self._mended(n) if n in moved else member(n) for n in listed]

    def _mended(self, number: int) -> SheetMember:
        moved_to = self.chance.randrange(MOBILES)
        return sheet(number, mobile=f"+447700900{moved_to:03d}")


def member(number: int) -> SheetMember:
    """One member of the world: nearly all with a number that nobody else has."""
    if number < MOBILES or not number % SHARED:
        return sheet(number)
    return sheet(number, mobile=None, phone=f"+441632960{number % 1000:03d}")


def workbook(listed: list[SheetMember]) -> bytes:
    """A spreadsheet of these members."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADINGS)
        for row, one in enumerate(listed, 1):
            number, mobile, landline = one.membership_number, one.mobile, one.phone
            names = one.first_name, one.last_name
            page.write_row(row, 0, (number, *names, mobile, landline))
    return kept.getvalue()
