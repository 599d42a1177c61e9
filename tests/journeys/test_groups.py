"""In groups: answers stay in their topic, and only strangers get silence."""

import pytest

from bot.demo.telegram.faults import Kind
from bot.demo.telegram.models import Chat, Message
from tests.journeys import nudge_steps
from tests.journeys.nudge_steps import FIRST_COUNTDOWN
from tests.journeys.play import Branch

TOPIC = 77


def said(branch: Branch, chat: Chat) -> list[Message]:
    """What the bot says in a group."""
    found = branch.town.messages(chat)
    return [message for message in found if message.sender is branch.town.bot]


def told(branch: Branch, words: str) -> list[str]:
    """What the organiser was told with these words."""
    return [text for text in branch.texts("Dawn") if words in text]


@pytest.mark.parametrize("words", ["/next", "/stats", "/help", "/mine", "/mute"])
async def test_an_answer_stays_in_the_topic_of_the_question(
    branch: Branch, words: str
) -> None:
    branch.group.forum = True
    branch.town.say(branch["Dawn"], branch.group, words, thread=TOPIC)
    await branch.rest()
    assert said(branch, branch.group)
    assert {message.thread for message in said(branch, branch.group)} == {TOPIC}


async def test_an_answer_outside_topics_names_none(branch: Branch) -> None:
    branch.group.forum = True
    await branch.say("Asha", "/next", branch.group)
    assert [message.thread for message in said(branch, branch.group)] == [None]


async def test_a_stranger_gets_no_answer_in_a_group_that_is_not_linked(
    branch: Branch,
) -> None:
    zoe = branch.town.add_person("Zoe", started=True)
    branch.people["Zoe"] = zoe
    other = branch.town.make_group("Elsewhere", [zoe], kind="supergroup")
    branch.town.add_bot(other, zoe)
    for words in ("/link", "/help", "/next", "/freeze"):
        await branch.say("Zoe", words, other)
    assert said(branch, other) == []


async def test_an_anonymous_administrator_is_told_how_to_be_known(
    branch: Branch,
) -> None:
    town, dawn = branch.town, branch["Dawn"]
    town.say(dawn, branch.group, "/next", as_chat=branch.group)
    await branch.rest()
    (answer,) = said(branch, branch.group)
    assert "cannot tell who you are" in (answer.text or "")
    assert branch.holders() == []


async def test_organisers_are_told_once_that_the_bot_was_removed_and_the_log_says_it(
    branch: Branch,
) -> None:
    branch.town.remove_bot(branch.group, branch["Dawn"])
    await branch.rest()
    await nudge_steps.move_to(branch, FIRST_COUNTDOWN)
    assert len(told(branch, "no longer in the group")) == 1
    log = nudge_steps.nudge_log(branch)
    assert log == [("countdown", "skipped", "cannot be reached")]


async def test_a_removal_that_only_sending_reveals_is_told_too(branch: Branch) -> None:
    branch.town.faults.plan(Kind.BLOCKED, chat_id=branch.group.id, times=9)
    await branch.say("Asha", "/next", branch.group)
    await branch.say("Ben", "/next", branch.group)
    assert len(told(branch, "no longer in the group")) == 1


async def test_organisers_are_told_once_a_day_that_a_topic_is_closed(
    branch: Branch,
) -> None:
    branch.town.faults.plan(Kind.TOPIC_CLOSED, chat_id=branch.group.id, times=99)
    await branch.say("Asha", "/next", branch.group)
    await branch.say("Ben", "/next", branch.group)
    assert len(told(branch, "may not write in the group")) == 1
    await branch.move(days=1)
    await branch.say("Ben", "/next", branch.group)
    assert len(told(branch, "may not write in the group")) == 2


async def test_an_album_is_answered_once(branch: Branch) -> None:
    before = len(branch.texts("Asha"))
    for name in ("a.png", "b.png", "c.png"):
        branch.town.send_document(branch["Asha"], branch["Asha"], name, b"x", album="7")
    await branch.rest()
    assert len(branch.texts("Asha")) == before + 1
