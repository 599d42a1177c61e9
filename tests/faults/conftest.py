"""A folder to type commands in; what plays in this process runs on both databases."""

from pathlib import Path

import pytest

from tests import fresh_database
from tests.shell import Shell


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if {"rig", "playing"} & {*vars(metafunc.module)}:
        fresh_database.on_both(metafunc)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)
