"""Telegram's command menu follows a person's role."""

import datetime as dt

from sqlmodel import Session

from bot.rules.person import Role
from storage import ballots, outbox
from storage.team import people


def follow(session: Session, telegram_id: int, role: Role, now: dt.datetime) -> None:
    """Queue the menu of this role for somebody's private chat."""
    outbox.put(session, telegram_id, "menu", {"role": role}, now)


def refresh(session: Session, now: dt.datetime) -> None:
    """At the start: the organisers' menus, as this version has them."""
    found = {
        person.telegram_id: person.role
        for ballot in ballots.every(session)
        for person in people.organisers(session, ballot.id)
    }
    for telegram_id, role in found.items():
        follow(session, telegram_id, role, now)
