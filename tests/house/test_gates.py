"""No count of the database's work is above its limit (`python -m bench gates`)."""

import pytest

from bench.speed import at_work, figures, gates, stats

MEMBERS = 3_000


@pytest.fixture(scope="module")
def found() -> list[gates.Gate]:
    return list(gates.counts(MEMBERS))


def test_no_count_is_above_its_limit(found: list[gates.Gate]) -> None:
    assert [str(gate) for gate in found if not gate.holds] == []


def test_something_is_counted_for_every_limit(found: list[gates.Gate]) -> None:
    assert all(gate.found > 0 for gate in found if gate.limit > 0)


def test_stats_take_the_same_steps_however_many_contacts_there_are() -> None:
    steps = []
    for size in ((1_000, 1_000), (3_000, 9_000)):
        with at_work.filled(*size) as store:
            assert store.read(stats.shown) > 500
            steps.append(store.read(lambda s: gates.opcodes(s, stats.shown)))
    assert steps[0] == steps[1] > 100


def test_a_peer_that_is_not_installed_is_named_and_left_out(capsys) -> None:
    assert figures.installed("apscheduler")
    assert capsys.readouterr().err == ""
    assert not figures.installed("no_such_peer")
    assert "no_such_peer is not installed" in capsys.readouterr().err
