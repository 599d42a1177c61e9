"""Settings and answers of people who get nudges: mute, away, pledge, keep, pause."""

import datetime as dt

from storage import ballots
from tests.journeys import nudge_steps
from tests.journeys.nudge_steps import FIRST_COUNTDOWN, MORNING
from tests.journeys.play import LONDON, Branch


async def test_a_card_about_to_lapse_can_be_kept(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    await branch.move(minutes=51)
    assert "lapses at" in (branch.last("Asha").text or "")
    await branch.press("Asha", "Keep")
    await branch.move(minutes=15)
    (held,) = branch.holders()
    assert held.lease_until == branch.clock.at + dt.timedelta(minutes=45)


async def test_a_card_about_to_lapse_can_be_given_back(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    await branch.move(minutes=51)
    await branch.press("Asha", "Release")
    assert branch.holders() == []


async def test_who_mutes_gets_no_nudge_and_the_log_says_why(branch: Branch) -> None:
    await nudge_steps.take_promise(branch)
    await branch.say("Asha", "/mute")
    await nudge_steps.move_to(branch, MORNING)
    assert ("ripe", "skipped", "muted") in nudge_steps.nudge_log(branch)
    await branch.press("Asha", "Nudge me again")
    assert branch.last("Asha").text == "Nudges are on again."


async def test_a_muted_group_gets_no_countdown(branch: Branch) -> None:
    await branch.say("Dawn", "/mute", branch.group)
    await nudge_steps.move_to(branch, FIRST_COUNTDOWN)
    assert nudge_steps.nudge_log(branch) == [("countdown", "skipped", "muted")]


async def test_away_gives_cards_back_and_stops_nudges(branch: Branch) -> None:
    await nudge_steps.take_promise(branch)
    await branch.say("Asha", "/next")
    await branch.say("Asha", "/away 3")
    assert "1 card given back, 1 promise handed over" in branch.texts("Asha")[-1]
    assert branch.holders() == []
    assert not [one for one in nudge_steps.all_members(branch) if one.kept_for]
    await branch.press("Asha", "Back")
    assert "Welcome back" in branch.texts("Asha")[-1]


async def test_a_pledge_is_reminded_of_once_unless_it_is_kept(branch: Branch) -> None:
    await branch.say("Asha", "/pledge 1")
    await branch.say("Ben", "/pledge 5 tonight")
    await nudge_steps.take_promise(branch)
    await nudge_steps.move_to(branch, dt.datetime(2027, 3, 2, 18, 0, tzinfo=LONDON))
    assert "You pledged 5 contacts" in branch.texts("Ben")[-1]
    assert ("pledge", "skipped", "nothing left to say") in nudge_steps.nudge_log(branch)


async def test_a_pledge_without_a_number_is_explained(branch: Branch) -> None:
    await branch.say("Asha", "/pledge lots")
    assert "/pledge 5 19:30" in branch.texts("Asha")[-1]


async def test_paused_nudges_are_skipped_until_resumed(branch: Branch) -> None:
    await branch.say("Dawn", "/nudges")
    assert "Fri 5 March 12:15: countdown to the group (1)" in branch.texts("Dawn")[-1]
    await branch.press("Dawn", "Pause all")
    await nudge_steps.move_to(branch, FIRST_COUNTDOWN)
    assert nudge_steps.nudge_log(branch) == [
        ("countdown", "skipped", "paused by an organiser")
    ]
    await branch.say("Dawn", "/nudges")
    await branch.press("Dawn", "Resume")
    assert not branch.store.read(
        lambda s: ballots.life(s, branch.ballot.id).nudges_paused
    )


async def test_a_promise_not_followed_up_goes_to_anybody_and_the_first_is_told(
    branch: Branch,
) -> None:
    await nudge_steps.take_promise(branch)
    await nudge_steps.move_to(branch, MORNING)
    nudge_steps.update_role(branch, "Asha", active_at=branch.clock.at)
    await nudge_steps.move_to(branch, dt.datetime(2027, 3, 4, 9, 16, tzinfo=LONDON))
    told = [text for text in branch.texts("Asha") if "whoever is free now" in text]
    assert len(told) == 1
    assert not [one for one in nudge_steps.all_members(branch) if one.kept_for]
