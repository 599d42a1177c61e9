import functools

import pytest

from bench import calibration
from bench.ballots import World

BALLOTS = 400


@functools.cache
def tally(world: World) -> calibration.Tally:
    return calibration.tally(world, BALLOTS, seed=1)


def coverage(world: World) -> float:
    result = tally(world)
    print(result.row(world.name))
    return result.coverage


def test_under_the_stated_model_the_band_holds_the_truth_in_75_to_90_of_100():
    assert 0.75 <= coverage(World("the stated model")) <= 0.90


def test_so_it_does_with_an_official_count():
    counted = World("the same, with an official count", official=True)
    assert 0.75 <= coverage(counted) <= 0.90


@pytest.mark.parametrize("claimed", [0, 5, 10, 15, 20])
def test_over_claiming_up_to_20_in_100_costs_little(claimed):
    world = World(f"over-claiming {claimed} %", overclaim=claimed / 100 or 1e-4)
    assert coverage(world) >= 0.75


def test_small_samples_make_wide_bands_not_wrong_ones():
    assert coverage(World("about 10 answers", answers=10)) >= 0.85


def test_the_band_is_nearer_the_truth_than_voted_by_list():
    result = tally(World("the stated model"))
    assert result.error < result.plain / 2
