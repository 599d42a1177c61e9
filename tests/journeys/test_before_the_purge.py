"""Organisers hear what is not exported yet: at the close, then before the purge."""

import datetime as dt

import pytest

from tests.journeys import branch_state, nudge_steps
from tests.journeys.play import CANARY, LONDON, Branch

CLOSED = dt.datetime(2027, 3, 25, 12, 0, tzinfo=LONDON)
KEYED = "keyed into the union's system"


def told(branch: Branch) -> list[str]:
    """What organisers were told of the erasing."""
    return [text for text in branch.texts("Dawn") if "details are erased on" in text]


async def at_noon(branch: Branch, day: dt.date) -> None:
    noon = dt.datetime.combine(day, dt.time(12, 15), tzinfo=LONDON)
    await nudge_steps.move_to(branch, noon)


async def worked(branch: Branch) -> None:
    """Two outcomes, a corrected number and a question."""
    await branch_state.take_next(branch)
    await branch.press("Asha", "Voted")
    await branch_state.take_next(branch)
    await branch.say("Asha", "voted already. new mobile is 07700 900999")
    await branch.press("Asha", "Yes, change it")
    await branch_state.take_next(branch)
    await branch.say("Asha", "asks whether it needs a stamp?")


async def test_organisers_hear_of_unexported_changes_at_the_close_and_before_the_purge(
    branch: Branch,
) -> None:
    await worked(branch)
    await at_noon(branch, CLOSED.date())
    head = "Pay has closed. Members' details are erased on Sat 24 April"
    left = [
        "Not out yet:",
        "· 3 changes not keyed into the union's system, 1 corrected number or address "
        "among them: /export",
        "· 1 open case: /cases",
    ]
    (closed,) = told(branch)
    assert closed.startswith(head)
    assert closed.split("\n")[1:] == left
    for day, count in (((4, 10), 2), ((4, 17), 3), ((4, 23), 4)):
        await at_noon(branch, dt.date(2027, *day) - dt.timedelta(days=1))
        assert len(told(branch)) == count - 1
        await at_noon(branch, dt.date(2027, *day))
        assert told(branch)[-1].split("\n")[1:] == left
        assert len(told(branch)) == count
    assert not [text for text in told(branch) if CANARY in text]
    assert branch_state.group_saw_nobody(branch)


async def test_changes_keyed_in_are_no_longer_counted(branch: Branch) -> None:
    await branch_state.take_next(branch)
    await branch.press("Asha", "Voted")
    await branch.say("Dawn", "/export changes")
    await branch.press("Dawn", "Keyed")
    await branch.move(minutes=1)
    await branch_state.take_next(branch)
    await branch.press("Asha", "Voted")
    await at_noon(branch, CLOSED.date())
    assert f"· 1 change not {KEYED}: /export" in told(branch)[-1]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("dont ring her at work, evenings only please", ""),
        (
            "no answer, her new number is 07700 900999",
            ", 1 corrected number or address among them",
        ),
    ],
)
async def test_a_changed_limit_is_a_change_but_no_corrected_number(
    branch: Branch, words: str, numbers: str
) -> None:
    await branch_state.take_next(branch)
    await branch.say("Asha", words)
    await branch.say("Dawn", "/export changes")
    await branch.press("Dawn", "Keyed")
    await branch.move(minutes=1)
    await branch.press("Asha", "Yes, change it")
    await at_noon(branch, CLOSED.date())
    assert f"· 1 change not {KEYED}{numbers}: /export" in told(branch)[-1]


async def test_organisers_hear_when_everything_is_exported(branch: Branch) -> None:
    await at_noon(branch, CLOSED.date())
    await at_noon(branch, dt.date(2027, 4, 10))
    assert told(branch)[-1].endswith("Nothing is left to take out.")


async def test_a_ballot_ended_early_counts_from_then(branch: Branch) -> None:
    """Ended on 2 March: erased on 1 April, so told on 18, 25 and 31 March."""
    await branch.say("Dawn", "/close")
    await branch.press("Dawn", "End it now")
    for day, count in (((3, 17), 1), ((3, 18), 2), ((3, 25), 3), ((3, 31), 4)):
        await at_noon(branch, dt.date(2027, *day))
        assert len(told(branch)) == count
    assert all("Thu 1 April" in text for text in told(branch))
