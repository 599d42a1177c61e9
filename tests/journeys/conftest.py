"""A whole branch to play with: the real application against the stand-in."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests import fresh_database
from tests.journeys.play import Branch, playing

START = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    fresh_database.on_both(metafunc)


@pytest.fixture
async def branch(tmp_path: Path) -> AsyncIterator[Branch]:
    """Three advocates, an organiser and a list of twelve, on a Tuesday morning."""
    async with playing(tmp_path, START) as found:
        yield found
