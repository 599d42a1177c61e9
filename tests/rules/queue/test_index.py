"""The index: what a try is expected to bring, worked out from the model."""

import pytest

from bench import queue_index
from bot.rules.ballot.phases import Phase
from bot.rules.queue import bands, index
from bot.rules.queue.bands import Band


def test_the_file_is_what_the_model_gives() -> None:
    found = queue_index.worth()
    assert {*found} == {*index.WORTH}, "python -m bench.queue_index"
    for state, papers in found.items():
        assert index.WORTH[state] == pytest.approx(papers, abs=0.1), state
    for state, brings in queue_index.answers().items():
        assert index.ANSWERS[state] == pytest.approx(brings, abs=0.6), state


@pytest.mark.parametrize("days_left", [0, 1, 3, 14, 17])
def test_the_same_order_holds_to_the_last_day(days_left: int) -> None:
    """So one table serves all phases, and no row is written when a day passes."""
    found = queue_index.worth(days_left)
    unknown = found["untouched"][0]
    assert [papers > unknown for papers in found["will vote"]] == [True] * 3 + [False]
    assert found["will vote, undecided"][0] > unknown
    assert unknown > found["undecided"][0] > found["untouched"][1]


def test_more_silence_is_worth_less() -> None:
    for papers in index.WORTH.values():
        assert list(papers) == sorted(papers, reverse=True)


@pytest.mark.parametrize("told_worth", [0.3, 0.6, 1.0, 2.0])
@pytest.mark.parametrize("phase", Phase)
def test_the_index_leaves_out_nobody_and_moves_no_band_with_a_time_of_its_own(
    phase: Phase, told_worth: float
) -> None:
    before = bands.ORDERS[phase]
    after = index.ordered(before, told_worth)
    assert sorted(after) == sorted(before)
    own = (Band.CALL_BACK, Band.NO_PAPER, Band.REPLACEMENT, Band.PROMISE, Band.HEARSAY)
    for band in set(own) & set(before):
        assert after.index(band) == before.index(band)
