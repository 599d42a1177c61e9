"""The evening digest to organisers: today's work, and where the ballot stands."""

import datetime as dt
import re
from pathlib import Path

from tests.journeys import branch_state, nudge_steps
from tests.journeys.conftest import START
from tests.journeys.play import ADVOCATES, LONDON, Branch, playing, sheet

EVENING = dt.datetime(2027, 3, 2, 18, 0, tzinfo=LONDON)
SUMS_UP = re.compile(r"Pay, (today|since )")
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


def digests(branch: Branch) -> dict[str, list[str]]:
    """Every digest, by whose chat it stands in."""
    found = {
        name: [text for text in branch.texts(name) if SUMS_UP.search(text)]
        for name in branch.people
    }
    return {name: texts for name, texts in found.items() if texts}


def lines(branch: Branch) -> list[str]:
    ((said,),) = digests(branch).values()
    return said.split("\n")


async def test_the_digest_goes_to_organisers_once_on_a_day_with_work(
    branch: Branch,
) -> None:
    await nudge_steps.take_promise(branch)
    await nudge_steps.move_to(branch, EVENING - MINUTE)
    assert digests(branch) == {}
    await nudge_steps.move_to(branch, EVENING)
    await branch.move(minutes=1)
    await nudge_steps.move_to(branch, EVENING + DAY)
    assert list(digests(branch)) == ["Dawn"]
    assert lines(branch)[1] == "1 contact by 1 person: 0 voted, 1 promised."
    assert "Pay, today" not in branch_state.group_saw(branch)


async def test_a_few_answers_make_no_band_but_point_to_it(branch: Branch) -> None:
    await nudge_steps.take_promise(branch)
    await nudge_steps.move_to(branch, EVENING)
    assert lines(branch)[2:4] == [
        "Reported turnout: 0 of the list, 0 %.",
        "Few have answered yet, so the forecast is still wide: /stats",
    ]


async def test_what_was_taken_back_is_no_work(branch: Branch) -> None:
    await nudge_steps.take_promise(branch)
    await branch.say("Asha", "/undo")
    await nudge_steps.move_to(branch, EVENING)
    assert digests(branch) == {}


async def test_the_digest_tells_the_band_of_stats(tmp_path: Path) -> None:
    async with playing(tmp_path, START, map(sheet, range(60))) as branch:
        for name in ADVOCATES * 10:
            await branch.say(name, "/next")
            await branch.press(name, "Voted")
        await nudge_steps.move_to(branch, EVENING)
        await branch.say("Dawn", "/stats")
        await branch.press("Dawn", "Details")
        stats = branch.texts("Dawn")[-1]
        reported, band = lines(branch)[2:4]
        assert reported == "Reported turnout: 30 of the list, 50 %."
        assert reported in stats
        assert band.partition(" The line counts")[0] in stats
        assert "most likely" in band


async def test_work_after_the_digest_is_in_the_next_one(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    await branch.press("Asha", "Voted")
    await nudge_steps.move_to(branch, EVENING)
    await branch.move(minutes=60)
    await branch.say("Ben", "/next")
    await branch.press("Ben", "Voted")
    await nudge_steps.move_to(branch, EVENING + DAY)
    await nudge_steps.move_to(branch, EVENING + 2 * DAY)
    first, second = digests(branch)["Dawn"]
    assert "Pay, today\n1 contact by 1 person: 1 voted" in first
    assert "Pay, since Tue 2 March 18:00\n1 contact by 1 person: 1 voted" in second


async def test_a_digest_that_misses_the_evening_comes_the_next_morning(
    branch: Branch,
) -> None:
    await nudge_steps.take_promise(branch)
    await nudge_steps.move_to(branch, EVENING - MINUTE)
    await nudge_steps.move_to(branch, EVENING.replace(hour=23))
    assert digests(branch) == {}
    await nudge_steps.move_to(branch, (EVENING + DAY).replace(hour=9, minute=1))
    (said,) = digests(branch)["Dawn"]
    assert "Pay, since Tue 2 March\n1 contact by 1 person" in said


async def test_after_a_day_away_a_digest_is_skipped_and_the_log_says_so(
    branch: Branch,
) -> None:
    await nudge_steps.take_promise(branch)
    await nudge_steps.move_to(branch, EVENING - MINUTE)
    await nudge_steps.move_to(branch, EVENING + DAY - MINUTE)
    log = nudge_steps.nudge_log(branch)
    assert ("digest", "skipped", "too late to make sense") in log
