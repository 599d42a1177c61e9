"""Counters updated with every change, so that `/stats` never reads the list (F10).

`bot.rules.stats.counter_keys` decides what they count.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping

import sqlalchemy
from sqlalchemy import Date, bindparam, delete, text
from sqlmodel import Session, SQLModel, col, select

from bot.rules.outcomes import Outcome
from bot.rules.queue.bands import Band
from bot.rules.stats import counter_keys
from bot.rules.stats.availability import Queued
from bot.rules.stats.standings import Standing
from storage.statements import plain, sessions
from storage.tables import DayTallyRow, KeptCountRow, TallyRow

Key = tuple[str, str]
_ballots, _kept = (SQLModel.metadata.tables[name] for name in ("ballot", "kept_count"))
_OF = text(
    "SELECT at, count FROM kept_count "
    "WHERE ballot_id = :ballot AND what = :what AND count <> 0 ORDER BY at"
)
_DUE = text(
    "SELECT coalesce(sum(CASE WHEN at <= :until THEN count ELSE 0 END), 0),"
    " coalesce(sum(CASE WHEN at > :until THEN count ELSE 0 END), 0),"
    " min(CASE WHEN at > :until AND count > 0 THEN at END)"
    " FROM kept_count WHERE ballot_id = :ballot AND what = :what"
)

_ASKED = plain.Statement(
    lambda _: (
        sqlalchemy.select(_kept.c.ballot_id, _kept.c.at, _kept.c.count)
        .join(_ballots, _ballots.c.id == _kept.c.ballot_id)
        .where(
            _ballots.c.closes > bindparam("now"),
            _kept.c.what == bindparam("what"),
            _kept.c.count != 0,
        )
    )
)


def _adding(table: str, one: str, other: str, number: str) -> plain.Statement:
    """Make the statement that adds to counters, by their key, in the order given."""
    taken = {
        "sqlite": "SELECT :ballot, json_extract(value, '$[0]'),"
        " json_extract(value, '$[1]'), json_extract(value, '$[2]')"
        " FROM json_each(:changes) WHERE true",
        "postgresql": "SELECT CAST(:ballot AS bigint), one->>0, one->>1,"
        " CAST(one->>2 AS integer)"
        " FROM json_array_elements(CAST(:changes AS json)) AS one",
    }
    return plain.Statement(
        lambda database: text(
            f"INSERT INTO {table} (ballot_id, {one}, {other}, {number})"
            f" {taken[database]} ON CONFLICT (ballot_id, {one}, {other})"
            f" DO UPDATE SET {number} = {table}.{number} + excluded.{number}"
        )
    )


_ADD_COUNTS = _adding("kept_count", "what", "at", "count")
_ADD_TALLY = _adding("tally", "workplace", "standing", "members")


def _shift(
    session: Session,
    adding: plain.Statement,
    ballot_id: int,
    changes: Iterable[tuple[Key, int]],
) -> None:
    """Add changes by key to a table by one statement; nothing where there are none."""
    # In one order, so that no two units wait for each other.
    found = sorted((*key, change) for key, change in changes if change)
    if found:
        values = {"ballot": ballot_id, "changes": json.dumps(found)}
        adding.run(session, values)


def shift_counts(
    session: Session, ballot_id: int, changes: Mapping[counter_keys.CounterKey, int]
) -> None:
    """Add these changes to the counters."""
    _shift(session, _ADD_COUNTS, ballot_id, changes.items())


def forget_due(session: Session, ballot_id: int) -> None:
    """Delete the counts by due time: one with a single member would identify them."""
    queued = [counter_keys.due(band) for band in Band]
    sessions.connection(session).execute(
        delete(KeptCountRow).where(
            col(KeptCountRow.ballot_id) == ballot_id,
            col(KeptCountRow.what).in_(queued),
        )
    )


def of(session: Session, ballot_id: int, what: str) -> dict[str, int]:
    """Get the counts under a name, by day or code."""
    values = {"ballot": ballot_id, "what": what}
    return {
        str(at): int(n) for at, n in sessions.connection(session).execute(_OF, values)
    }


def by_day(session: Session, ballot_id: int, what: str) -> dict[dt.date, int]:
    """Get the counts under a name, by day."""
    found = of(session, ballot_id, what)
    return {dt.date.fromisoformat(at): count for at, count in found.items()}


def asked(session: Session, ballot_id: int) -> dict[Standing, Counter[Outcome]]:
    """Count contacts by the member's earlier standing and the outcome."""
    found = {standing: asked_of(session, ballot_id, standing) for standing in Standing}
    return {standing: said for standing, said in found.items() if said}


def asked_of(session: Session, ballot_id: int, before: Standing) -> Counter[Outcome]:
    """Count the contacts with members of one earlier standing by the outcome."""
    found = of(session, ballot_id, counter_keys.asked(before))
    return Counter({Outcome(at): count for at, count in found.items()})


def asked_everywhere(
    session: Session, now: dt.datetime, before: Iterable[Standing]
) -> dict[int, dict[Standing, Counter[Outcome]]]:
    """Count the contacts with members of these standings, by open ballot."""
    standings = tuple(before)
    found: dict[int, dict[Standing, Counter[Outcome]]] = {}
    for standing in standings:
        values = {"now": now, "what": counter_keys.asked(standing)}
        for ballot_id, at, count in _ASKED.run(session, values):
            of_ballot = found.setdefault(
                ballot_id, {one: Counter() for one in standings}
            )
            of_ballot[standing][Outcome(at)] = count
    return found


def queued(session: Session, ballot_id: int, band: Band, until: dt.datetime) -> Queued:
    """Count the members of a band due by then, to a quarter of an hour."""
    values = {
        "ballot": ballot_id,
        "what": counter_keys.due(band),
        "until": counter_keys.slot(until),
    }
    due, later, first = sessions.connection(session).execute(_DUE, values).one()
    return Queued(due, later, counter_keys.instant(first) if first else None)


def every(session: Session, ballot_id: int) -> dict[tuple[str, str], int]:
    """Get every count that is not zero, by (what, at)."""
    query = select(KeptCountRow.what, KeptCountRow.at, col(KeptCountRow.count)).where(
        KeptCountRow.ballot_id == ballot_id, KeptCountRow.count != 0
    )
    return {(what, at): count for what, at, count in session.exec(query)}


_DAY = text(
    "INSERT INTO day_tally (ballot_id, day, what, count) "
    "VALUES (:ballot, :day, :what, :change) "
    "ON CONFLICT (ballot_id, day, what) "
    "DO UPDATE SET count = day_tally.count + excluded.count"
).bindparams(bindparam("day", type_=Date()))
_ADD_DAY = plain.Statement(lambda _: _DAY)

Cell = Key


def shift_tally(session: Session, ballot_id: int, changes: Mapping[Cell, int]) -> None:
    """Add to the members counted at (workplace, standing)."""
    _shift(session, _ADD_TALLY, ballot_id, changes.items())


def shift_day(
    session: Session, ballot_id: int, day: dt.date, what: str, change: int = 1
) -> None:
    """Add to a day's count of contacts by outcome, or of votes reported."""
    values = {"ballot": ballot_id, "day": day, "what": what, "change": change}
    _ADD_DAY.run(session, values)


def by_standing(session: Session, ballot_id: int) -> dict[Cell, int]:
    """Count the members by (workplace, standing)."""
    query = select(TallyRow.workplace, TallyRow.standing, TallyRow.members).where(
        TallyRow.ballot_id == ballot_id, TallyRow.members != 0
    )
    return {(place, standing): count for place, standing, count in session.exec(query)}


def days(session: Session, ballot_id: int) -> dict[tuple[dt.date, str], int]:
    """Get the counts of every day, by (day, what)."""
    query = (
        select(col(DayTallyRow.day), DayTallyRow.what, col(DayTallyRow.count))
        .where(DayTallyRow.ballot_id == ballot_id)
        .order_by(col(DayTallyRow.day))
    )
    return {(day, what): count for day, what, count in session.exec(query)}


def day(session: Session, ballot_id: int, when: dt.date) -> dict[str, int]:
    """Get the counts of one day."""
    query = select(DayTallyRow.what, col(DayTallyRow.count)).where(
        DayTallyRow.ballot_id == ballot_id, DayTallyRow.day == when
    )
    return dict(session.exec(query).all())


def recount_tally(session: Session, ballot_id: int) -> None:
    """Replace the tally by a new count; a test holds that nothing changes."""
    sessions.connection(session).execute(
        text("DELETE FROM tally WHERE ballot_id = :ballot"), {"ballot": ballot_id}
    )
    sessions.connection(session).execute(
        text(
            "INSERT INTO tally (ballot_id, workplace, standing, members) "
            "SELECT ballot_id, coalesce(workplace, ''), standing, count(*) FROM member "
            "WHERE ballot_id = :ballot "
            "GROUP BY ballot_id, coalesce(workplace, ''), standing"
        ),
        {"ballot": ballot_id},
    )


def counted(session: Session, ballot_id: int) -> dict[Cell, int]:
    """Count the members themselves, as the tally should have them."""
    query = text(
        "SELECT coalesce(workplace, ''), standing, count(*) FROM member "
        "WHERE ballot_id = :ballot GROUP BY coalesce(workplace, ''), standing"
    )
    found = sessions.connection(session).execute(query, {"ballot": ballot_id})
    return {(place, standing): count for place, standing, count in found}
