"""An organiser reads of lists and files in their own language, and sends them back."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bot.config import sections
from bot.demo.telegram.models import Message
from bot.rules.outcomes import Outcome
from bot.texts.lists import file_headings
from tests import third_language
from tests.journeys import conftest
from tests.journeys.play import CANARY, Branch, playing
from tests.journeys.test_sheets import documents, send

LIST = (
    "MEMBER ID,FORENAME,SURNAME,MOBILE NUMBER,RESPONSE,TOLD US,ROTA,NOTES\r\n"
    f"7700000,NIA0,{CANARY.upper()}0,07700 900000,VOTED,20/02/2027,BLUE,\r\n"
    "7799999,UNA,QUILL,07700 900999,YES,21/02/2027,RED,DO NOT CONTACT\r\n"
    "7799998,OLA,QUILL,0770,,,RED,\r\n"
    "7700001,BOB,HOPE,07700 900990,,,,\r\n"
    ",,UNE,,,,,\r\n"
    "TOTAL,,,,,2,,\r\n"
).encode()
"""What people wrote is in capitals, as the third language is."""
DATA = rf"/\w+|Nia\d+|{CANARY}\d*|\S+@\S+|\bPay\b|“[^”]*”"


@pytest.fixture
async def branch(tmp_path: Path) -> AsyncIterator[Branch]:
    """A branch whose organiser reads the third language."""
    folder = tmp_path / "languages"
    folder.mkdir()
    third_language.add_to(folder)
    texts = sections.Texts(languages=folder)
    async with playing(tmp_path, conftest.START, texts=texts) as found:
        await found.say("Dawn", "/language")
        await found.press("Dawn", "LOUD")
        yield found


@pytest.fixture
async def welsh(tmp_path: Path) -> AsyncIterator[Branch]:
    """A branch whose organiser reads Welsh."""
    async with playing(tmp_path, conftest.START) as found:
        await found.say("Dawn", "/language")
        await found.press("Dawn", "Cymraeg")
        yield found


def english(texts: list[str]) -> list[str]:
    return third_language.not_translated(texts, DATA)


def shown(message: Message) -> list[str]:
    labels = [button["text"] for button in message.buttons]
    return [*(message.text or "").splitlines(), *labels]


def page_of(message: Message, name: str | None = None) -> Worksheet:
    assert message.document is not None
    book = openpyxl.load_workbook(io.BytesIO(message.document.content))
    page = book[name] if name else book.worksheets[0]
    assert isinstance(page, Worksheet)
    return page


def saved(page: Worksheet) -> bytes:
    out = io.BytesIO()
    assert page.parent is not None
    page.parent.save(out)
    return out.getvalue()


async def test_a_list_is_read_asked_about_and_taken_in_in_ones_own_language(
    branch: Branch,
) -> None:
    await send(branch, "Dawn", LIST, "list.csv")
    asked = shown(branch.last("Dawn"))
    assert any("WHAT DOES IT MEAN?" in line for line in asked)
    await branch.press("Dawn", "WILL VOTE")
    known = shown(branch.last("Dawn"))
    assert any("ARE THEY THE SAME PERSON?" in line for line in known)
    await branch.press("Dawn", "LEAVE THIS OPEN")
    part = shown(branch.last("Dawn"))
    await branch.press("Dawn", "USE COLUMN 1")
    column = shown(branch.last("Dawn"))
    await branch.press("Dawn", "BACK")
    await branch.press("Dawn", "EVERYONE IN THE BRANCH")
    last = shown(branch.last("Dawn"))
    await branch.press("Dawn", "TAKE IT IN")
    done = branch.texts("Dawn")[-4:]
    assert any("1 ROW HELD BACK" in text for text in done)
    read = [line for text in done for line in text.splitlines()]
    assert english([*asked, *known, *part, *column, *last, *read]) == []


async def test_rows_to_mend_say_why_in_ones_own_language(branch: Branch) -> None:
    await send(branch, "Dawn", LIST, "list.csv")
    await branch.press("Dawn", "WILL VOTE")
    await branch.press("Dawn", "LEAVE THIS OPEN")
    await branch.press("Dawn", "SOME OTHER PART")
    await branch.press("Dawn", "TAKE IT IN")
    page = page_of(documents(branch, "Dawn")[-1])
    assert page["A3"].value == file_headings.MEND
    why = [str(cell.value) for cell in page["A"][3:]]
    assert any("NOT A TELEPHONE NUMBER" in text for text in why)
    assert any("MAY BE" in text or "HAS THE MEMBERSHIP" in text for text in why)
    assert english([str(page["A1"].value), *why]) == []


async def test_a_sheet_mended_in_welsh_is_read_again(welsh: Branch) -> None:
    content = b"Member ID,Forename,Surname,Mobile\r\n7799999,Una,Quill,0770\r\n"
    for file in (content, None):
        if file is None:
            page = page_of(documents(welsh, "Dawn")[-1])
            assert "nid rhif ffôn" in str(page["A4"].value)
            page["E4"].value = "07700 900999"
            file = saved(page)
        await send(
            welsh, "Dawn", file, "list.xlsx" if file[:2] == b"PK" else "list.csv"
        )
        await welsh.press("Dawn", "Rhan arall")
        await welsh.press("Dawn", "Mewnforio")
    assert welsh.member(99999).mobile == "+447700900999"
    assert len(documents(welsh, "Dawn")) == 1


async def test_a_share_made_in_welsh_comes_back_as_answers(welsh: Branch) -> None:
    await welsh.say("Dawn", "/share 3")
    await welsh.press("Dawn", "Cynrychiolwyr")
    await welsh.say("Dawn", "Rosa Reed")
    await welsh.press("Dawn", "Rhannu")
    page = page_of(documents(welsh, "Dawn")[-1], "Rosa Reed")
    assert str(page["A1"].value).startswith("I Rosa Reed yn unig.")
    heads = {cell.value: cell.column for cell in page[3]}
    assert page.cell(4, heads[file_headings.COLOUR]).value in ("coch", "ambr")
    page.cell(4, heads[file_headings.ANSWER]).value = "Voted"
    number = str(page.cell(4, heads["Membership number"]).value)
    await send(welsh, "Dawn", saved(page), "back.xlsx")
    assert any("Cofnodwyd 1 ateb dros Rosa Reed." in t for t in welsh.texts("Dawn"))
    assert welsh.member(int(number[2:])).outcome is Outcome.VOTED


async def test_headings_are_english_and_the_sheet_of_cases_is_not(
    welsh: Branch,
) -> None:
    await welsh.say("Asha", "/ask who counts?")
    await welsh.say("Dawn", "/export members")
    members = [cell.value for cell in page_of(documents(welsh, "Dawn")[-1])[1]]
    assert members[:3] == ["Membership number", "First name", "Last name"]
    await welsh.say("Dawn", "/export cases")
    cases = page_of(documents(welsh, "Dawn")[-1], "Achosion")
    assert [cell.value for cell in cases[1]][:3] == [
        "Agorwyd",
        "Math",
        "Rhif aelodaeth",
    ]
    assert cases["B2"].value == "Cwestiwn"
