"""Questions and complaints: to the organisers and back."""

import datetime as dt

from bot.rules.queue.bands import Band
from storage.care import cases
from tests.journeys.branch_state import contact_log, group_saw_nobody, reload, take_next
from tests.journeys.play import Branch


def open_cases(branch: Branch) -> list[cases.Case]:
    return branch.store.read(lambda s: cases.still_open(s, branch.ballot.id))


async def test_a_question_is_answered_and_comes_back_as_a_card(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "asks whether it needs a stamp?")
    assert reload(branch, member).band is None
    await branch.press("Dawn", "Answer")
    await branch.say("Dawn", "No stamp needed, it is prepaid.")
    assert "prepaid" in branch.texts("Asha")[-1]
    back = reload(branch, member)
    assert back.band == Band.CALL_BACK
    await branch.press("Asha", "Open the card")
    assert "Tell them: “No stamp needed" in (branch.last("Asha").text or "")
    await branch.press("Asha", "Voted")
    assert not open_cases(branch)


async def test_the_buttons_of_a_question_take_the_next_words(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "More")
    await branch.press("Asha", "Has a question")
    assert not open_cases(branch)
    await branch.say("Asha", "when does it have to be there?")
    (case,) = open_cases(branch)
    assert (case.member_id, case.words) == (member.id, "when does it have to be there?")


async def test_a_complaint_that_tells_of_health_is_asked_for_again(
    branch: Branch,
) -> None:
    await take_next(branch)
    await branch.press("Asha", "More")
    await branch.press("Asha", "Is upset")
    await branch.say("Asha", "in hospital with cancer and we keep ringing")
    assert not open_cases(branch)
    assert "health" in branch.texts("Asha")[-1]
    await branch.say("Asha", "rung three times this week")
    assert [case.kind for case in open_cases(branch)] == ["upset"]


async def test_a_complaint_pauses_contact(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "kicked off about being chased all the time, really angry")
    paused = reload(branch, member)
    assert paused.due_at is not None
    assert paused.due_at >= branch.clock.at + dt.timedelta(days=7)


async def test_an_organiser_takes_a_case_and_closes_it(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "asks whether it needs a stamp?")
    await branch.say("Dawn", "/cases")
    assert member.last_name not in (branch.last("Dawn").text or "")
    await branch.press("Dawn", member.initials)
    await branch.press("Dawn", "I take it")
    assert "Dawn has it" in (branch.last("Dawn").text or "")
    await branch.press("Dawn", "Close")
    assert not open_cases(branch)
    assert reload(branch, member).band is not None


async def test_words_after_another_command_are_no_answer(branch: Branch) -> None:
    await take_next(branch)
    await branch.say("Asha", "asks whether it needs a stamp?")
    await branch.press("Dawn", "Answer")
    mine = await take_next(branch, "Dawn")
    await branch.say("Dawn", "has voted")
    assert contact_log(branch, mine)
    assert open_cases(branch)[0].answered_at is None


async def test_an_advocate_asks_the_organisers(branch: Branch) -> None:
    await branch.say("Asha", "/ask")
    await branch.say("Asha", "how many days does a replacement take?")
    await branch.press("Dawn", "Answer")
    await branch.say("Dawn", "Ten working days.")
    assert "Ten working days" in branch.texts("Asha")[-1]
    assert not open_cases(branch)


async def test_the_question_box_stays_open_for_14_days_after_the_close(
    branch: Branch,
) -> None:
    branch.clock.at = branch.ballot.closes + dt.timedelta(days=13)
    await branch.say("Asha", "/ask when is the result?")
    assert len(open_cases(branch)) == 1
    branch.clock.at = branch.ballot.closes + dt.timedelta(days=15)
    await branch.say("Asha", "/ask and now?")
    assert len(open_cases(branch)) == 1


async def test_nothing_of_a_case_is_seen_in_the_group(branch: Branch) -> None:
    await take_next(branch)
    await branch.say("Asha", "asks whether it needs a stamp?")
    await branch.press("Dawn", "Answer")
    await branch.say("Dawn", "No stamp needed.")
    assert group_saw_nobody(branch)


async def test_cases_are_for_organisers(branch: Branch) -> None:
    await branch.say("Asha", "/cases")
    assert branch.texts("Asha")[-1] == "That is for organisers."


async def test_a_case_answered_once_takes_no_second_answer(branch: Branch) -> None:
    await take_next(branch)
    await branch.say("Asha", "asks whether it needs a stamp?")
    await branch.press("Dawn", "Answer")
    await branch.say("Dawn", "No stamp needed.")
    await branch.press("Dawn", "Answer")
    await branch.say("Dawn", "has voted")
    assert open_cases(branch)[0].answer == "No stamp needed."


MOVED = "she has moved to 14 Tern Street, does the union know?"
KEPT = "she has moved to (address), does the union know?"


async def test_a_new_address_in_a_question_is_not_kept(branch: Branch) -> None:
    await branch.say("Asha", f"/ask {MOVED}")
    assert any("not kept here" in text for text in branch.texts("Asha")[-2:])
    assert [case.words for case in open_cases(branch)] == [KEPT]


async def test_a_new_address_in_the_answer_to_a_case_is_not_kept(
    branch: Branch,
) -> None:
    await branch.say("Asha", "/ask and now?")
    (case,) = open_cases(branch)
    await branch.press("Dawn", "Answer")
    await branch.say("Dawn", MOVED)
    assert branch.store.read(lambda s: cases.get(s, case.id)).answer == KEPT
    assert "Tern Street" not in " ".join(branch.texts("Asha"))


async def test_a_new_address_in_a_question_asked_for_on_a_card_is_not_kept(
    branch: Branch,
) -> None:
    await take_next(branch)
    await branch.press("Asha", "More")
    await branch.press("Asha", "Has a question")
    await branch.say("Asha", "does 14 Tern Street count?")
    assert [case.words for case in open_cases(branch)] == ["does (address) count?"]
