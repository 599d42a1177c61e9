"""A promise from first to last: recorded, asked after once, voted or otherwise."""

import datetime as dt

from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from tests.journeys import branch_state, nudge_steps
from tests.journeys.play import LONDON, Branch

COLLECTED = dt.datetime(2027, 3, 4, 9, 0, tzinfo=LONDON)
"""A paper posted on Wednesday is out of the box on Thursday at nine."""
MINUTE = dt.timedelta(minutes=1)


async def promised(branch: Branch, *when: str) -> Member:
    """Asha's member says when, where and after what they will post."""
    member = await branch_state.take_next(branch)
    for label in ("Will post", *when):
        await branch.press("Asha", label)
    return branch_state.reload(branch, member)


def nudges(branch: Branch) -> dict[str, list[str]]:
    """What asks after promises, by whose chat it stands in."""
    found = {
        name: [text for text in branch.texts(name) if "to ask after" in text]
        for name in branch.people
    }
    return {name: texts for name, texts in found.items() if texts}


async def turnout(branch: Branch) -> str:
    await branch.say("Dawn", "/stats")
    await branch.press("Dawn", "Details")
    return branch.texts("Dawn")[-1]


async def test_a_promise_is_asked_after_once_and_ends_as_voted(branch: Branch) -> None:
    member = await promised(branch, "Tomorrow", "Box near home", "After tea")
    assert branch.texts("Asha")[-1] == (
        "N.Q.: will post Wed 3 Mar, box near home, after tea"
    )
    assert member.due_at == COLLECTED
    await nudge_steps.move_to(branch, COLLECTED - MINUTE)
    assert not nudges(branch)
    await branch.move(minutes=1)
    asked = (
        "📮 1 promise to ask after: N.Q.\n/next gives you the first, /mine shows all."
    )
    assert nudges(branch) == {"Asha": [asked]}

    await branch.press("Asha", "N.Q.")
    assert "Promised to post yesterday" in branch.texts("Asha")[-1]
    assert member.full_name in branch.texts("Asha")[-1]
    assert "Reported turnout: 0 of the list" in await turnout(branch)
    await branch.say("Asha", "she's posted it")
    assert "N.Q.: voted. Thank you!" in branch.texts("Asha")
    voted = branch_state.reload(branch, member)
    assert (voted.outcome, voted.band) == (Outcome.VOTED, None)
    assert "Reported turnout: 1 of the list" in await turnout(branch)

    await branch_state.pass_days_until(branch, COLLECTED + dt.timedelta(days=4))
    assert nudges(branch) == {"Asha": [asked]}
    assert ("ripe", "sent", None) in nudge_steps.nudge_log(branch)
    assert branch_state.group_saw_nobody(branch)
    assert "N.Q." not in branch_state.group_saw(branch)


async def test_an_untouched_nudge_is_not_said_again(branch: Branch) -> None:
    await promised(branch, "Tomorrow")
    await nudge_steps.move_to(branch, COLLECTED)
    for _ in range(9):
        await branch.move(hours=8)
    assert [len(texts) for texts in nudges(branch).values()] == [1]


async def test_voted_before_the_day_leaves_nothing_to_ask_after(
    branch: Branch,
) -> None:
    member = await promised(branch, "Tomorrow")
    await branch.say("Dawn", f"/find {member.full_name}")
    await branch.press("Dawn", "Voted")
    await branch_state.pass_days_until(branch, COLLECTED + dt.timedelta(days=1))
    assert not nudges(branch)
    assert "ripe" not in [kind for kind, *_ in nudge_steps.nudge_log(branch)]


async def test_voted_while_the_nudge_waits_for_the_morning_it_is_skipped_and_logged(
    branch: Branch,
) -> None:
    """On a Saturday boxes are emptied at seven, and nobody is nudged before 8:30."""
    await nudge_steps.move_to(branch, dt.datetime(2027, 3, 5, 18, 0, tzinfo=LONDON))
    member = await promised(branch, "Tonight")
    await nudge_steps.move_to(branch, dt.datetime(2027, 3, 6, 7, 1, tzinfo=LONDON))
    assert ("ripe", "planned", None) in nudge_steps.nudge_log(branch)
    await branch.say("Dawn", f"/find {member.full_name}")
    await branch.press("Dawn", "Voted")
    await nudge_steps.move_to(branch, dt.datetime(2027, 3, 6, 8, 31, tzinfo=LONDON))
    assert ("ripe", "skipped", "nothing left to say") in nudge_steps.nudge_log(branch)
    assert not nudges(branch)
