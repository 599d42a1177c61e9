"""What nudges do when things go wrong: each once, or logged with its reason."""

import datetime as dt

from bot.demo.telegram.faults import Kind as Fault
from storage import members
from tests.journeys import nudge_steps
from tests.journeys.nudge_steps import FIRST_COUNTDOWN, MORNING
from tests.journeys.play import LONDON, Branch

MINUTE = dt.timedelta(minutes=1)


async def test_none_goes_about_a_member_who_has_voted_meanwhile(
    branch: Branch,
) -> None:
    await nudge_steps.take_promise(branch)
    (kept,) = [
        one for one in nudge_steps.all_members(branch) if one.kept_for is not None
    ]
    night = dt.datetime(2027, 3, 2, 21, 0, tzinfo=LONDON)
    branch.store.write(lambda s: members.change(s, kept, due_at=night))
    await nudge_steps.move_to(branch, night + MINUTE)
    assert ("ripe", "planned", None) in nudge_steps.nudge_log(branch)
    gone = {"band": None, "due_at": None, "kept_for": None, "kept_until": None}
    branch.store.write(lambda s: members.change(s, kept, **gone))
    await nudge_steps.move_to(branch, dt.datetime(2027, 3, 3, 8, 31, tzinfo=LONDON))
    assert ("ripe", "skipped", "nothing left to say") in nudge_steps.nudge_log(branch)
    assert not [text for text in branch.texts("Asha") if "to ask after" in text]


async def test_three_days_of_downtime_skip_what_makes_no_sense_any_more(
    branch: Branch,
) -> None:
    await nudge_steps.move_to(branch, FIRST_COUNTDOWN + dt.timedelta(days=3))
    assert nudge_steps.group_posts(branch) == []
    assert ("countdown", "skipped", "too late to make sense") in nudge_steps.nudge_log(
        branch
    )


async def test_a_nudge_whose_answer_was_lost_is_unknown_and_not_repeated(
    branch: Branch,
) -> None:
    branch.town.faults.plan(Fault.ANSWER_LOST, chat_id=branch.group.id)
    await nudge_steps.move_to(branch, FIRST_COUNTDOWN)
    await branch.move(minutes=5)
    assert len(nudge_steps.group_posts(branch)) == 1
    ((kind, state, _),) = nudge_steps.nudge_log(branch)
    assert (kind, state) == ("countdown", "unknown")


async def test_a_group_that_moved_gets_its_countdown_once(branch: Branch) -> None:
    moved = branch.town.make_group("Advocates", list(branch.people.values()))
    branch.town.add_bot(moved, branch["Dawn"])
    await branch.rest()
    branch.town.faults.plan(
        Fault.MIGRATED, chat_id=branch.group.id, migrate_to=moved.id
    )
    await nudge_steps.move_to(branch, FIRST_COUNTDOWN)
    await branch.move(minutes=5)
    assert nudge_steps.group_posts(branch) == []
    assert nudge_steps.nudge_log(branch) == [("countdown", "sent", None)]


async def test_who_blocked_the_bot_is_skipped(branch: Branch) -> None:
    await nudge_steps.take_promise(branch)
    branch.town.faults.plan(Fault.BLOCKED, chat_id=branch["Asha"].id)
    await nudge_steps.move_to(branch, MORNING)
    assert ("ripe", "skipped", "cannot be reached") in nudge_steps.nudge_log(branch)
    assert not [one for one in nudge_steps.all_members(branch) if one.kept_for]


async def test_after_too_many_requests_the_nudge_goes_once(branch: Branch) -> None:
    branch.town.faults.plan(Fault.TOO_MANY, chat_id=branch.group.id, seconds=1)
    await nudge_steps.move_to(branch, FIRST_COUNTDOWN)
    await branch.move(minutes=1)
    assert len(nudge_steps.group_posts(branch)) == 1
    assert nudge_steps.nudge_log(branch) == [("countdown", "sent", None)]
