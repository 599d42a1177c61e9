"""Export of everything and purge need a second organiser, where there is one."""

import datetime as dt

from bot.rules.person import Role
from storage import ballots
from storage.privacy import audit
from storage.team import people
from tests.journeys.play import CANARY, Branch


def second(branch: Branch, name: str = "Ben") -> None:
    """Another organiser, of some days already."""
    person = branch.store.read(lambda s: people.find(s, branch[name].id))
    assert person is not None
    before = branch.clock.now() - dt.timedelta(days=2)
    ballot = branch.ballot.id
    branch.store.write(
        lambda s: people.give_role(s, person.id, ballot, Role.ORGANISER, before)
    )


def files(branch: Branch, name: str) -> int:
    return sum(m.document is not None for m in branch.town.messages(branch[name]))


def purged(branch: Branch) -> bool:
    life = branch.store.read(lambda s: ballots.life(s, branch.ballot.id))
    return life.purged_at is not None


async def test_alone_an_organiser_exports_everything_at_once(branch: Branch) -> None:
    await branch.say("Dawn", "/export members")
    assert files(branch, "Dawn") == 1


async def test_with_two_the_file_comes_when_the_other_agrees(branch: Branch) -> None:
    second(branch)
    await branch.say("Dawn", "/export members")
    assert "I have asked the others" in (branch.last("Dawn").text or "")
    assert files(branch, "Dawn") == 0
    await branch.press("Ben", "Agree")
    assert (files(branch, "Dawn"), files(branch, "Ben")) == (1, 0)
    done = branch.store.read(lambda s: [line.action for line in audit.lines(s)])
    assert {"export asked", "export agreed", "export"} <= set(done)


async def test_other_exports_need_no_second_organiser(branch: Branch) -> None:
    second(branch)
    await branch.say("Dawn", "/export calls")
    assert files(branch, "Dawn") == 1


async def test_a_no_ends_it_and_both_hear_so(branch: Branch) -> None:
    second(branch)
    await branch.say("Dawn", "/export members")
    message = branch.last("Ben")
    agree = branch.town.data_behind(message, "Agree")
    await branch.press("Ben", "No")
    assert "Ben says no" in (branch.last("Dawn").text or "")
    branch.town.press_data(branch["Ben"], message, agree)
    await branch.rest()
    assert files(branch, "Dawn") == 0


async def test_nobody_agrees_with_themselves_nor_after_a_day(branch: Branch) -> None:
    second(branch)
    await branch.say("Dawn", "/export members")
    message = branch.last("Ben")
    agree = branch.town.data_behind(message, "Agree")
    branch.town.press_data(branch["Dawn"], message, agree)
    await branch.move(hours=25)
    branch.town.press_data(branch["Ben"], message, agree)
    await branch.rest()
    assert files(branch, "Dawn") == 0


async def test_a_purge_in_chat_needs_a_second_organiser_where_two_organise(
    branch: Branch,
) -> None:
    second(branch)
    await branch.say("Dawn", "/purge")
    await branch.press("Dawn", "Erase them")
    assert not purged(branch)
    await branch.press("Ben", "Agree")
    assert purged(branch)
    assert "are erased" in (branch.last("Dawn").text or "")
    await branch.say("Dawn", "/find Nia1")
    assert CANARY not in (branch.last("Dawn").text or "")


async def test_a_former_organiser_gets_nothing_agreed(branch: Branch) -> None:
    second(branch)
    second(branch, "Carys")
    await branch.say("Ben", "/purge")
    await branch.press("Ben", "Erase them")
    ben = branch.store.read(lambda s: people.find(s, branch["Ben"].id))
    assert ben is not None
    now, ballot = branch.clock.now(), branch.ballot.id
    branch.store.write(
        lambda s: people.give_role(s, ben.id, ballot, Role.SUSPENDED, now)
    )
    await branch.press("Carys", "Agree")
    assert not purged(branch)
