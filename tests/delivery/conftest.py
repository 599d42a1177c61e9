"""The rig every test of delivery starts from."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.delivery.handlers import Handler
from tests.delivery.rig import Rig


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with Rig(tmp_path).open() as rig:
        yield rig


@pytest.fixture
def handler(rig: Rig) -> Handler:
    return Handler(rig)
