"""No count of the database's work is above its limit (`python -m bench gates`)."""

import pytest

from bench.speed import gates

MEMBERS = 3_000


@pytest.fixture(scope="module")
def found() -> list[gates.Gate]:
    return list(gates.counts(MEMBERS))


def test_no_count_is_above_its_limit(found: list[gates.Gate]) -> None:
    assert [str(gate) for gate in found if not gate.holds] == []


def test_something_is_counted_for_every_limit(found: list[gates.Gate]) -> None:
    assert all(gate.found > 0 for gate in found if gate.limit > 0)
