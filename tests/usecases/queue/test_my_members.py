"""`/mine` opens again what somebody was given or keeps, and nothing else."""

from typing import Any

import pytest
from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.queue import endings as queue_endings
from bot.usecases.entry import gate
from bot.usecases.queue import my_members
from storage import members
from storage.queue import cards
from tests.usecases import given


@pytest.mark.parametrize("keeper", ["advocate", "organiser"])
def test_a_member_is_opened_for_whom_keeps_them_only(
    scene: given.Scene, keeper: str
) -> None:
    mine = keeper == "advocate"

    def unit(session: Session) -> tuple[int, cards.Panel]:
        member = next(members.every(session, scene.ballot.id))
        members.change(session, member, kept_for=scene.people[keeper].id)
        key = cards.open_panel(session, "mine", given.LATER)
        panel = cards.panel(session, key)
        assert panel is not None
        return member.id, panel

    member, panel = scene.store.write(unit)
    endings: list[Any] = []
    scene.act(
        given.arrival("advocate", "private", "button"),
        lambda *_: gate.Named(
            "press mine",
            lambda context: endings.append(
                my_members.open_one(context, panel, f"m{member}")
            ),
        ),
    )
    refused = general_endings.NotAllowed("expired")
    assert isinstance(endings[0], queue_endings.Handed) is mine
    assert (endings[0] == refused) is not mine
    held = scene.store.read(lambda session: members.get(session, member).holder)
    assert held == (scene.people["advocate"].id if mine else None)
