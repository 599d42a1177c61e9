"""What shows more of a member than initials passes the one guard; no button names one.

Walked over every ending, as each would go out.
"""

import re
from collections.abc import Iterator

import pytest

from bot.delivery.send import prepare
from bot.rules import endings
from bot.rules.queue import endings as queue_endings
from bot.texts.messages import Button, Copy, Link, Message, Press, Rendered
from bot.usecases import ballot_of_ending
from storage.outbox import outbox_entry
from tests.house.every_ending import Branch
from tests.house.full_database import NOW
from tests.usecases import given

OF_A_MEMBER = re.compile(rf"{given.CANARY}|\bNia\d*\b|\b77\d{{5}}\b|4477009", re.I)
"""What is found in a message that shows more of a member than initials."""
CARDS = (queue_endings.Handed, queue_endings.CardAsks)
ENTRY = outbox_entry.Entry(1, 5, "send", {}, {}, NOW, NOW)


def words_of(rendered: Rendered) -> str:
    """What is read in a message, without its buttons."""
    return rendered.text if isinstance(rendered, Message) else rendered.caption


def words_on(button: Button) -> str:
    """All that a button bears or sends."""
    match button:
        case Press(label, data):
            return f"{label} {data}"
        case Link(label, url):
            return f"{label} {url}"
        case Copy(label, text):
            return f"{label} {text}"


def past_the_guard(rendered: Rendered, *, card: bool) -> Iterator[str]:
    """What a message shows of members unguarded, or on buttons."""
    buttons = [words_on(one) for row in rendered.buttons for one in row]
    shown = [words_of(rendered), *(buttons if card else ())]
    if not prepare.shows_member(ENTRY, rendered):
        yield from (text for text in shown if OF_A_MEMBER.search(text))
    if not card:
        yield from (text for text in buttons if OF_A_MEMBER.search(text))


@pytest.mark.parametrize("kind", endings.BY_NAME.values(), ids=endings.BY_NAME)
def test_members_are_shown_behind_the_guard_and_on_no_button(
    branch: Branch, kind: type
) -> None:
    for ending, _ in branch.said:
        if type(ending) is kind and (said := branch.message(ending)):
            assert list(past_the_guard(said, card=kind in CARDS)) == []


def test_the_guard_finds_the_ballot_of_everything_that_shows_members(
    branch: Branch,
) -> None:
    shown = [
        ending
        for ending, _ in branch.said
        if (said := branch.message(ending)) and prepare.shows_member(ENTRY, said)
    ]
    look = ballot_of_ending.find
    lost = [
        ending
        for ending in shown
        if branch.scene.store.read(lambda s, one=ending: look(s, one)) is None
    ]
    assert len({type(one) for one in shown}) >= len(CARDS) + 10
    assert lost == []


@pytest.mark.parametrize(
    "planted",
    [
        Message(f"{given.CANARY} has voted", protect=True),
        Message("Who?", ((Press(f"Nia {given.CANARY}", "key.m1"),),), guarded=True),
        Message("Copy it", ((Copy("Copy mobile", "+447700900321"),),), guarded=True),
        Message("Number 7700012"),
    ],
)
def test_a_message_past_the_guard_is_found(planted: Message) -> None:
    assert list(past_the_guard(planted, card=False))
