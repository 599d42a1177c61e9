"""The command menus of organisers, as this version has them."""

import datetime as dt

from sqlmodel import Session

from bot.usecases import outgoing
from storage import ballots
from storage.team import people


def refresh(session: Session, now: dt.datetime) -> None:
    """At the start: every organiser's menu anew."""
    found = {
        person.telegram_id: person.role
        for ballot in ballots.every(session)
        for person in people.organisers(session, ballot.id)
    }
    for telegram_id, role in found.items():
        outgoing.set_menu(session, telegram_id, role, now)
