"""A PostgreSQL for what only several processes need."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import engine
from tests import fresh_database


@pytest.fixture
def store(tmp_path: Path) -> Iterator[engine.Store]:
    with fresh_database.kind(fresh_database.POSTGRESQL):
        opened = fresh_database.open_at(tmp_path / "server.db")
    yield opened.store
    opened.close()
