"""The machine's clock is set back or forward: what waits comes at its time, once."""

import datetime as dt
from pathlib import Path

import pytest

from storage.outbox import to_send
from tests.journeys import nudge_steps
from tests.journeys.play import LONDON, Branch, playing

SPRING = dt.datetime(2027, 3, 27, 17, 0, tzinfo=dt.UTC)
"""The evening before London's clocks go forward."""
AUTUMN = dt.datetime(2027, 10, 30, 16, 0, tzinfo=dt.UTC)
"""The evening before they go back."""


async def call_back(branch: Branch, words: str) -> None:
    await branch.say("Asha", "/next")
    await branch.say("Asha", words)


def asked(branch: Branch) -> int:
    """How often Asha was reminded of a call-back."""
    return sum("1 call-back" in text for text in branch.texts("Asha"))


@pytest.mark.parametrize("hours", [-3, 3])
async def test_after_the_clock_was_moved_a_call_back_is_reminded_of_at_its_time(
    branch: Branch, hours: int
) -> None:
    await branch.move(hours=4)
    await branch.move(hours=hours)
    await call_back(branch, "call back in 1 hour")
    await branch.move(minutes=55)
    assert asked(branch) == 0
    await branch.move(minutes=20)
    assert asked(branch) == 1
    await branch.move(hours=5)
    assert asked(branch) == 1


async def test_a_clock_set_back_before_a_reminder_brings_it_once(
    branch: Branch,
) -> None:
    await branch.move(hours=4)
    await call_back(branch, "call back in 1 hour")
    await branch.move(hours=2)
    await branch.move(hours=-3)
    await branch.move(hours=3)
    assert asked(branch) == 1


async def test_what_was_to_be_said_before_the_clock_was_set_back_is_said_now(
    branch: Branch,
) -> None:
    later = branch.clock.at + dt.timedelta(hours=3)
    to = branch["Asha"].id
    ending = {"say": "Pressed"}
    branch.store.write(lambda s: to_send.put(s, to, "send", ending, later))
    await branch.move(seconds=20)
    assert branch.store.read(to_send.waiting) == 0


@pytest.mark.parametrize(
    ("evening", "due"),
    [
        (SPRING, dt.datetime(2027, 3, 28, 10, 0, tzinfo=LONDON)),
        (AUTUMN, dt.datetime(2027, 10, 31, 10, 0, tzinfo=LONDON)),
    ],
)
async def test_a_call_back_over_a_clock_change_comes_at_the_hour_that_was_said(
    tmp_path: Path, evening: dt.datetime, due: dt.datetime
) -> None:
    closes = due + dt.timedelta(days=12)
    async with playing(tmp_path, evening, closes=closes) as branch:
        await call_back(branch, "call back tomorrow at 10")
        await nudge_steps.move_to(branch, due - dt.timedelta(minutes=1))
        assert asked(branch) == 0
        await nudge_steps.move_to(branch, due + dt.timedelta(minutes=1))
        assert asked(branch) == 1


async def test_a_ballot_that_a_wrong_clock_closed_is_open_again_once_it_is_right(
    branch: Branch,
) -> None:
    await branch.move(days=40)
    await branch.move(days=-40)
    assert sum("is open again" in text for text in branch.texts("Dawn")) == 1
    await branch.say("Asha", "/next")
    assert len(branch.holders()) == 1
    await nudge_steps.move_to(branch, branch.ballot.closes)
    assert "has closed" in branch.texts("Dawn")[-1]


async def test_a_ballot_ended_by_hand_stays_closed_after_the_clock_was_set_back(
    branch: Branch,
) -> None:
    await branch.say("Dawn", "/close")
    await branch.press("Dawn", "End it now")
    await branch.move(hours=-3)
    assert "is open again" not in " ".join(branch.texts("Dawn"))


async def test_a_ballot_ended_by_mistake_opens_when_its_close_is_typed_again(
    branch: Branch,
) -> None:
    await branch.say("Dawn", "/close")
    await branch.press("Dawn", "End it now")
    await branch.say("Dawn", "/ballot closes 2027-03-25 12:00")
    await branch.say("Asha", "/next")
    assert len(branch.holders()) == 1
