"""What shows a member passes one guard: a line without data, then the membership."""

import pytest
from sqlmodel import Session

from bot.delivery.send import render
from bot.demo.telegram.faults import Kind
from bot.rules.person import Role
from bot.rules.queue import endings as queue_endings
from bot.usecases import outgoing
from storage import ballots
from storage.team import people
from tests.delivery.rig import Rig

LINE = "This is about a member …"


@pytest.fixture(autouse=True)
def words(rig: Rig) -> None:
    """The words of the program itself, about a member whom Asha holds."""
    rig.card(rig.asha)
    rig.words = render.Renderer(rig.clock.now)
    agreed = rig.clock.now()
    here = rig.person(rig.asha).ballot_id or 0
    rig.store.write(
        lambda session: ballots.update_life(session, here, agreed_at=agreed)
    )


def mine(rig: Rig, edits: int | None = None) -> int:
    """Queue /mine to Asha, after her card."""

    def unit(session: Session) -> int:
        asha = people.find(session, rig.asha.id)
        assert asha is not None
        assert asha.ballot_id is not None
        ending = queue_endings.Mine(asha.id, asha.ballot_id, "key")
        now = rig.clock.now()
        return outgoing.say(session, ending, asha.telegram_id, now, edits=edits)

    return rig.store.write(unit)


def named(rig: Rig) -> list[str]:
    return [text for text in rig.town.sent() if "Siân" in text]


async def test_a_list_of_members_is_an_edit_of_a_line_without_data(rig: Rig) -> None:
    mine(rig)
    await rig.send()
    message = rig.town.last(rig.asha)
    assert message.earlier == [LINE]
    assert "1. Siân Price, yours until" in (message.text or "")
    assert message.protected


async def test_a_list_is_not_shown_to_one_who_left_the_group(rig: Rig) -> None:
    row = mine(rig)
    rig.town.leave(rig.asha, rig.group)
    await rig.send()
    assert not named(rig)
    assert rig.texts(rig.asha) == []
    assert rig.ending(row)[0] == "dropped"
    assert rig.person(rig.asha).role is Role.GONE


async def test_a_list_is_not_edited_in_for_one_who_left_either(rig: Rig) -> None:
    await rig.send()
    before = rig.town.last(rig.asha).id
    rig.town.leave(rig.asha, rig.group)
    mine(rig, edits=before)
    shown = len(named(rig))
    await rig.send()
    assert len(named(rig)) == shown


async def test_a_list_is_not_shown_to_one_whose_role_is_gone(rig: Rig) -> None:
    row = mine(rig)
    gone = rig.person(rig.asha)
    here = gone.ballot_id or 0

    def suspend(_: object) -> None:
        rig.store.write(
            lambda s: people.update_role(s, gone.id, here, role=Role.SUSPENDED)
        )

    rig.town.watchers.append(suspend)
    await rig.send()
    assert rig.ending(row) == ("dropped", "may not see members")
    assert not [text for text in rig.texts(rig.asha) if "yours until" in text]


async def test_a_list_whose_fate_is_unknown_is_never_there_twice(rig: Rig) -> None:
    await rig.send()
    rig.town.faults.plan(Kind.ANSWER_LOST, "sendMessage")
    mine(rig)
    await rig.send()
    assert sum("yours until" in text for text in rig.texts(rig.asha)) == 1
