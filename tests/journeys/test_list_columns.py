"""Columns of a list that mean nothing to the bot, given their meaning by a tap."""

import re

from tests.journeys.play import CANARY, Branch
from tests.journeys.test_sheets import send

FORM = (
    "Id,Start time,Completion time,Email,Name,What is your membership number?,"
    "Your surname,Best mobile number,Rota\r\n"
    "1,2/20/27 9:00:00,2/20/27 9:02:11,anonymous,,7700501,"
    f"{CANARY}501,07700 900501,x\r\n"
    "2,2/20/27 9:10:00,2/20/27 9:13:40,anonymous,,7700502,"
    f"{CANARY}502,07700 900502,\r\n"
)
NO_CONTACT = (
    "Member ID,Forename,Surname,Mobile number,No contact\r\n"
    f"7700601,Una,{CANARY}601,07700 900601,yes\r\n"
    f"7700602,Ola,{CANARY}602,07700 900602,\r\n"
)


async def serve_everybody(branch: Branch) -> set[str]:
    """Hand out cards until nobody is due, and tell who was on them."""
    numbers = set()
    for _ in range(20):
        await branch.say("Asha", "/next")
        holders = branch.holders()
        if not holders:
            break
        (member,) = holders
        numbers.add(str(member.membership_number))
        await branch.say("Asha", "/done voted, she told me so")
    return numbers


def column(branch: Branch, title: str) -> str:
    """The button of a column, by the number of its line."""
    found = re.search(rf"^(\d+)\. “{title}”", branch.last("Dawn").text or "", re.M)
    assert found
    return f"Use column {found[1]}"


async def take_in(branch: Branch) -> None:
    await branch.press("Dawn", "Some other part")
    await branch.press("Dawn", "Take it in")


async def test_a_column_is_given_its_meaning_by_a_tap_and_holds(
    branch: Branch,
) -> None:
    await send(branch, "Dawn", FORM.encode(), "form.csv")
    assert "“Rota” (x)" in (branch.last("Dawn").text or "")
    await branch.press("Dawn", column(branch, "Rota"))
    assert "For example: “x”" in (branch.last("Dawn").text or "")
    await branch.press("Dawn", "who is not to be contacted")
    assert "Rota: do not contact" in (branch.last("Dawn").text or "")
    await take_in(branch)
    assert branch.member(501).do_not_contact
    served = await serve_everybody(branch)
    assert "7700502" in served
    assert "7700501" not in served


async def test_every_column_has_a_button_a_page_at_a_time(branch: Branch) -> None:
    many = [f"Thing {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    content = ",".join(["Member ID", "Surname", *many]) + "\r\n"
    content += ",".join(["7700601", CANARY, *("stuff" for _ in many)]) + "\r\n"
    await send(branch, "Dawn", content.encode(), "list.csv")
    for page, label in enumerate(("More columns", "More columns", "First columns")):
        shown = re.findall(r"(?m)^\d+\. “(.+)”$", branch.last("Dawn").text or "")
        assert shown == list(many[12 * page : 12 * page + 12])
        await branch.press("Dawn", label)
    await branch.press("Dawn", "More columns")
    await branch.press("Dawn", column(branch, "Thing N"))
    await branch.press("Dawn", "notes")
    assert "Thing N: notes" in (branch.last("Dawn").text or "")


async def test_who_is_marked_no_contact_is_never_served(branch: Branch) -> None:
    await send(branch, "Dawn", NO_CONTACT.encode(), "list.csv")
    told = branch.last("Dawn").text or ""
    assert "No contact: do not contact" in told
    assert "+447700900601 · unknown · do not contact" in told
    assert "1 member on this list asks for no contact, and is handed to nobody." in told
    await take_in(branch)
    served = await serve_everybody(branch)
    assert "7700602" in served
    assert "7700601" not in served


async def test_back_from_the_meanings_leaves_the_column_as_it_was(
    branch: Branch,
) -> None:
    await send(branch, "Dawn", FORM.encode(), "form.csv")
    before = branch.last("Dawn").text
    await branch.press("Dawn", column(branch, "Rota"))
    await branch.press("Dawn", "Back")
    assert branch.last("Dawn").text == before


async def test_a_meaning_given_is_remembered_and_can_be_taken_back(
    branch: Branch,
) -> None:
    await send(branch, "Dawn", FORM.encode(), "form.csv")
    await branch.press("Dawn", column(branch, "Rota"))
    await branch.press("Dawn", "none of these")
    await take_in(branch)
    await send(branch, "Dawn", FORM.encode(), "form.csv")
    await branch.press("Dawn", column(branch, "Rota"))
    await branch.press("Dawn", "notes")
    assert "Rota: notes" in (branch.last("Dawn").text or "")
