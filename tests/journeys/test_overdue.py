"""An unanswered question: each organiser is told when it is overdue, then daily."""

import datetime as dt
from pathlib import Path

from sqlmodel import Session

from bot.rules.person import Role
from bot.rules.queue.bands import Band
from storage.care import cases
from storage.team import people
from tests.journeys import branch_state, nudge_steps
from tests.journeys.play import LONDON, Branch, playing

REPLY_BY = dt.datetime(2027, 3, 2, 15, 0, tzinfo=LONDON)
"""Four working hours after eleven."""
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
OVERDUE = "⏳ A question about N.Q. was to be answered by Tue 2 March 15:00: /cases"


def overdue(branch: Branch) -> dict[str, int]:
    """Count the overdue messages by person."""
    found = {name: branch.texts(name).count(OVERDUE) for name in branch.people}
    return {name: count for name, count in found.items() if count}


def organises(branch: Branch, name: str) -> None:
    def unit(session: Session) -> None:
        found = people.find(session, branch[name].id)
        assert found is not None
        role = (found.id, branch.ballot.id, Role.ORGANISER, branch.clock.at)
        people.give_role(session, *role)

    branch.store.write(unit)


async def test_a_question_is_overdue_daily_until_its_answer_goes_back(
    branch: Branch,
) -> None:
    organises(branch, "Ben")
    member = await branch_state.take_next(branch)
    await branch.say("Asha", "asks whether it needs a stamp?")
    (case,) = branch.store.read(lambda s: cases.still_open(s, branch.ballot.id))
    assert case.reply_by == REPLY_BY
    await nudge_steps.move_to(branch, REPLY_BY - MINUTE)
    assert overdue(branch) == {}
    await nudge_steps.move_to(branch, REPLY_BY)
    await branch.move(hours=1)
    assert overdue(branch) == {"Dawn": 1, "Ben": 1}
    await nudge_steps.move_to(branch, REPLY_BY + DAY)
    await branch.move(minutes=1)
    assert overdue(branch) == {"Dawn": 2, "Ben": 2}

    await branch.press("Dawn", "Open it")
    await branch.press("Dawn", "Answer")
    await branch.say("Dawn", "No stamp needed, it is prepaid.")
    assert "prepaid" in branch.texts("Asha")[-1]
    assert branch_state.reload(branch, member).band == Band.CALL_BACK
    await branch.press("Asha", "Open the card")
    assert "Tell them: “No stamp needed" in branch.texts("Asha")[-1]
    await branch_state.pass_days_until(branch, REPLY_BY + 4 * DAY)
    assert overdue(branch) == {"Dawn": 2, "Ben": 2}
    assert branch_state.group_saw_nobody(branch)


async def test_an_early_hour_waits_for_the_end_of_the_quiet_hours_on_a_sunday(
    tmp_path: Path,
) -> None:
    """In the last week: before it no answer is due on a Saturday."""
    friday = dt.datetime(2027, 3, 19, 20, 0, tzinfo=LONDON)
    async with playing(tmp_path, friday) as branch:
        await branch_state.take_next(branch)
        await branch.say("Asha", "asks whether it needs a stamp?")
        told = []
        while branch.clock.at < friday + 3 * DAY:
            before = len(branch.texts("Dawn"))
            morning = branch.clock.at.astimezone(LONDON).hour in (8, 9, 10)
            await branch.move(minutes=30 if morning else 180)
            new = branch.texts("Dawn")[before:]
            told += [branch.clock.at for text in new if "was to be answered" in text]
        local = [f"{at.astimezone(LONDON):%a %H:%M}" for at in told]
        assert local == ["Sat 09:30", "Sun 10:00", "Mon 09:30"]
