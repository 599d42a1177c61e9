"""Messages other than cards that show a member are deleted in time too (S11)."""

from sqlmodel import Session

from bot.usecases.ballot import close_ballot
from storage.team import people
from tests.journeys.play import CANARY, Branch


async def mine(branch: Branch) -> None:
    """Asha looks at what she keeps: a card and a list, both with a member."""
    await branch.say("Asha", "/next")
    await branch.say("Asha", "/mine")
    assert seen(branch) == 2


def seen(branch: Branch) -> int:
    return sum(CANARY in text for text in branch.texts("Asha"))


def vouched_for(session: Session, branch: Branch) -> None:
    """Asha works here because she is in the group."""
    asha = people.find(session, branch["Asha"].id, branch.ballot.id)
    assert asha is not None
    people.update_role(session, asha.id, branch.ballot.id, in_group=True)


async def test_what_showed_a_member_is_gone_after_46_hours(branch: Branch) -> None:
    await mine(branch)
    await branch.move(hours=45)
    assert seen(branch) == 1
    await branch.move(hours=1)
    assert seen(branch) == 0


async def test_who_leaves_keeps_nothing_that_showed_a_member(branch: Branch) -> None:
    await mine(branch)
    branch.store.write(lambda s: vouched_for(s, branch))
    branch.town.leave(branch["Asha"], branch.group)
    await branch.rest()
    assert seen(branch) == 0


async def test_who_is_frozen_keeps_nothing_either(branch: Branch) -> None:
    await mine(branch)
    await branch.say("Dawn", "/freeze Asha")
    assert seen(branch) == 0


async def test_closing_takes_what_showed_a_member(branch: Branch) -> None:
    await mine(branch)
    now = branch.clock.at
    branch.store.write(lambda s: close_ballot.close(s, branch.ballot.id, now))
    await branch.move(seconds=20)
    assert seen(branch) == 0
