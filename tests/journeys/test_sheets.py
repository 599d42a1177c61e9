"""Lists, shares and exports in chat, through the wire."""

import io
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import Session, select

from bot.demo.telegram.models import Message
from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.texts.lists import file_headings
from bot.usecases import background
from bot.usecases.privacy import do_not_contact
from storage import jobs
from storage.tables import JobRow
from tests.journeys import buttons
from tests.journeys.play import CANARY, Branch
from tests.usecases.privacy import test_purge_members as purges

STRANGER = Member(0, 0, first_name="Siân", last_name="Price", mobile="+447700900999")
LIKE_HER = (
    "Member ID,Forename,Surname,Mobile\r\n"
    f"7788888,Shân,Price,07700 900999\r\n"
    f"7788889,Una,{CANARY},07700 900998\r\n"
).encode()
LIST = (
    "Member ID,Forename,Surname,Mobile number,Response,Told us\r\n"
    f"7700000,Nia0,{CANARY}0,07700 900000,Voted,20/02/2027\r\n"
    f"7799999,Una,{CANARY}99,07700 900999,yes,21/02/2027\r\n"
    ",,,,,\r\n"
    "Total,,,,,2\r\n"
).encode()


async def send(branch: Branch, name: str, content: bytes, called: str) -> Message:
    message = branch.town.send_document(branch[name], branch[name], called, content)
    await branch.rest()
    return message


def documents(branch: Branch, name: str) -> list[Message]:
    found = branch.town.messages(branch[name])
    return [m for m in found if m.document and m.sender is branch.town.bot]


async def take_in(branch: Branch) -> None:
    await branch.press("Dawn", "will vote")
    await branch.press("Dawn", "Some other part")
    await branch.press("Dawn", "Take it in")


async def test_a_list_is_shown_asked_about_and_taken_in(branch: Branch) -> None:
    await send(branch, "Dawn", LIST, "list.csv")
    assert "What does it mean?" in (branch.last("Dawn").text or "")
    assert "2 members" in (branch.last("Dawn").text or "")
    await take_in(branch)
    assert any("1 new member in Pay" in text for text in branch.texts("Dawn"))
    assert branch.member(99999).import_status == "will_vote"
    assert branch.member(0).outcome is Outcome.VOTED


async def test_the_preview_says_before_saving_what_would_be_saved(
    branch: Branch,
) -> None:
    await send(branch, "Dawn", LIST, "list.csv")
    told = branch.last("Dawn").text or ""
    assert "1 new, 1 changed, 0 known and the same." in told
    assert "1 row not imported: a total, not a member (row 5)." in told
    assert "1 thing to look at again: ballot status: yes or no could" in told
    await branch.press("Dawn", "will vote")
    await branch.press("Dawn", "Everyone in the branch")
    assert "11 known members are not on it" in (branch.last("Dawn").text or "")


async def test_the_outcome_says_what_is_to_be_looked_at_again(branch: Branch) -> None:
    content = b"Member ID,Forename,Surname,Mobile\r\n7799999,Una,Quill,0770\r\n"
    await send(branch, "Dawn", content, "list.csv")
    await branch.press("Dawn", "Some other part")
    await branch.press("Dawn", "Take it in")
    (told,) = [text for text in branch.texts("Dawn") if "new member" in text]
    assert "mobile: not a telephone number, left empty (row 2)" in told


async def test_a_preview_never_grows_too_long_to_be_sent(branch: Branch) -> None:
    titles = ",".join(f"{'A very long heading & more' * 2} {n}" for n in range(40))
    cells = ",".join(["a <b>long</b> cell & more " * 2] * 40)
    rows = [f"77{n:05d},Nia{n},{CANARY}{n},0770{n},{cells}" for n in range(30)]
    content = "\r\n".join([f"Member ID,Forename,Surname,Mobile,{titles}", *rows])
    await send(branch, "Dawn", content.encode(), "list.csv")
    assert "Who is on this list?" in (branch.last("Dawn").text or "")
    assert len(branch.last("Dawn").text or "") <= 4096


async def test_the_file_is_taken_out_of_the_chat_and_that_is_said(
    branch: Branch,
) -> None:
    sent = await send(branch, "Dawn", LIST, "list.csv")
    assert sent.deleted
    assert "taken your file out" in (branch.last("Dawn").text or "")


async def test_rows_to_mend_come_as_a_sheet_for_an_hour(branch: Branch) -> None:
    await send(branch, "Dawn", LIST, "list.csv")
    await take_in(branch)
    (sheet,) = documents(branch, "Dawn")
    assert sheet.document is not None
    book = openpyxl.load_workbook(io.BytesIO(sheet.document.content))
    why, total = book.worksheets[0]["A4"], book.worksheets[0]["B4"]
    assert "a total, not a member" in str(why.value)
    assert total.value == "Total"
    await branch.move(minutes=61)
    assert not documents(branch, "Dawn")


async def test_answers_about_columns_are_remembered(branch: Branch) -> None:
    await send(branch, "Dawn", LIST, "list.csv")
    await take_in(branch)
    await send(branch, "Dawn", LIST, "list.csv")
    assert "Who is on this list?" in (branch.last("Dawn").text or "")


async def test_a_list_nobody_confirms_is_gone_after_an_hour(branch: Branch) -> None:
    await send(branch, "Dawn", LIST, "list.csv")
    await branch.move(minutes=61)
    assert not [text for text in branch.texts("Dawn") if CANARY in text]
    assert "waited for an hour" in (branch.last("Dawn").text or "")


async def test_a_wrong_file_gets_a_clear_sentence(branch: Branch) -> None:
    await send(branch, "Dawn", b"\x89PNG\r\n\x1a\n" + bytes(500), "members.xlsx")
    assert "Send the list as CSV" in branch.texts("Dawn")[-1]


async def test_an_advocate_s_file_is_politely_refused(branch: Branch) -> None:
    await send(branch, "Asha", LIST, "list.csv")
    assert branch.texts("Asha")[-1] == "That is for organisers."


async def test_a_holder_is_told_when_the_list_says_voted(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    (member,) = branch.holders()
    row = f"{member.membership_number},{member.first_name},{member.last_name}"
    content = f"Member ID,Forename,Surname,Status,Told us\r\n{row},Voted,28/02/2027\r\n"
    await send(branch, "Dawn", content.encode(), "list.csv")
    await branch.press("Dawn", "Everyone in the branch")
    await branch.press("Dawn", "Take it in")
    assert not branch.holders()
    assert any("Please stop with" in text for text in branch.texts("Asha"))


async def test_missing_from_the_list_never_closes_a_card(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    await send(branch, "Dawn", LIST.replace(b"7700000,Nia0", b"7788888,Ola"), "l.csv")
    await branch.press("Dawn", "will vote")
    await branch.press("Dawn", "Everyone in the branch")
    await branch.press("Dawn", "Take it in")
    (member,) = branch.holders()
    assert member.missing_since is not None


async def share(branch: Branch, names: str = "") -> None:
    await branch.say("Dawn", "/share 3")
    if names:
        await branch.press("Dawn", "Reps outside")
        await branch.say("Dawn", names)
    else:
        await branch.press("Dawn", "Asha")
    await branch.press("Dawn", "Divide")


async def test_a_share_is_kept_for_a_rep_in_the_chat(branch: Branch) -> None:
    await share(branch)
    assert any("3 members are set aside" in text for text in branch.texts("Asha"))
    await branch.say("Asha", "/next")
    (held,) = branch.holders()
    assert held.kept_for is not None


async def test_a_filled_sheet_comes_back_as_contacts_of_its_rep(
    branch: Branch,
) -> None:
    await share(branch, "Rosa Reed, Tom")
    (sheet,) = documents(branch, "Dawn")
    assert sheet.document is not None
    book = openpyxl.load_workbook(io.BytesIO(sheet.document.content))
    assert book.sheetnames == ["Rosa Reed", "Tom"]
    page = book["Rosa Reed"]
    heads = {cell.value: cell.column for cell in page[3]}
    page.cell(4, heads[file_headings.ANSWER]).value = "Voted"
    page.cell(5, heads[file_headings.ANSWER]).value = "she said she posted it on Friday"
    number = str(page.cell(4, heads["Membership number"]).value)
    filled = io.BytesIO()
    book.save(filled)
    await send(branch, "Dawn", filled.getvalue(), "back.xlsx")
    assert any("2 answers recorded for Rosa Reed" in t for t in branch.texts("Dawn"))
    assert branch.member(int(number[2:])).outcome is Outcome.VOTED
    await branch.say("Dawn", "/share")
    assert "Rosa Reed: 2 of 3 back" in (branch.last("Dawn").text or "")


async def test_rows_added_and_details_corrected_on_a_share_are_told(
    branch: Branch,
) -> None:
    await share(branch, "Rosa Reed")
    (sheet,) = documents(branch, "Dawn")
    assert sheet.document is not None
    book = openpyxl.load_workbook(io.BytesIO(sheet.document.content))
    page = book["Rosa Reed"]
    heads = {cell.value: cell.column for cell in page[3]}
    assert "<" not in str(page.cell(4, heads[file_headings.WHY]).value)
    page.cell(4, heads["Mobile number"]).value = "07700 900999"
    page.cell(8, heads["First name"]).value = "Una"
    page.cell(8, heads["Last name"]).value = f"{CANARY}99"
    page.cell(8, heads["Mobile number"]).value = "07700 900998"
    page.cell(8, heads[file_headings.ANSWER]).value = "Voted"
    filled = io.BytesIO()
    book.save(filled)
    await send(branch, "Dawn", filled.getvalue(), "back.xlsx")
    (told,) = [text for text in branch.texts("Dawn") if "recorded for Rosa" in text]
    assert "0 answers recorded for Rosa Reed" in told
    assert "1 row about nobody in these shares, perhaps added by hand (rows 8)" in told
    assert "row 4: mobile" in told
    assert CANARY not in told


async def test_a_share_nobody_touches_lapses(branch: Branch) -> None:
    await share(branch)
    await branch.move(days=3, minutes=1)
    await branch.say("Dawn", "/share")
    assert "No shares are out" in (branch.last("Dawn").text or "")
    assert not [n for n in range(12) if branch.member(n).kept_for is not None]


async def test_changes_are_ticked_off_once_keyed(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    await branch.press("Asha", "Voted")
    await branch.say("Dawn", "/export changes")
    assert "1 member" in (documents(branch, "Dawn")[-1].text or "")
    await branch.press("Dawn", "Keyed in")
    await branch.move(minutes=1)
    await branch.say("Dawn", "/export changes")
    assert branch.texts("Dawn")[-1] == (
        "Nothing has changed since the last changes were keyed in. No file was made."
    )
    assert len(documents(branch, "Dawn")) == 1


@pytest.mark.parametrize(
    ("words", "ending"),
    [("mailing", ".xlsx"), ("calls", ".csv"), ("members csv", ".csv"),
     ("calls xlsx", ".xlsx")],
)  # fmt: skip
async def test_people_get_a_workbook_and_the_dialler_csv_unless_they_say(
    branch: Branch, words: str, ending: str
) -> None:
    await branch.say("Dawn", f"/export {words}")
    (file,) = documents(branch, "Dawn")
    assert file.document is not None
    assert file.document.name.endswith(ending)


async def test_who_is_on_a_call_list_is_on_no_card(branch: Branch) -> None:
    await branch.say("Dawn", "/export calls")
    await branch.say("Asha", "/next")
    assert not branch.holders()
    await branch.move(days=1)
    await branch.say("Asha", "/next")
    assert branch.holders()


async def test_a_mail_merge_is_logged_once_sent(branch: Branch) -> None:
    await branch.say("Dawn", "/export mailing")
    await branch.press("Dawn", "Sent")
    assert any("Logged: the branch's reminder" in t for t in branch.texts("Dawn"))


async def test_an_advocate_gets_no_export(branch: Branch) -> None:
    await branch.say("Asha", "/export members")
    assert not documents(branch, "Asha")
    assert branch.texts("Asha")[-1] == "That is for organisers."


CLASH = (
    "Member ID,Forename,Surname,Mobile number\r\n"
    f"7700000,Bob,{CANARY}x,07700 900990\r\n"
    f"7799999,Nia1,{CANARY}1,07700 900001\r\n"
).encode()


async def test_a_clash_with_known_members_is_asked_before_it_is_saved(
    branch: Branch,
) -> None:
    await send(branch, "Dawn", CLASH, "list.csv")
    assert "Are they the same person?" in (branch.last("Dawn").text or "")
    await branch.press("Dawn", "different people")
    await branch.press("Dawn", "the same person")
    await branch.press("Dawn", "Everyone in the branch")
    await branch.press("Dawn", "Take it in")
    assert any("1 new member in Pay, 1 changed" in t for t in branch.texts("Dawn"))
    assert branch.member(99999).first_name == "Nia1"
    assert branch.member(0).first_name == "Nia0"


async def test_a_clash_left_open_is_held_back_and_told_for_an_hour(
    branch: Branch,
) -> None:
    await send(branch, "Dawn", CLASH, "list.csv")
    await branch.press("Dawn", "Leave this open")
    await branch.press("Dawn", "Leave this open")
    assert f"Held back: Bob {CANARY}x has" in (branch.last("Dawn").text or "")
    await branch.press("Dawn", "Everyone in the branch")
    await branch.press("Dawn", "Take it in")
    assert any("2 rows held back" in text for text in branch.texts("Dawn"))
    assert any(f"Nia1 {CANARY}1 may be" in text for text in branch.texts("Dawn"))
    assert branch.member(0).missing_since is None
    await branch.move(minutes=61)
    assert not [text for text in branch.texts("Dawn") if CANARY in text]


DISPUTE = (
    "Member ID,Forename,Surname,Mobile number\r\n"
    f"7788888,Ann,{CANARY}a,07700 900990\r\n"
    f"7788888,Bob,{CANARY}b,07700 900991\r\n"
).encode()


async def test_a_number_that_two_rows_have_is_nobodys_if_the_organiser_says_so(
    branch: Branch,
) -> None:
    await send(branch, "Dawn", DISPUTE, "list.csv")
    assert "Whose is it?" in (branch.last("Dawn").text or "")
    await branch.press("Dawn", "none of them")
    await branch.press("Dawn", "Some other part")
    await branch.press("Dawn", "Take it in")
    assert any("2 new members in Pay" in text for text in branch.texts("Dawn"))


async def test_two_rows_with_one_number_wait_for_the_answer(branch: Branch) -> None:
    await send(branch, "Dawn", DISPUTE, "list.csv")
    await branch.press("Dawn", "Leave this open")
    await branch.press("Dawn", "Some other part")
    await branch.press("Dawn", "Take it in")
    assert any("2 rows held back" in text for text in branch.texts("Dawn"))
    told = f"stands beside Ann {CANARY}a and beside Bob {CANARY}b"
    assert any(told in text for text in branch.texts("Dawn"))


async def no_contact(branch: Branch) -> None:
    """A stranger once asked never to be contacted, in a ballot that is purged."""
    branch.store.write(
        lambda s: do_not_contact.add(
            background.context(s, branch.ballot, branch.clock.at), STRANGER
        )
    )


async def test_who_may_have_asked_for_no_contact_is_asked_about_in_chat(
    branch: Branch,
) -> None:
    await no_contact(branch)
    await send(branch, "Dawn", LIKE_HER, "list.csv")
    assert "once asked not to be contacted" in (branch.last("Dawn").text or "")
    await branch.press("Dawn", "the same person")
    await branch.press("Dawn", "Some other part")
    await branch.press("Dawn", "Take it in")
    assert branch.member(88888).do_not_contact
    assert not branch.member(88889).do_not_contact


async def test_left_open_who_may_have_asked_for_no_contact_is_held_back(
    branch: Branch,
) -> None:
    await no_contact(branch)
    await send(branch, "Dawn", LIKE_HER, "list.csv")
    await branch.press("Dawn", "Leave this open")
    await branch.press("Dawn", "Some other part")
    await branch.press("Dawn", "Take it in")
    assert any("1 row held back" in text for text in branch.texts("Dawn"))
    told = "Shân Price may be somebody who asked not to be contacted"
    assert any(told in text for text in branch.texts("Dawn"))
    assert branch.member(88889).first_name == "Una"


NEVER = ("QQ123456C", "QQ111111A", "01/02/1971", "31987", "33987", "Heron Row", "gout")
WITH_NEVER = (
    b"Member ID,Forename,Surname,Mobile,NI number,DOB,Salary,Home address,Sick\r\n"
    b"7799998,Una,Quill,07700 900998,QQ123456C,01/02/1971,31987,12 Heron Row,gout\r\n"
    b",,Lonely,,QQ111111A,05/06/1990,33987,16 Heron Row,gout\r\n"
)


def jobs_hold(branch: Branch) -> str:
    """Write out all that the jobs hold, but for a list that is still to be read."""

    def unit(session: Session) -> str:
        rows = session.exec(select(JobRow))
        return "".join(
            f"{row.about}{cells(row.content) if row.state == jobs.DONE else ''}"
            for row in rows
        )

    return branch.store.read(unit)


def cells(content: bytes | None) -> list[object]:
    book = openpyxl.load_workbook(io.BytesIO(content)) if content else ()
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


async def test_columns_that_are_never_held_are_neither_shown_nor_kept(
    branch: Branch,
) -> None:
    await send(branch, "Dawn", WITH_NEVER, "list.csv")
    shown = jobs_hold(branch)
    await branch.press("Dawn", "Some other part")
    await branch.press("Dawn", "Take it in")
    kept = jobs_hold(branch)
    assert "Lonely" in kept
    for word in NEVER:
        assert word not in shown + kept + "".join(branch.texts("Dawn"))


async def test_a_purge_while_a_list_is_asked_about_leaves_nothing_of_it(
    branch: Branch, tmp_path: Path
) -> None:
    await send(branch, "Dawn", WITH_NEVER, "list.csv")
    await branch.say("Dawn", "/purge")
    await branch.press("Dawn", "Erase")
    left = branch.town.messages(branch["Dawn"])
    assert not [one for one in left if buttons.named(one, "Some other part")]
    branch.store.submit_scrub().result()
    for word in ("Lonely", "Quill", *NEVER):
        assert purges.files_with(tmp_path, word) == []


async def test_two_lists_at_once_are_each_read_and_saved(branch: Branch) -> None:
    one, two = (
        f"Member ID,Forename,Surname,Mobile\r\n77999{n},Una,Quill{n},07700 9009{n}\r\n"
        for n in (81, 82)
    )
    for content in (one, two):
        file = content.encode()
        branch.town.send_document(branch["Dawn"], branch["Dawn"], "list.csv", file)
    await branch.rest()
    for text in (message for message in branch.town.messages(branch["Dawn"])):
        for label in ("Some other part", "Take it in"):
            if button := buttons.named(text, label):
                branch.town.press(branch["Dawn"], text, button)
                await branch.rest()
    assert branch.member(99981).last_name == "Quill81"
    assert branch.member(99982).last_name == "Quill82"
