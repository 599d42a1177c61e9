"""Edited and forwarded words: never recorded by themselves, never without a word."""

import datetime as dt

from bot.rules.outcomes import Outcome
from tests.journeys.branch_state import contact_log, reload, take_next
from tests.journeys.play import Branch


async def edits(branch: Branch, words: str) -> None:
    """Asha edits the last thing she typed."""
    asha = branch["Asha"]
    typed = next(
        message
        for message in reversed(branch.town.messages(asha))
        if message.sender is not None and message.sender.id == asha.id
    )
    branch.town.edit(asha, typed, words)
    await branch.rest()


async def test_an_edit_of_what_was_recorded_says_what_stays(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "she voted yesterday")
    await edits(branch, "not voted! typo")
    assert "stays: voted" in (branch.last("Asha").text or "")
    assert reload(branch, member).outcome is Outcome.VOTED


async def test_undo_under_that_sentence_takes_it_back(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "she voted yesterday")
    await edits(branch, "not voted! typo")
    await branch.press("Asha", "↩︎ Undo")
    assert reload(branch, member).outcome is not Outcome.VOTED


async def test_a_message_edited_often_is_answered_once(branch: Branch) -> None:
    await take_next(branch)
    await branch.say("Asha", "she voted yesterday")
    for turn in range(4):
        await edits(branch, f"not voted {turn}")
    said = [text for text in branch.texts("Asha") if "stays: voted" in text]
    assert len(said) == 1


async def test_an_edit_long_after_says_how_to_set_it_right(branch: Branch) -> None:
    await take_next(branch)
    await branch.say("Asha", "she voted yesterday")
    branch.clock.at += dt.timedelta(minutes=30)
    await edits(branch, "not voted! typo")
    assert "/find" in (branch.last("Asha").text or "")


async def test_an_edited_command_is_answered_too(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "/done voted")
    await edits(branch, "/done not voting")
    assert "stays: voted" in (branch.last("Asha").text or "")
    assert reload(branch, member).outcome is Outcome.VOTED


async def test_an_edit_of_chatter_is_met_with_silence(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "morning all, lovely day")
    before = branch.texts("Asha")
    await edits(branch, "voted")
    assert branch.texts("Asha") == before
    assert contact_log(branch, member) == []


async def test_forwarded_words_are_never_recorded(branch: Branch) -> None:
    member = await take_next(branch)
    ben, asha = branch["Ben"], branch["Asha"]
    theirs = branch.town.say(ben, branch.group, "I have voted")
    branch.town.forward(asha, theirs, asha)
    await branch.rest()
    assert "somebody else's message" in (branch.last("Asha").text or "")
    assert contact_log(branch, member) == []


async def test_words_recorded_by_a_tap_are_known_again_when_edited(
    branch: Branch,
) -> None:
    await take_next(branch)
    await branch.say("Asha", "voted, i think")
    await branch.press("Asha", "Voted")
    typed = branch.town.messages(branch["Asha"])
    before = next(m for m in typed if m.text == "voted, i think")
    branch.town.edit(branch["Asha"], before, "not voted")
    await branch.rest()
    assert "stays: voted" in (branch.last("Asha").text or "")


async def test_an_edit_takes_back_the_question_about_the_words(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "voted, i think")
    await edits(branch, "not voting i think")
    await branch.press("Asha", "Voted")
    assert contact_log(branch, member)[0].words == ""


async def test_forwards_in_a_row_get_one_sentence(branch: Branch) -> None:
    await take_next(branch)
    theirs = branch.town.say(branch["Ben"], branch.group, "I have voted")
    for _ in range(3):
        branch.town.forward(branch["Asha"], theirs, branch["Asha"])
    await branch.rest()
    said = [text for text in branch.texts("Asha") if "somebody else's" in text]
    assert len(said) == 1


async def test_an_argument_on_the_next_line_is_what_was_said(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "/done\nhasn't voted, won't be voting")
    assert reload(branch, member).outcome is Outcome.NOT_VOTING


async def test_a_name_on_the_next_line_freezes_nobody_else(branch: Branch) -> None:
    await branch.say("Dawn", "/freeze\nBen")
    await branch.say("Asha", "/next")
    assert branch.holders()
