"""The branch's own first tries correct the index: how far "will vote" goes before."""

import itertools
from dataclasses import replace

import pytest

from bot.rules.ballot.phases import Phase
from bot.rules.outcomes import Outcome
from bot.rules.queue import bands, index, own_log, queue_rules
from bot.rules.queue.bands import Band
from tests.rules import given

WEIGHT = 200
WILL, UNSURE, NOT, SILENT, VOTED = (
    Outcome.WILL_POST,
    Outcome.UNDECIDED,
    Outcome.NOT_VOTING,
    Outcome.NO_ANSWER,
    Outcome.VOTED,
)
W, U, D, N = Band.WILL_VOTE, Band.UNTOUCHED, Band.UNDECIDED, Band.NO_ANSWER
TOLD = {WILL: 90, UNSURE: 25, NOT: 5, SILENT: 880}
UNTOUCHED = {WILL: 67, UNSURE: 40, NOT: 38, SILENT: 855}
"""What 1,000 first tries come to, by the assumptions."""
Said = dict[Outcome, int]


def learnt(told: Said, untouched: Said | None = None, now: float = 1.0) -> float:
    return own_log.told_worth(told, untouched or {}, now, WEIGHT)


@pytest.mark.parametrize(
    ("told", "untouched"),
    [
        ({}, {}),
        ({SILENT: 5}, {}),
        ({NOT: 5}, {}),
        ({WILL: 5}, {}),
        ({WILL: 9}, {SILENT: 40}),
        ({SILENT: 40}, {WILL: 9}),
        (TOLD, UNTOUCHED),
    ],
    ids=["0", "5 silent", "5 refuse", "5 will", "49", "49 other", "as assumed"],
)
def test_little_data_and_what_was_assumed_leave_the_index_exactly_as_stated(
    told: Said, untouched: Said
) -> None:
    assert learnt(told, untouched) == 1.0


@pytest.mark.parametrize(
    ("told", "untouched", "below"),
    [
        ({SILENT: 100}, {}, True),
        ({VOTED: 100}, {}, True),
        ({NOT: 300}, {}, True),
        ({WILL: 30, SILENT: 70}, {}, False),
        ({}, {WILL: 30, SILENT: 70}, True),
        ({}, {SILENT: 100}, False),
        ({}, {NOT: 100}, False),
    ],
)
def test_first_tries_that_bring_less_than_assumed_put_a_state_back(
    told: Said, untouched: Said, below: bool
) -> None:
    """Who has voted already when first reached brings no paper either."""
    assert (learnt(told, untouched) < 1.0) is below


def test_each_fruitless_try_counts_less_than_the_one_before() -> None:
    """Nothing jumps, and no number of them makes a member worth nothing."""
    found = [
        own_log.told_worth({SILENT: n}, {}, 9.0, WEIGHT) for n in range(50, 900, 50)
    ]
    assert found == sorted(found, reverse=True)
    falls = [one - other for one, other in itertools.pairwise(found)]
    assert falls == sorted(falls, reverse=True)
    assert found[-1] > 0.15


@pytest.mark.parametrize(
    ("now", "silent", "changes"),
    [
        (0.9, 50, False),
        (1.0, 50, True),
        (0.8, 51, False),
        (0.8, 80, False),
        (0.8, 110, True),
        (0.6, 60, True),
    ],
)
def test_the_figure_in_force_stays_until_it_is_off_by_a_fifth(
    now: float, silent: int, changes: bool
) -> None:
    assert (learnt({SILENT: silent}, now=now) != now) is changes


@pytest.mark.parametrize(
    ("told_worth", "order", "silences", "doubt"),
    [
        (2.0, (W, U, D, N), 9, W),
        (1.2, (W, U, D, N), 9, W),
        (1.0, (W, U, D, N), 2, W),
        (0.9, (W, U, D, N), 1, W),
        (0.8, (W, U, D, N), 0, W),
        (0.6, (U, W, D, N), 0, W),
        (0.5, (U, D, W, N), 0, D),
        (0.4, (U, D, N, W), 0, D),
    ],
)
def test_what_will_vote_is_worth_orders_the_bands(
    told_worth: float, order: tuple[Band, ...], silences: int, doubt: Band
) -> None:
    """`silences`: after so many without an answer they come before never contacted."""
    assert index.ordered((W, U, N, D), told_worth) == order
    kept = [index.after_silence(W, tries, told_worth) is W for tries in range(1, 10)]
    assert kept == [True] * silences + [False] * (9 - silences)
    assert index.after_doubt(W, told_worth) is doubt


@pytest.mark.parametrize("told_worth", [0.3, 1.0, 2.0])
@pytest.mark.parametrize("band", [band for band in Band if band not in (W, U)])
def test_the_own_log_takes_nobody_else_s_place_away(
    band: Band, told_worth: float
) -> None:
    assert index.after_silence(band, 9, told_worth) is band
    assert index.after_doubt(band, told_worth) is D


@pytest.mark.parametrize("now", ["2026-05-20 10:00", "2026-06-04 14:00"])
def test_the_order_of_a_ballot_follows_its_own_log(now: str) -> None:
    ballot = replace(given.ballot(), told_worth=0.5)
    learns = queue_rules.order(ballot, given.at(now))
    stated = queue_rules.order(given.ballot(), given.at(now))
    assert sorted(learns) == sorted(stated)
    assert [one for one in stated if one in (W, U, D, N)] == [W, U, D, N]
    assert [one for one in learns if one in (W, U, D, N)] == [U, D, W, N]


def test_neither_the_plain_rules_nor_an_order_of_one_s_own_follow_it() -> None:
    ballot, now = replace(given.ballot(), told_worth=0.5), given.at("2026-05-20 10:00")
    own = queue_rules.Settings(orders=dict.fromkeys(Phase, (W, U)))
    assert queue_rules.order(ballot, now, own) == bands.with_pins((W, U))
    plain = queue_rules.BY_THE_RULES
    assert queue_rules.order(ballot, now, plain) == queue_rules.order(
        given.ballot(), now, plain
    )
