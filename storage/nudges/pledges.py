"""Pledges of contacts, and the contacts made."""

import datetime as dt

from sqlmodel import Session, col, func, select

from storage.tables import ContactRow, PledgeRow, RoleRow


def make(
    session: Session,
    person_id: int,
    ballot_id: int,
    day: dt.date,
    contacts: int,
    remind_at: dt.datetime,
) -> None:
    """Record a pledge of contacts for a day; a later one replaces it."""
    row = PledgeRow(
        person_id=person_id,
        ballot_id=ballot_id,
        day=day,
        contacts=contacts,
        remind_at=remind_at,
    )
    session.merge(row)
    session.flush()


def of(session: Session, person_id: int, ballot_id: int, day: dt.date) -> int:
    """Get how many contacts a person pledged for a day."""
    row = session.get(PledgeRow, (person_id, ballot_id, day))
    return row.contacts if row else 0


def ahead(session: Session, ballot_id: int, now: dt.datetime) -> int:
    """Count the pledges still to be reminded of."""
    query = select(func.count()).where(
        PledgeRow.ballot_id == ballot_id, PledgeRow.remind_at > now
    )
    return session.exec(query).one()


def contacts_made(
    session: Session, person_id: int, ballot_id: int, since: dt.datetime
) -> int:
    """Count the members a person contacted since then, without what was undone."""
    query = select(func.count(func.distinct(ContactRow.member_id))).where(
        ContactRow.person_id == person_id,
        ContactRow.recorded_at >= since,
        ContactRow.ballot_id == ballot_id,
        col(ContactRow.undoes).is_(None),
    )
    return session.exec(query).one()


def active_people(session: Session, ballot_id: int, since: dt.datetime) -> int:
    """Count the people who were active since then."""
    query = select(func.count()).where(
        RoleRow.ballot_id == ballot_id, col(RoleRow.active_at) >= since
    )
    return session.exec(query).one()
