"""The branch that tests here start from, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import fresh_database
from tests.usecases import given


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    begins = hasattr(metafunc.module, "given") and "tmp_path" in metafunc.fixturenames
    if begins or {"scene", "books", "branch"} & {*metafunc.fixturenames}:
        fresh_database.on_both(metafunc)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[given.Scene]:
    with given.scene(tmp_path) as found:
        yield found
