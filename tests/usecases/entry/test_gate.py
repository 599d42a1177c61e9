"""The gate: floods, unsafe accounts, groups, and the effects of an update."""

import datetime as dt
from typing import Any

import pytest
from telegram import User

from bot import handlers
from bot.delivery.send import render
from bot.handlers import flood
from bot.rules import general_endings
from bot.rules.ballot.ballot import Ballot
from bot.rules.queue import endings as queue_endings
from bot.rules.team import join_endings
from bot.usecases import outbox_codec
from bot.usecases.entry import gate
from bot.usecases.team import groups
from storage import ballots
from storage.outbox import outbox_entry
from storage.team import chats, people
from tests.usecases import given

SECOND = dt.timedelta(seconds=1)


def test_a_flood_is_cut_and_heals_by_itself() -> None:
    guard = flood.Guard(burst=5, a_second=1)
    at_once = [guard.passes(1, given.NOW) for _ in range(8)]
    assert at_once == [True] * 5 + [False] * 3
    assert guard.passes(1, given.NOW + 2 * SECOND)


def test_one_person_s_flood_stops_nobody_else() -> None:
    guard = flood.Guard(burst=2, a_second=1)
    assert [guard.passes(1, given.NOW) for _ in range(3)] == [True, True, False]
    assert guard.passes(2, given.NOW)


@pytest.mark.parametrize("name", ["supports_inline_queries", "supports_guest_queries"])
def test_an_account_that_answers_anywhere_does_not_start(name: str) -> None:
    account = User(given.BOT, "Mantelpiece", is_bot=True, **{name: True})
    with pytest.raises(handlers.Unsafe, match="BotFather"):
        handlers.refuse_unsafe(account)


def test_a_card_for_a_group_is_not_rendered(scene: given.Scene) -> None:
    packed = outbox_codec.pack(queue_endings.Handed(1))
    entry = outbox_entry.Entry(
        1, given.LINKED, "send", packed, {}, given.NOW, given.NOW
    )
    words = render.Renderer(lambda: given.NOW)
    with pytest.raises(render.NotPrivate, match="Handed"):
        scene.store.read(lambda session: words.render(session, entry))


def test_a_group_nobody_told_of_is_left_like_a_stranger_s(scene: given.Scene) -> None:
    spoken = given.arrival("outsider", "other group", "new")
    scene.act(spoken, lambda *_: gate.Named("next", lambda context: None))
    later = given.NOW + groups.UNLINKED
    scene.store.write(lambda session: groups.leave_unlinked(session, later))
    assert scene.outbox()[-1].kind == "leave"
    found = scene.store.read(lambda session: chats.get(session, given.OTHER))
    assert found is not None
    assert found.left_at == later


def test_a_stranger_in_the_group_is_shown_the_way_in(scene: given.Scene) -> None:
    asked = given.arrival("outsider", "linked group", "new")
    scene.act(asked, lambda *_: gate.Named("next", lambda context: None))
    said = outbox_codec.unpack(scene.outbox()[-1].ending)
    assert isinstance(said, join_endings.AskToJoin)


def test_a_stranger_is_told_that_they_are_one_not_that_a_ballot_is_missing(
    scene: given.Scene,
) -> None:
    asked = given.arrival("outsider", "private", "new")
    scene.act(asked, lambda *_: gate.Named("next", lambda context: None))
    said = outbox_codec.unpack(scene.outbox()[-1].ending)
    assert said == general_endings.NotAllowed("stranger")


@pytest.mark.parametrize(
    "before", [{"started": False}, {"blocked_at": given.NOW}], ids=["new", "blocked"]
)
def test_who_writes_in_private_can_be_written_to(
    scene: given.Scene, before: dict[str, Any]
) -> None:
    person = scene.people["advocate"].id
    scene.store.write(lambda session: people.update(session, person, **before))
    asked = given.arrival("advocate", "private", "new")
    scene.act(asked, lambda *_: gate.Named("next", lambda context: None))
    found = scene.store.read(lambda session: people.get(session, person))
    assert found.started
    assert found.blocked_at is None


def test_an_organiser_of_one_ballot_is_nobody_in_another(scene: given.Scene) -> None:
    other = scene.store.write(
        lambda s: ballots.add(s, Ballot(0, "Other", scene.ballot.closes), given.NOW)
    )
    ran: list[object] = []
    press = given.arrival("organiser", "private", "button")
    scene.act(press, lambda *_: gate.Named("press team", ran.append, other.id))
    assert ran == []
