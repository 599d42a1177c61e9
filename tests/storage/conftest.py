"""Every test here that opens a fresh database runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.engine import Store
from tests import fresh_database


@pytest.fixture(scope="module", autouse=True)
def database(request: pytest.FixtureRequest) -> Iterator[None]:
    with fresh_database.kind(getattr(request, "param", fresh_database.SQLITE)):
        yield


@pytest.fixture
def fresh_store(tmp_path: Path) -> Iterator[Store]:
    opened = fresh_database.open_at(tmp_path / "mantelpiece.db")
    yield opened.store
    opened.close()


@pytest.fixture
def store(fresh_store: Store) -> Store:
    return fresh_store


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    opens = hasattr(metafunc.module, "fresh_database")
    if opens or "fresh_store" in metafunc.fixturenames:
        fresh_database.on_both(metafunc)
