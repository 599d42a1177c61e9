"""A ballot on a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.usecases.lists import given


@pytest.fixture
def books(tmp_path: Path) -> Iterator[given.Books]:
    """Make one ballot without members."""
    with given.books(tmp_path) as found:
        yield found
