"""Silence is counted in seconds that the program had, not in those of the clock."""

import pytest

from tests.faults.program.life import Spent, lived


@pytest.mark.parametrize(
    ("spent", "seconds"),
    [
        (Spent(10, 0, 0), 10),  # a bot that does nothing at all
        (Spent(10, 10, 0), 10),
        (Spent(10, 14, 0), 10),  # on two processors
        (Spent(10, 2, 3), 7),  # five slept away
        (Spent(10, 2, 8), 2),
        (Spent(10, 2, 30), 2),  # four threads waited side by side
    ],
    ids=str,
)
def test_only_a_wait_for_the_processor_is_no_life(spent: Spent, seconds: float) -> None:
    assert lived(spent) == seconds
