"""Every test here that opens a fresh database runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest

from tests import fresh_database


@pytest.fixture(scope="module", autouse=True)
def database(request: pytest.FixtureRequest) -> Iterator[None]:
    with fresh_database.kind(getattr(request, "param", fresh_database.SQLITE)):
        yield


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    one = metafunc.definition.get_closest_marker("one_database")
    if hasattr(metafunc.module, "fresh_database") and not one:
        both = (fresh_database.SQLITE, fresh_database.POSTGRESQL)
        metafunc.parametrize("database", both, indirect=True, scope="module")
