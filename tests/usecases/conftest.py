"""Fixtures: the branch that every test here starts from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.usecases import given


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[given.Scene]:
    with given.scene(tmp_path) as found:
        yield found
