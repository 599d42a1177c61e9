"""What words record is said below them, and the card above is closed too."""

import pytest

from bot.demo.telegram.models import Message
from bot.rules.outcomes import Outcome
from tests.journeys.branch_state import contact_log, reload, take_next
from tests.journeys.play import CANARY, Branch

GOLDEN = [
    ("voted", "N.Q.: voted. Thank you!"),
    (
        "call back on friday at 6pm",
        "N.Q.: call back Fri 5 Mar, 18:00",
    ),
    (
        "call back on friday",
        "N.Q.: call back Fri 5 Mar, about 10:00",
    ),
    (
        "call back tomorrow at 6am",
        "N.Q.: call back Wed 3 Mar, 9:00 (moved: 6:00 is outside calling hours)",
    ),
    (
        "call back later",
        "N.Q.: call back Wed 3 Mar, about 11:00 (no time said)",
    ),
    (
        "no answer, try again after 6",
        "N.Q.: no answer, try again Tue 2 Mar, 18:00",
    ),
    ("no answer", "N.Q.: no answer"),
    ("she'll post it tomorrow", "N.Q.: will post Wed 3 Mar"),
    ("she'll post it", "N.Q.: will post (no day said)"),
    ("she has asked for another paper", "N.Q.: replacement asked for Tue 2 Mar"),
]


def cards(branch: Branch) -> list[Message]:
    """The messages about the member, the card first and the newest last."""
    return [
        message
        for message in branch.town.messages(branch["Asha"])
        if message.sender is branch.town.bot and (message.text or "").startswith("N.Q.")
    ]


def labels(message: Message) -> list[str]:
    return [button["text"] for button in message.buttons]


@pytest.mark.parametrize(("words", "said"), GOLDEN)
async def test_what_was_understood_stands_on_the_card_and_below_the_words(
    branch: Branch, words: str, said: str
) -> None:
    await take_next(branch)
    await branch.say("Asha", words)
    card, line = cards(branch)
    assert (card.text, line.text) == (said, said)
    assert labels(card) == labels(line)
    assert "↩︎ Undo" in labels(line)
    assert CANARY not in str(line.keyboard)


async def test_a_button_of_the_card_itself_only_edits_it(branch: Branch) -> None:
    await take_next(branch)
    await branch.press("Asha", "Voted")
    assert [card.text for card in cards(branch)] == ["N.Q.: voted. Thank you!"]


async def test_undo_of_the_line_below_takes_the_word_back(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "voted")
    await branch.press("Asha", "Undo")
    assert reload(branch, member).outcome is member.outcome


async def test_undo_of_an_earlier_line_says_that_it_cannot(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "no answer")
    card, line = cards(branch)
    earlier = branch.town.data_behind(line, "↩︎ Undo")
    branch.town.say(branch["Asha"], branch["Asha"], "she has posted it", reply_to=card)
    await branch.rest()
    await branch.press("Asha", member.full_name)
    branch.town.press_data(branch["Asha"], line, earlier)
    await branch.rest()
    assert "Something was recorded after it" in branch.texts("Asha")[-1]
    assert reload(branch, member).outcome is Outcome.VOTED


async def test_only_the_newest_line_below_stands(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "no answer")
    card, _ = cards(branch)
    branch.town.say(branch["Asha"], branch["Asha"], "she has posted it", reply_to=card)
    await branch.rest()
    await branch.press("Asha", member.full_name)
    assert [one.text for one in cards(branch)] == [
        "N.Q.: voted. Thank you!",
        "N.Q.: voted. Thank you!\nRecorded, though the card had lapsed.",
    ]


async def test_a_question_to_words_is_asked_below_them_without_data(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "done")
    (asked,) = cards(branch)
    assert asked.text == "N.Q.: I am not sure I read that right. Which is it?"
    await branch.press("Asha", "Voted")
    card, line = cards(branch)
    assert card.text == line.text == "N.Q.: voted. Thank you!"
    assert line.id == asked.id
    assert reload(branch, member).outcome is Outcome.VOTED


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("/done", "What did they say?"),
        ("/skip", "Why pass this member on?"),
        ("wrong number, wrong email", "Which contact is wrong?"),
    ],
)
async def test_whatever_the_card_asks_is_asked_below_typed_words(
    branch: Branch, typed: str, asked: str
) -> None:
    await take_next(branch)
    await branch.say("Asha", typed)
    line = cards(branch)[-1]
    assert line.text == f"N.Q.: {asked}"
    assert "7700900" not in str(line.keyboard)
    assert CANARY.lower() not in str(line.keyboard).lower()


async def test_the_answer_to_who_is_said_below(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "No answer")
    await branch.say("Asha", "voted")
    await branch.press("Asha", member.full_name)
    assert branch.texts("Asha")[-1].startswith("N.Q.: voted")
    assert len(cards(branch)) == 2


async def test_the_same_update_delivered_again_says_nothing_again(
    branch: Branch,
) -> None:
    await take_next(branch)
    await branch.say("Asha", "voted")
    seen = branch.texts("Asha")
    branch.town.redeliver(branch.town.feed.everything[-1])
    await branch.rest()
    assert branch.texts("Asha") == seen


async def test_words_about_a_card_deleted_on_the_phone_are_said_with_undo(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    branch.last("Asha").deleted = True
    await branch.say("Asha", "voted")
    (line,) = cards(branch)
    assert line.text == "N.Q.: voted. Thank you!"
    await branch.press("Asha", "Undo")
    assert reload(branch, member).outcome is member.outcome


async def test_a_press_on_a_card_that_is_gone_is_said_once_in_a_new_message(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    card = branch.last("Asha")
    code = branch.town.data_behind(card, "✅ Voted")
    card.deleted = True
    branch.town.press_data(branch["Asha"], card, code)
    await branch.rest()
    await branch.move(minutes=5)
    assert reload(branch, member).outcome is Outcome.VOTED
    (line,) = cards(branch)
    assert "↩︎ Undo" in labels(line)
    assert edits(branch, card) == 1


def edits(branch: Branch, card: Message) -> int:
    """How often this message was tried to be edited after it had become a card."""
    tried = [
        call
        for call in branch.town.history
        if call.method == "editMessageText"
        and str(call.params.get("message_id")) == str(card.id)
    ]
    return len(tried) - 1


async def test_with_the_whole_chat_cleared_words_are_recorded_and_said(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    for message in branch.town.messages(branch["Asha"]):
        message.deleted = True
    await branch.say("Asha", "no answer")
    assert reload(branch, member).outcome is Outcome.NO_ANSWER
    assert branch.texts("Asha") == ["N.Q.: no answer"]


async def test_a_lapsed_card_deleted_on_the_phone_is_told_below(
    branch: Branch,
) -> None:
    await take_next(branch)
    branch.last("Asha").deleted = True
    while branch.holders():
        await branch.move(hours=1)
    await branch.move(hours=1)
    lines = [text for text in branch.texts("Asha") if "the card has lapsed" in text]
    assert len(lines) == 1


async def test_blocked_after_typing_and_unblocked_the_word_stands_and_can_be_undone(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    branch.town.say(branch["Asha"], branch["Asha"], "voted")
    branch.town.block(branch["Asha"])
    await branch.rest()
    branch.town.unblock(branch["Asha"])
    await branch.rest()
    assert reload(branch, member).outcome is Outcome.VOTED
    await branch.say("Asha", "/undo")
    assert "Taken back. The log keeps both." in branch.texts("Asha")
    assert len(contact_log(branch, member)) == 2
