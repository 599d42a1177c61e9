"""Two people of one name in the team: the bot asks which, and tells them apart."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.telegram.models import Person
from storage.team import people
from tests.journeys.conftest import START
from tests.journeys.play import Branch, playing


@pytest.fixture
async def branch(tmp_path: Path) -> AsyncIterator[Branch]:
    """Two advocates called Asha; the second holds a member."""
    async with playing(tmp_path, START) as found:
        second = found.town.add_person("Asha", started=True)
        found.people["Asha 2"] = second
        found.town.join(second, found.group)
        await found.rest()
        await found.say("Asha 2", "/start join")
        await found.press("Dawn", "Approve Asha")
        await found.press("Asha 2", "I promise")
        await found.press("Asha 2", "Skip")
        await found.say("Asha 2", "/next")
        yield found


def frozen(branch: Branch, who: Person) -> bool:
    person = branch.store.read(lambda s: people.find(s, who.id))
    assert person is not None
    return person.frozen_at is not None


async def test_a_name_that_two_have_is_asked_about_with_what_tells_them_apart(
    branch: Branch,
) -> None:
    await branch.say("Dawn", "/freeze Asha")
    question = branch.last("Dawn").text or ""
    assert question.count("Asha: advocate") == 2
    assert "holds 0 members" in question
    assert "holds 1 member" in question
    assert not frozen(branch, branch["Asha"])
    assert not frozen(branch, branch["Asha 2"])


async def test_the_one_chosen_is_frozen_and_unfrozen(branch: Branch) -> None:
    await branch.say("Dawn", "/freeze asha")
    lines = (branch.last("Dawn").text or "").split("\n")
    (number,) = [line[0] for line in lines if "holds 1 member" in line]
    await branch.press("Dawn", f"Freeze {number}")
    assert frozen(branch, branch["Asha 2"])
    assert not frozen(branch, branch["Asha"])
    assert not branch.holders()
    await branch.say("Dawn", "/unfreeze Asha")
    assert not frozen(branch, branch["Asha 2"])


async def test_which_of_two_frozen_is_to_be_unfrozen_is_asked(branch: Branch) -> None:
    for who in ("Asha", "Asha 2"):
        found = branch.store.read(lambda s, one=who: people.find(s, branch[one].id))
        branch.store.write(
            lambda s, one=found: people.set_frozen(s, one.id, branch.clock.at)
        )
    await branch.say("Dawn", "/unfreeze Asha")
    await branch.press("Dawn", "Unfreeze 1")
    assert [frozen(branch, branch[who]) for who in ("Asha", "Asha 2")].count(True) == 1


async def test_nobody_is_frozen_where_the_question_is_declined(branch: Branch) -> None:
    await branch.say("Dawn", "/freeze Asha")
    await branch.press("Dawn", "Nobody")
    assert not frozen(branch, branch["Asha"])
    assert not frozen(branch, branch["Asha 2"])
