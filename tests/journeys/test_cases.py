"""A case from the question to the answer: ready answers, hand over, reopen, report."""

import datetime as dt
import io
from collections.abc import AsyncIterator
from pathlib import Path

import openpyxl
import pytest

from bot.config import sections
from bot.rules.queue.bands import Band
from bot.rules.replies.steps import Out
from storage import ballots
from storage.care import cases
from tests.journeys import branch_state, nudge_steps, test_overdue, test_sheets
from tests.journeys.branch_state import reload, take_next
from tests.journeys.play import CANARY, LONDON, Branch, playing

START = dt.datetime(2027, 3, 2, 11, 0, tzinfo=LONDON)
FILE = """
[[faq]]
question = "Does it need a stamp?"
also = ["Is the envelope prepaid?", "Who pays the postage?"]
answer = "No stamp: the envelope is prepaid."

[[faq]]
question = "Can I vote online?"
answer = "No, only by post."
"""
OFFER = "branch has an answer. Does it fit?"


@pytest.fixture
async def branch(tmp_path: Path) -> AsyncIterator[Branch]:
    file = tmp_path / "faq.toml"
    file.write_text(FILE, encoding="utf-8")
    async with playing(tmp_path, START, texts=sections.Texts(faq=file)) as made:
        test_overdue.organises(made, "Ben")
        yield made


def every_case(branch: Branch) -> list[cases.Case]:
    return branch.store.read(lambda s: cases.of_ballot(s, branch.ballot.id))


def saw(branch: Branch, name: str, words: str) -> bool:
    return any(words in text for text in branch.texts(name))


async def ask_for_the_member(
    branch: Branch, words: str = "who pays for the postage?"
) -> None:
    await branch.press("Asha", "More")
    await branch.press("Asha", "Has a question")
    await branch.say("Asha", words)


async def test_a_ready_answer_is_offered_first_and_taken_by_a_tap(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await ask_for_the_member(branch)
    assert saw(branch, "Asha", OFFER)
    assert saw(branch, "Asha", "No stamp: the envelope is prepaid.")
    assert not saw(branch, "Asha", "I am asking the organisers and")
    assert not saw(branch, "Dawn", "postage")
    assert reload(branch, member).out_reason == Out.CASE
    await branch.press("Asha", "1 answers it")
    (case,) = every_case(branch)
    assert case.answer == "No stamp: the envelope is prepaid."
    assert reload(branch, member).band == Band.CALL_BACK
    await branch.press("Asha", "Open the card")
    card = branch.last("Asha")
    assert "Tell them: “No stamp" in (card.text or "")
    await branch.press("Asha", "Reach…")
    card = branch.last("Asha")
    copied = [
        button["copy_text"]["text"]
        for button in card.buttons
        if "copy_text" in button and "About your question" in str(button)
    ]
    assert copied == [
        f"Hi {member.known_as}, Asha from your union branch here. About your question: "
        "No stamp: the envelope is prepaid."
    ]
    await branch.move(hours=5)
    assert not saw(branch, "Dawn", "postage")


async def test_who_wants_a_person_gets_one_and_is_told_by_when(branch: Branch) -> None:
    member = await take_next(branch)
    await ask_for_the_member(branch)
    await branch.press("Asha", "Ask the organisers")
    assert saw(branch, "Asha", "They answer by 15:00, here.")
    assert saw(branch, "Dawn", "1. Does it need a stamp? No stamp")
    await branch.press("Dawn", "Send answer 1")
    assert "No stamp" in branch.texts("Asha")[-1]
    assert reload(branch, member).band == Band.CALL_BACK


async def test_a_ready_answer_nobody_takes_goes_to_the_organisers(
    branch: Branch,
) -> None:
    await take_next(branch)
    await ask_for_the_member(branch)
    await branch.move(minutes=14)
    assert not saw(branch, "Dawn", "postage")
    await branch.move(minutes=2)
    assert saw(branch, "Dawn", "postage")
    await branch.move(minutes=30)
    assert [saw(branch, name, "postage") for name in ("Ben", "Carys")] == [True, False]
    told = [text for text in branch.texts("Dawn") if "postage" in text]
    assert len(told) == 1


async def test_what_the_branch_has_no_answer_to_goes_to_the_organisers_at_once(
    branch: Branch,
) -> None:
    await branch.say("Asha", "/ask who is the rep for the night shift?")
    assert "Your question went to the organisers" in branch.texts("Asha")[-1]
    assert saw(branch, "Dawn", "night shift")
    await branch.say("Asha", "/ask do they need a stamp")
    assert OFFER in branch.texts("Asha")[-1]
    await branch.press("Asha", "1 answers it")
    assert "No stamp" in branch.texts("Asha")[-1]


async def test_the_card_says_what_to_say_first_and_by_when_it_is_answered(
    branch: Branch,
) -> None:
    await take_next(branch)
    await branch.press("Asha", "More")
    await branch.press("Asha", "Has a question")
    assert saw(branch, "Asha", "Say: “Good question")
    await branch.say("Asha", "who is the rep for the night shift?")
    assert saw(branch, "Asha", "The organisers answer by 15:00.")


async def test_a_case_is_handed_over(branch: Branch) -> None:
    await branch.say("Asha", "/ask who counts?")
    await branch.press("Dawn", "Hand over…")
    listed = branch.last("Dawn").text or ""
    place = next(n for n in (1, 2) if f"{n}. Ben" in listed)
    await branch.press("Dawn", str(place))
    assert "Ben has it." in (branch.last("Dawn").text or "")
    assert "who counts?" in branch.texts("Ben")[-1]
    await branch.press("Ben", "Answer")
    await branch.say("Ben", "The scrutineer.")
    assert "The scrutineer." in branch.texts("Asha")[-1]


async def test_an_answer_that_does_not_answer_it_opens_the_case_again(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await ask_for_the_member(branch, "who the rep for the night shift is?")
    await branch.press("Dawn", "Answer")
    await branch.say("Dawn", "Ask at the office.")
    await branch.move(hours=1)
    await branch.press("Asha", "That does not answer it")
    (case,) = every_case(branch)
    assert case.awaits
    assert case.reply_by == branch.clock.at + dt.timedelta(hours=4)
    assert reload(branch, member).out_reason == Out.CASE
    assert "Answered before: “Ask at the office.”" in branch.texts("Dawn")[-1]
    await branch.press("Dawn", "Answer")
    await branch.say("Dawn", "Rhys.")
    assert "Rhys." in branch.texts("Asha")[-1]
    await branch.say("Dawn", "/cases")
    await branch.press("Dawn", "Answered (1)")
    await branch.press("Dawn", "1")
    await branch.press("Dawn", "Reopen")
    assert every_case(branch)[0].awaits


async def test_an_organiser_opens_a_case_and_corrects_its_kind(branch: Branch) -> None:
    await branch.say("Dawn", "/cases")
    await branch.press("Dawn", "New case")
    await branch.press("Dawn", "6")
    await branch.say("Dawn", "somebody rang about the banner")
    (case,) = every_case(branch)
    assert (case.kind, case.words) == ("other", "somebody rang about the banner")
    await branch.press("Dawn", "Kind…")
    await branch.press("Dawn", "1")
    (case,) = every_case(branch)
    assert (case.kind, case.reply_by) == ("question", test_overdue.REPLY_BY)
    await branch.say("Dawn", "/cases new where is the hall?")
    assert len(every_case(branch)) == 2


async def test_a_request_about_data_goes_to_the_owner_alone(branch: Branch) -> None:
    await take_next(branch)
    await ask_for_the_member(branch, "what data do you hold about me, GDPR?")
    assert saw(branch, "Dawn", "request about their data")
    assert not saw(branch, "Ben", "request about their data")


async def test_organisers_see_how_cases_go(branch: Branch) -> None:
    await branch.say("Asha", "/ask who counts?")
    await branch.say("Asha", "/ask where is the hall?")
    await branch.move(hours=2)
    await branch.press("Dawn", "Answer")
    await branch.say("Dawn", "At the station.")
    await branch.move(hours=3)
    await branch.say("Dawn", "/cases")
    await branch.press("Dawn", "How it goes")
    line = "1 of 2 answered, 1 in time, median 2 h, 1 overdue"
    assert f"question: {line}" in branch.texts("Dawn")[-1]
    await branch.say("Dawn", "/stats")
    await branch.press("Dawn", "Details")
    assert f"Cases\n{line}" in branch.texts("Dawn")[-1]
    await branch.say("Dawn", "/stats", branch.group)
    assert "Cases" not in branch_state.group_saw(branch)


async def test_cases_are_exported_as_a_sheet(branch: Branch) -> None:
    member = await take_next(branch)
    await ask_for_the_member(branch, "who the rep for the night shift is?")
    await branch.press("Dawn", "Answer")
    await branch.say("Dawn", "=Rhys")
    await branch.say("Dawn", "/export cases")
    (file,) = test_sheets.documents(branch, "Dawn")
    assert file.document is not None
    book = openpyxl.load_workbook(io.BytesIO(file.document.content))
    rows = list(book["Cases"].values)
    assert rows[1][2:5] == (
        member.membership_number,
        member.first_name,
        member.last_name,
    )
    assert rows[1][-1] in ("=Rhys", "'=Rhys")
    assert list(book["How they went"].values)[1][:2] == ("Question", "1")


async def test_nothing_of_cases_is_in_the_group_the_log_or_a_button(
    branch: Branch,
) -> None:
    await take_next(branch)
    await ask_for_the_member(branch)
    await branch.press("Asha", "Ask the organisers")
    await branch.press("Dawn", "Answer")
    await branch.say("Dawn", "The branch pays for the postage.")
    await nudge_steps.move_to(branch, START + dt.timedelta(hours=3))
    found = branch.store.read(
        lambda s: [
            s.connection().exec_driver_sql(f"SELECT * FROM {name}").all()
            for name in ("button", "audit", "outbox")
        ]
    )
    assert "postage" not in str(found)
    assert CANARY not in str(found)
    assert "postage" not in branch_state.group_saw(branch)


async def test_no_case_is_opened_after_the_purge_that_nothing_would_erase(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, START) as branch:
        await branch.say("Asha", "/ask")
        await branch.say("Dawn", "/purge")
        await branch.press("Dawn", "Erase")
        await branch.move(minutes=1)
        life = branch.store.read(lambda s: ballots.life(s, branch.ballot.id))
        assert life.purged_at is not None
        for name, words in (
            ("Asha", "where is the zanzibar box?"),
            ("Asha", "/ask where is the zanzibar box?"),
            ("Dawn", "/cases new question where is the zanzibar box?"),
        ):
            await branch.say(name, words)
        assert not branch.store.read(lambda s: cases.of_ballot(s, branch.ballot.id))
        assert "over" in branch.texts("Asha")[-1]
