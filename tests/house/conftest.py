"""A branch in play, for all that is rendered from it."""

from collections.abc import Iterator

import pytest

from tests.house import every_ending


@pytest.fixture(scope="session")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[every_ending.Branch]:
    with every_ending.in_play(tmp_path_factory.mktemp("branch")) as found:
        yield found
