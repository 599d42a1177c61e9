"""Who is handed out with the next member, as far as the caps go."""

import datetime as dt
from dataclasses import replace

from bot.rules.queue import queue_rules
from bot.rules.queue.bands import Band
from bot.usecases.entry import gate
from bot.usecases.queue import next_member
from storage import members
from storage.lists import new_members
from tests.usecases import given


def test_a_household_is_taken_along_only_as_far_as_the_caps_go(
    scene: given.Scene,
) -> None:
    due = {"band": int(Band.CALL_BACK), "due_at": given.NOW - dt.timedelta(hours=1)}
    listed = [{**due, "mobile": "+447700911111"} for _ in range(3)]
    scene.store.write(lambda session: new_members.add(session, scene.ballot.id, listed))
    numbers = queue_rules.Settings(hour=2)
    scene.gate = replace(scene.gate, numbers=numbers)
    asked = given.arrival("advocate", "private", "new")
    scene.act(asked, lambda *_: gate.Named("next", next_member.by_command))
    whose = (scene.people["advocate"].id, scene.ballot.id)
    held = scene.store.read(lambda session: members.held(session, *whose))
    assert [one.mobile for one in held] == ["+447700911111"] * 2
