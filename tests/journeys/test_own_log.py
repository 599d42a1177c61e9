"""The branch's own first tries correct the index of its queue, between claims."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.config import sections
from bot.rules.outcomes import Outcome
from bot.rules.queue import queue_rules
from bot.rules.stats import counter_keys
from bot.rules.stats.standings import Standing
from bot.usecases.queue import own_log
from storage import ballots, counters
from tests.journeys.branch_state import take_next
from tests.journeys.conftest import START
from tests.journeys.play import Branch, playing, sheet

LISTED = [sheet(1), sheet(2, ballot_status="unknown", status_date=None)]
OWN = "by this branch's own tries"


def tell(count: int, ballot_id: int, session: Session) -> None:
    """Count so many first tries at "will vote" that nobody answered."""
    key = counter_keys.answer(Outcome.NO_ANSWER, Standing.WILL_VOTE)
    counters.shift_counts(session, ballot_id, {key: count})


def worth(branch: Branch) -> float:
    found = branch.store.read(lambda s: ballots.get(s, branch.ballot.id))
    return found.told_worth


async def learn(branch: Branch, count: int) -> None:
    """Let so many tries be counted, and the clock come to work it out."""
    branch.store.write(partial(tell, count, branch.ballot.id))
    await branch.move(minutes=10)


@pytest.mark.parametrize(
    ("wish", "second"),
    [
        (sections.Queue(), 2),
        (sections.Queue(learn_after=0), 1),
        (sections.Queue(order="rules"), 1),
    ],
    ids=["by default", "turned off", "by the rules"],
)
async def test_where_will_vote_brings_less_one_silence_is_enough(
    tmp_path: Path, wish: sections.Queue, second: int
) -> None:
    async with playing(tmp_path, START, LISTED, queue=wish) as branch:
        await learn(branch, 100)
        assert (await take_next(branch)).id == branch.member(1).id
        await branch.say("Asha", "no answer")
        await branch.move(days=2)
        assert (await take_next(branch)).id == branch.member(second).id


async def test_the_card_and_the_plan_say_so_in_a_sentence(tmp_path: Path) -> None:
    async with playing(tmp_path, START, LISTED[:1]) as branch:
        await branch.say("Dawn", "/plan")
        await branch.press("Dawn", "Details")
        assert "The order of contact follows" not in branch.texts("Dawn")[-1]
        await learn(branch, 100)
        await take_next(branch)
        assert OWN not in branch.texts("Asha")[-1]
        await branch.say("Asha", "no answer")
        await branch.move(days=2)
        await take_next(branch, "Ben")
        card = branch.texts("Ben")[-1]
        assert f"members never contacted come first, {OWN}." in card
        await branch.say("Dawn", "/plan")
        await branch.press("Dawn", "Details")
        assert "brings 0.8 times what is assumed" in branch.texts("Dawn")[-1]


async def test_it_survives_a_restart_and_goes_when_the_counts_go(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, START, LISTED) as branch:
        assert worth(branch) == 1
        await learn(branch, 100)
        assert worth(branch) == pytest.approx(3 / 4)
        await branch.say("Dawn", "/ballot")
        await branch.restart()
        assert worth(branch) == pytest.approx(3 / 4)
        await learn(branch, -60)
        assert worth(branch) == 1


async def test_who_turns_it_off_later_has_the_stated_order_again(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, START, LISTED) as branch:
        await learn(branch, 100)
        off = queue_rules.Settings(learn_after=0)
        branch.store.write(lambda s: own_log.work_out(s, branch.clock.at, off))
        assert worth(branch) == 1


async def test_another_ballot_s_tries_change_nothing_here(tmp_path: Path) -> None:
    async with playing(tmp_path, START, LISTED) as branch:
        wish = replace(branch.ballot, name="Other")
        other = branch.store.write(lambda s: ballots.add(s, wish, START))
        branch.store.write(partial(tell, 100, other.id))
        await branch.move(minutes=10)
        assert worth(branch) == 1
        found = branch.store.read(lambda s: ballots.get(s, other.id))
        assert found.told_worth == pytest.approx(3 / 4)


async def test_what_the_ballot_is_changed_to_leaves_it_alone(tmp_path: Path) -> None:
    async with playing(tmp_path, START, LISTED) as branch:
        await learn(branch, 100)
        branch.store.write(lambda s: ballots.save(s, branch.ballot))
        assert worth(branch) == pytest.approx(3 / 4)
