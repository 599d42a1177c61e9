"""Two reports about one member: an organiser sees both and says which one stands."""

from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from storage.lists import export_queries
from storage.replies import conflicts
from tests.journeys.branch_state import contact_log, reload, take_next
from tests.journeys.play import Branch
from tests.journeys.test_sheets import send


def unsettled(branch: Branch) -> list[int]:
    return branch.store.read(lambda s: conflicts.unsettled(s, branch.ballot.id))


async def union_says(branch: Branch, member: Member) -> None:
    """The union's list of the next day has it that another paper was asked for."""
    await branch.move(days=1)
    row = f"{member.membership_number},{member.first_name},{member.last_name}"
    said = f"Replacement requested,{branch.clock.at:%d/%m/%Y}"
    rows = f"Member ID,Forename,Surname,Status,Told us\r\n{row},{said}\r\n"
    await send(branch, "Dawn", rows.encode(), "list.csv")
    await branch.press("Dawn", "Some other part")
    await branch.press("Dawn", "Take it in")


async def test_what_the_union_says_against_voted_waits_for_an_organiser(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "Voted")
    await union_says(branch, member)
    assert reload(branch, member).outcome is Outcome.VOTED
    assert {one.source for one in contact_log(branch, member)} == {"member", "union"}
    assert len(unsettled(branch)) == 1


async def test_needs_you_holds_it_until_somebody_says_which_stands(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "Voted")
    await union_says(branch, member)
    await branch.say("Dawn", "/cases")
    await branch.press("Dawn", "Needs you")
    await branch.press("Dawn", "two different answers")
    asked = branch.texts("Dawn")[-1]
    assert "Which stands?" in asked
    assert "the union's list: replacement requested" in asked.replace("’", "'").lower()
    await branch.press("Dawn", "Replacement requested")
    assert reload(branch, member).outcome is Outcome.REPLACEMENT_REQUESTED
    assert not unsettled(branch)


async def test_a_later_word_of_the_member_settles_it(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "Voted")
    await union_says(branch, member)
    await branch.say("Dawn", f"/find {member.full_name}")
    await branch.say("Dawn", "she posted it this morning")
    assert not unsettled(branch)


async def test_the_union_s_own_word_is_no_change_to_key_in(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "Voted")
    before = branch.clock.at
    await union_says(branch, member)
    assert len(unsettled(branch)) == 1
    since = (branch.ballot.id, before, branch.clock.at)
    assert not branch.store.read(lambda s: export_queries.changed(s, *since))


async def test_the_same_list_again_asks_nothing_twice(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "Voted")
    await union_says(branch, member)
    await union_says(branch, member)
    assert len(unsettled(branch)) == 1
