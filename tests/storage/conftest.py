"""Every test here that opens a fresh database runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest

from tests import fresh_database


@pytest.fixture(scope="module", autouse=True)
def database(request: pytest.FixtureRequest) -> Iterator[None]:
    with fresh_database.kind(getattr(request, "param", fresh_database.SQLITE)):
        yield


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if hasattr(metafunc.module, "fresh_database"):
        fresh_database.on_both(metafunc)
