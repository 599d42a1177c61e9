"""The posting clock in the running bot: what goes when, and to whom."""

import datetime as dt
from pathlib import Path

import pytest

from storage import members
from tests.journeys import nudge_steps
from tests.journeys.nudge_steps import FIRST_COUNTDOWN, MORNING
from tests.journeys.play import LONDON, Branch, playing

MINUTE = dt.timedelta(minutes=1)


async def test_the_countdown_goes_once_at_its_time(branch: Branch) -> None:
    await nudge_steps.move_to(branch, FIRST_COUNTDOWN - MINUTE)
    assert nudge_steps.group_posts(branch) == []
    await nudge_steps.move_to(branch, FIRST_COUNTDOWN)
    await branch.move(seconds=20)
    (post,) = nudge_steps.group_posts(branch)
    assert "14 days to the last posting day" in post
    assert nudge_steps.nudge_log(branch) == [("countdown", "sent", None)]


async def test_the_countdown_names_no_member_and_leads_to_the_next(
    branch: Branch,
) -> None:
    await nudge_steps.move_to(branch, FIRST_COUNTDOWN)
    message = branch.town.messages(branch.group)[-1]
    assert message.keyboard[0][0]["url"].endswith("?start=next")
    assert "Quillfeather" not in " ".join(nudge_steps.group_posts(branch))


async def test_the_button_under_the_countdown_gives_a_card(branch: Branch) -> None:
    await branch.say("Asha", "/start next")
    assert "Quillfeather" in (branch.last("Asha").text or "")


async def test_a_countdown_shortly_after_another_edits_it(branch: Branch) -> None:
    await nudge_steps.move_to(branch, FIRST_COUNTDOWN)
    await branch.move(minutes=30)
    await branch.say("Dawn", "/nudges")
    await branch.press("Dawn", "Send the countdown now")
    assert len(nudge_steps.group_posts(branch)) == 1
    assert [state for _, state, _ in nudge_steps.nudge_log(branch)] == ["sent", "sent"]


async def test_ripe_promises_are_asked_after_once_when_the_quiet_is_over(
    branch: Branch,
) -> None:
    await nudge_steps.take_promise(branch)
    before = len(branch.texts("Asha"))
    await nudge_steps.move_to(branch, dt.datetime(2027, 3, 3, 9, 1, tzinfo=LONDON))
    await nudge_steps.move_to(branch, MORNING)
    await branch.move(minutes=20)
    new = branch.texts("Asha")[before:]
    assert [text for text in new if "1 promise to ask after" in text] == new[:1]
    assert ("ripe", "sent", None) in nudge_steps.nudge_log(branch)


async def test_the_digest_goes_on_days_with_work_only(branch: Branch) -> None:
    await nudge_steps.take_promise(branch)
    await nudge_steps.move_to(branch, dt.datetime(2027, 3, 2, 18, 0, tzinfo=LONDON))
    await nudge_steps.move_to(branch, dt.datetime(2027, 3, 3, 18, 0, tzinfo=LONDON))
    digests = [text for text in branch.texts("Dawn") if ", today" in text]
    assert len(digests) == 1
    assert "1 promised" in digests[0]


@pytest.mark.parametrize(
    ("start", "closes", "when"),
    [
        ("2027-03-17", "2027-03-25 12:00", "tomorrow 9:00"),
        ("2027-03-13", "2027-03-18 17:00", "Mon 15 March 9:00"),
    ],
)
async def test_the_last_evenings_name_the_next_real_collection(
    tmp_path: Path, start: str, closes: str, when: str
) -> None:
    at = dt.datetime.fromisoformat(f"{start}T17:00+00:00")
    close = dt.datetime.fromisoformat(closes).replace(tzinfo=LONDON)
    async with playing(tmp_path, at, closes=close) as branch:
        await branch.move(minutes=31)
        said = nudge_steps.group_posts(branch)[-1]
        assert f"post before the next collection, {when}!" in said


async def test_a_paper_that_has_not_come_yet_is_said_not_to_be_lost(
    tmp_path: Path,
) -> None:
    start = dt.datetime(2027, 2, 9, 11, 0, tzinfo=dt.UTC)
    async with playing(tmp_path, start) as branch:
        (first, *_) = nudge_steps.all_members(branch)
        asked = {"band": 1, "due_at": start}
        branch.store.write(lambda s: members.change(s, first, **asked))
        await branch.say("Asha", "/next")
        await branch.press("Asha", "No paper")
        await branch.press("Asha", "Not asked yet")
        assert "none is lost yet" in (branch.last("Asha").text or "")
