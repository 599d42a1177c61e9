"""Leaving the group ends the role, however somebody was let in (S4)."""

import pytest

from bot.rules.person import Role
from tests.journeys.play import Branch
from tests.journeys.test_joining import newcomer, role


async def invited(branch: Branch, name: str) -> None:
    """Somebody from outside the group follows an invitation."""
    await branch.say("Dawn", "/invite")
    code = (branch.last("Dawn").text or "").partition("?start=")[2].split()[0]
    newcomer(branch, name, inside=False)
    branch.town.start(branch[name], code)
    await branch.rest()


async def comes(branch: Branch, name: str) -> None:
    branch.town.join(branch[name], branch.group)
    await branch.rest()


async def leaves(branch: Branch, name: str) -> None:
    branch.town.leave(branch[name], branch.group)
    await branch.rest()


@pytest.mark.parametrize("waiting", [True, False])
async def test_who_was_invited_and_comes_into_the_group_loses_the_role_with_it(
    branch: Branch, waiting: bool
) -> None:
    await invited(branch, "Grace")
    if waiting:
        await comes(branch, "Grace")
    await branch.press("Dawn", "Approve Grace")
    if not waiting:
        await comes(branch, "Grace")
    assert role(branch, "Grace") is Role.ADVOCATE
    await leaves(branch, "Grace")
    assert role(branch, "Grace") is Role.GONE


async def test_a_command_typed_in_the_group_tells_that_they_are_in_it(
    branch: Branch,
) -> None:
    await branch.say("Asha", "/help", branch.group)
    await leaves(branch, "Asha")
    assert role(branch, "Asha") is Role.GONE


async def test_who_was_never_seen_in_the_group_works_without_it(
    branch: Branch,
) -> None:
    await invited(branch, "Grace")
    await branch.press("Dawn", "Approve Grace")
    await branch.press("Grace", "I promise")
    await branch.press("Grace", "Skip")
    assert role(branch, "Grace") is Role.ADVOCATE
    assert branch.holders()


async def test_who_is_suspended_and_leaves_the_group_stays_suspended(
    branch: Branch,
) -> None:
    await branch.say("Asha", "/help", branch.group)
    await branch.say("Dawn", "/team")
    await branch.press("Dawn", "Asha")
    await branch.press("Dawn", "Suspend")
    await leaves(branch, "Asha")
    await comes(branch, "Asha")
    await branch.say("Dawn", "/invite")
    code = (branch.last("Dawn").text or "").partition("?start=")[2].split()[0]
    branch.town.start(branch["Asha"], code)
    await branch.rest()
    assert role(branch, "Asha") is Role.SUSPENDED
    assert "You cannot work here just now" in (branch.last("Asha").text or "")
