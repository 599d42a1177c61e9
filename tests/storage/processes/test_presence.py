"""One process has a database for itself, or several share it; never both."""

from pathlib import Path

import pytest
from sqlalchemy import text

from storage import engine, opening
from storage.processes import presence
from tests import postgresql

pytestmark = pytest.mark.one_database
END_LINES = text(
    "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
"""End the lines to this database, and wait until what they held is free."""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return postgresql.address(tmp_path / "server.db")


def test_one_that_runs_alone_is_alone(url: str) -> None:
    first = presence.Presence(url, shared=False)
    others = [presence.Presence(url, shared=shared) for shared in (False, True)]
    assert first.hold()
    assert first.hold()
    assert [other.hold() for other in others] == [False, False]
    first.close()
    assert others[0].hold()
    others[0].close()


def test_those_that_share_let_nobody_run_alone(url: str) -> None:
    sharing = [presence.Presence(url, shared=True) for _ in range(2)]
    assert all(one.hold() for one in sharing)
    assert not presence.Presence(url, shared=False).hold()
    for one in sharing:
        one.close()


def test_a_line_that_broke_is_taken_anew(url: str, store: engine.Store) -> None:
    place = presence.Presence(url, shared=False)
    assert place.hold()
    store.write(lambda session: session.exec(END_LINES).all())
    assert place.hold()
    assert not presence.Presence(url, shared=False).hold()
    place.close()


def test_a_second_one_is_refused_in_words(url: str) -> None:
    place = presence.Presence(url, shared=True)
    place.hold()
    with pytest.raises(opening.CannotOpen, match="Another Mantelpiece is running"):
        opening.open_store(url, alone=True)
    place.close()
    place = presence.Presence(url, shared=False)
    place.hold()
    with pytest.raises(opening.CannotOpen, match="without a webhook is running"):
        opening.open_store(url, shared=True)
    place.close()
