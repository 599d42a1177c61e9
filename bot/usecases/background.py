"""Make a context for work that no update asks for."""

import datetime as dt

from sqlmodel import Session

from bot.rules.arrivals import Arrival, Place, PrivateChat, UpdateKind
from bot.rules.ballot.ballot import Ballot
from bot.rules.care.handbook import Handbook
from bot.rules.person import Person
from bot.rules.queue import queue_rules
from bot.usecases.context import Context
from storage.team import people

NOBODY = Person(0, PrivateChat(0), "")


def context(
    session: Session,
    ballot: Ballot,
    now: dt.datetime,
    numbers: queue_rules.Settings = queue_rules.DEFAULTS,
    person_id: int | None = None,
    handbook: Handbook | None = None,
) -> Context:
    """Make a context for background work, as the person who asked for it."""
    person = people.get(session, person_id, ballot.id) if person_id else NOBODY
    return Context(
        session=session,
        now=now,
        numbers=numbers,
        person=person,
        ballot=ballot,
        arrival=Arrival(0, UpdateKind.NEW, person.telegram_id, private=True),
        place=Place.PRIVATE,
        bot_name="",
        handbook=handbook or Handbook(),
    )
