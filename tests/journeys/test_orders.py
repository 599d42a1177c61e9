"""The order of the bands is the branch's own, where its settings say so."""

from pathlib import Path
from typing import Literal

import pytest

from bot.config import sections
from tests.journeys.branch_state import take_next
from tests.journeys.conftest import START
from tests.journeys.play import playing, sheet

LISTED = [sheet(1), sheet(2, ballot_status="unknown", status_date=None)]


async def test_who_was_never_contacted_comes_first_where_a_branch_wants_it(
    tmp_path: Path,
) -> None:
    orders = sections.Orders(open=("untouched",))
    wish = sections.Queue(orders=orders)
    async with playing(tmp_path, START, LISTED, queue=wish) as branch:
        assert (await take_next(branch)).id == branch.member(2).id
        await branch.say("Ben", "/next")
        assert "Nobody is free just now" in branch.texts("Ben")[-1]


async def test_stats_count_who_is_ready_by_that_order(tmp_path: Path) -> None:
    wish = sections.Queue(orders=sections.Orders(open=("untouched",)))
    async with playing(tmp_path, START, LISTED, queue=wish) as branch:
        await branch.say("Dawn", "/stats")
        assert "contact 1 member whom nobody" in branch.texts("Dawn")[-1]
        await branch.press("Dawn", "Details")
        assert "Ready to hand out: 1." in branch.texts("Dawn")[-1]


@pytest.mark.parametrize(("order", "third"), [("index", 2), ("rules", 1)])
async def test_after_three_silences_somebody_never_contacted_comes_first(
    tmp_path: Path, order: Literal["index", "rules"], third: int
) -> None:
    async with playing(
        tmp_path, START, LISTED, queue=sections.Queue(order=order)
    ) as branch:
        for days in (2, 2, 3):
            assert (await take_next(branch)).id == branch.member(1).id
            await branch.say("Asha", "no answer")
            await branch.move(days=days)
        assert (await take_next(branch, "Ben")).id == branch.member(third).id


async def test_who_fell_behind_comes_again_and_the_card_says_why(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, START, LISTED[:1]) as branch:
        for days in (2, 2, 3):
            await take_next(branch)
            await branch.say("Asha", "no answer")
            await branch.move(days=days)
        await take_next(branch, "Ben")
        card = branch.texts("Ben")[-1]
        assert "after so many tries members never contacted come first" in card
