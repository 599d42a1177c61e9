"""A list of 300, 23 advocates, everybody types /next at the same moment."""

import datetime as dt
from pathlib import Path

from bench.speed import list_files
from bot.config import sections
from bot.rules.outcomes import Outcome
from bot.sheets.files import sandbox
from storage import counters
from tests.journeys.conftest import START
from tests.journeys.play import playing

ADVOCATES = tuple(f"Advocate {number}" for number in range(23))
ROWS = 300


async def test_23_advocates_get_23_members_and_the_group_sees_none(
    tmp_path: Path,
) -> None:
    file = tmp_path / "list.csv"
    list_files.write(ROWS, file, seed=7)
    listed = list(sandbox.read_list(file, dt.date(2026, 5, 6)).members())
    alone = sections.Queue(households=False)  # some of the list share a number
    async with playing(tmp_path, START, listed, ADVOCATES, queue=alone) as branch:
        for name in ADVOCATES:
            branch.town.say(branch[name], branch.group, "/next")
        await branch.rest()
        held = branch.holders()
        assert len({member.holder for member in held}) == len(held) == len(ADVOCATES)
        for name in ADVOCATES:
            branch.town.say(branch[name], branch[name], "/done voted")
        await branch.rest()
        assert not branch.holders()
        days = branch.store.read(lambda s: counters.days(s, branch.ballot.id))
        assert days[(START.date(), Outcome.VOTED)] == len(ADVOCATES)
        assert_group_saw_no_member(branch, listed)


def assert_group_saw_no_member(branch, listed) -> None:  # type: ignore[no-untyped-def]
    """Nothing that was sent to the group holds a name, number or address."""
    group = str(branch.group.id)
    sent = " ".join(
        str(call.params).lower()
        for call in branch.town.history
        if str(call.params.get("chat_id")) == group
    )
    assert sent
    for member in listed:
        for value in (member.last_name, member.mobile, member.personal_email):
            assert not value or value.lower() not in sent
