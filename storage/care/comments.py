"""The comment box."""

import datetime as dt

from sqlmodel import Session, col, select

from storage.tables import FeedbackRow


def add(
    session: Session,
    ballot_id: int,
    person_id: int | None,
    words: str,
    now: dt.datetime,
) -> None:
    """Add a comment; without a person it is anonymous."""
    session.add(
        FeedbackRow(ballot_id=ballot_id, person_id=person_id, at=now, words=words)
    )
    session.flush()


def of_ballot(session: Session, ballot_id: int) -> list[tuple[int | None, str]]:
    """List (person, words), the oldest first; the person is None if anonymous."""
    query = (
        select(FeedbackRow.person_id, FeedbackRow.words)
        .where(FeedbackRow.ballot_id == ballot_id)
        .order_by(col(FeedbackRow.id))
    )
    return [(person, words) for person, words in session.exec(query)]
