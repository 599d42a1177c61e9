"""Feedback of an older version loses its order and, where anonymous, its time."""

import datetime as dt
from pathlib import Path

from sqlalchemy import text

from storage import engine, opening
from storage.types import UtcDateTime

AT = "2026-11-02 11:00:00.000000"
BALLOT = (
    "INSERT INTO ballot (id, name, closes, settings, created_at, nudges_paused, "
    "group_muted) VALUES (1, 'Pay', :at, '{}', :at, false, false)"
)
PERSON = (
    "INSERT INTO person (id, telegram_id, name, started, owner) "
    "VALUES (1, 5, 'Asha', true, false)"
)
COMMENT = (
    "INSERT INTO feedback (id, ballot_id, person_id, at, words) "
    "VALUES (:id, 1, :who, :at, :words)"
)


def test_old_comments_are_kept_and_the_anonymous_ones_without_their_time(
    tmp_path: Path,
) -> None:
    url = engine.make_url(f"sqlite:///{tmp_path / 'old.db'}")
    with engine.sqlite_engine(url, query_only=False).begin() as connection:
        opening.upgrade(connection, to="0003")
        for statement in (BALLOT, PERSON):
            connection.execute(text(statement), {"at": AT})
        for number in range(1, 7):
            who = 1 if number == 6 else None
            told = {"id": number, "who": who, "at": AT, "words": f"no. {number}"}
            connection.execute(text(COMMENT), told)
        opening.upgrade(connection)
        query = text("SELECT id, person_id, at, words, shown FROM feedback")
        rows = connection.execute(query.columns(at=UtcDateTime())).all()
    assert {row.words for row in rows} == {f"no. {n}" for n in range(1, 7)}
    assert {row.id for row in rows}.isdisjoint(range(1, 7))
    at = dt.datetime(2026, 11, 2, 11, tzinfo=dt.UTC)
    for row in rows:
        assert row.at == (at if row.person_id else None)
        assert bool(row.shown) is (row.person_id is None)
