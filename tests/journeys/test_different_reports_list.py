"""The list of different reports: ten at a time, and what was settled meanwhile."""

import pytest
from sqlmodel import Session

from bot.texts import general_endings
from bot.usecases.privacy import views
from storage.privacy import audit
from storage.replies import contacts
from storage.team import people
from tests.journeys.play import Branch
from tests.journeys.test_settle_reports import answers, matched_late, needs


def different(branch: Branch, number: int) -> None:
    """Record a report that differs from what is known of this member."""
    whose = {"ballot_id": branch.ballot.id, "member_id": branch.member(number).id}
    said = {"outcome": "not_voting", "conflict": True, "before": {}}
    at = {"at": branch.clock.at, "recorded_at": branch.clock.at}
    branch.store.write(lambda s: contacts.log(s, **whose, **said, **at))


@pytest.mark.parametrize(("so_many", "told"), [(12, "And 2 more"), (10, None)])
async def test_of_many_the_oldest_ten_are_asked_and_the_rest_counted(
    branch: Branch, so_many: int, told: str | None
) -> None:
    for number in range(so_many):
        different(branch, number)
    await needs(branch)
    assert sum("Which stands?" in text for text in branch.texts("Dawn")) == 10
    assert (branch.texts("Dawn")[-1] == told) is (told is not None)


@pytest.mark.parametrize(
    ("need", "way_out"),
    [
        ("two different answers, not settled yet", "Will post"),
        ("words passed on, not matched yet", "About nobody on the list"),
    ],
)
async def test_a_list_that_was_settled_meanwhile_says_so(
    branch: Branch, need: str, way_out: str
) -> None:
    await matched_late(branch, "will not vote")
    await branch.say("Carys", "/tell Nobody Atall, has posted it")
    await branch.say("Dawn", "/cases")
    await branch.press("Dawn", "Needs you")
    screen = branch.last("Dawn")
    button = branch.town.data_behind(screen, need)
    await branch.press("Dawn", way_out)
    branch.town.press_data(branch["Dawn"], screen, button)
    await branch.rest()
    assert general_endings.REFUSALS["settled"] == answers(branch)[-1]


async def test_who_looks_at_the_reports_that_disagree_has_seen_the_members(
    branch: Branch,
) -> None:
    different(branch, 5)
    assert seen(branch) == set()
    await needs(branch)
    assert seen(branch) == {branch.member(5).id}


def seen(branch: Branch) -> set[int]:
    """Whom Dawn was shown in a way that counts."""

    def unit(session: Session) -> set[int]:
        dawn = people.find(session, branch["Dawn"].id)
        assert dawn is not None
        since = branch.clock.now() - views.DAY
        found = audit.last_seen(session, dawn.id, since, without=views.UNCOUNTED)
        return {member for member, how in found if how == views.FOUND}

    return branch.store.read(unit)
