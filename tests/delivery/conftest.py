"""The rig every test of delivery starts from, on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests import fresh_database
from tests.delivery.handlers import Handler
from tests.delivery.rig import Rig


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if {"rig", "store"} & {*metafunc.fixturenames}:
        fresh_database.on_both(metafunc)


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with Rig(tmp_path).open() as rig:
        yield rig


@pytest.fixture
def handler(rig: Rig) -> Handler:
    return Handler(rig)
