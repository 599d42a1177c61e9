"""The branch that tests here start from, on SQLite and on PostgreSQL."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import fresh_database
from tests.usecases import given


@pytest.fixture(scope="module", autouse=True)
def database(request: pytest.FixtureRequest) -> Iterator[None]:
    wanted = getattr(request, "param", None)
    with fresh_database.kind(wanted) if wanted else contextlib.nullcontext():
        yield


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if {"scene", "books"} & {*metafunc.fixturenames}:
        fresh_database.on_both(metafunc)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[given.Scene]:
    with given.scene(tmp_path) as found:
        yield found
