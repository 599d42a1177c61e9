"""The scenes of practice that are being played: one a person at most."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from bot.rules.care.practice import Talk
from storage.tables import PracticeRow


@dataclass(frozen=True, slots=True)
class Practice:
    """A talk with what was said in it so far, as topics, and the last message of it.

    `hears`: what the member reacted to last, as in `practice_endings.SceneTurn`.
    """

    talk: Talk
    said: frozenset[str] = frozenset()
    hears: str = ""
    entry_id: int | None = None


def of(session: Session, person_id: int) -> Practice | None:
    """Find the scene this person plays just now."""
    row = session.get(PracticeRow, person_id)
    return _value(row) if row else None


def _value(row: PracticeRow) -> Practice:
    talk = Talk(row.person_id, row.ballot_id, row.scene, row.place, row.key, row.turn)
    about = row.about
    return Practice(talk, frozenset(about["said"]), about["hears"], about.get("entry"))


def keep(session: Session, practice: Practice, now: dt.datetime) -> None:
    """Keep how a talk stands, in place of how it stood."""
    talk = practice.talk
    session.merge(
        PracticeRow(
            person_id=talk.person_id,
            ballot_id=talk.ballot_id,
            key=talk.key,
            scene=talk.scene,
            place=talk.place,
            turn=talk.turn,
            about={
                "said": sorted(practice.said),
                "hears": practice.hears,
                "entry": practice.entry_id,
            },
            said_at=now,
        )
    )
    session.flush()


def end(session: Session, person_id: int) -> None:
    """Forget the scene this person plays."""
    row = session.get(PracticeRow, person_id)
    if row is not None:
        session.delete(row)
        session.flush()


def idle(session: Session, before: dt.datetime) -> Iterable[Practice]:
    """List the talks in which nothing was said since then."""
    query = select(PracticeRow).where(col(PracticeRow.said_at) <= before)
    return [_value(row) for row in session.exec(query)]
