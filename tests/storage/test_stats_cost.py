"""What `/stats` costs does not grow with members or contacts (F10)."""

from pathlib import Path

from bench import filling, stats


def test_stats_take_the_same_steps_for_any_list(tmp_path: Path) -> None:
    steps = []
    for name, size in {"small": (1_000, 1_000), "large": (3_000, 9_000)}.items():
        store = filling.fill(tmp_path / f"{name}.db", filling.Size(*size))
        assert store.read(stats.shown) > 500
        steps.append(store.read(stats.opcodes))
        store.close()
    assert steps[0] == steps[1] > 100
