"""Caps and scraping: organisers hear of it at once and may allow more (S5)."""

import datetime as dt

from bot.rules.ballot.ballot import Ballot
from bot.rules.person import Person
from bot.rules.queue import caps
from bot.rules.team import endings as team_endings
from bot.rules.team import joining
from bot.usecases.context import Context
from storage.queue import cards
from storage.replies import contacts
from storage.team import people

STEP = 10
HOUR = dt.timedelta(hours=1)


def today(desk: Context, person: Person | None = None) -> int:
    """How many more than the caps were allowed today."""
    return left(desk.ballot, person or desk.person, desk.now)


def left(ballot: Ballot, person: Person, now: dt.datetime) -> int:
    """What was allowed counts on the day on which it was."""
    if person.allowed_at is None:
        return 0
    same = ballot.today(person.allowed_at) == ballot.today(now)
    return person.allowed_more if same else 0


def capped(desk: Context, cap: caps.Cap, limit: int) -> None:
    """A cap was reached: the organisers decide, with one tap."""
    if cap not in (caps.Cap.HOUR, caps.Cap.DAY):
        return
    for organiser in people.organisers(desk.session, desk.ballot.id):
        name = f"cap {cap} {desk.person.id} {limit} {desk.ballot.today(desk.now)}"
        panel = cards.open_panel(
            desk.session,
            "allow",
            desk.now + 24 * HOUR,
            about={"person": desk.person.id},
            person_id=organiser.id,
            ballot_id=desk.ballot.id,
        )
        desk.say(
            team_endings.CapReached(desk.person.id, desk.ballot.id, cap, limit, panel),
            organiser.telegram_id,
            key=f"{name} {organiser.id}",
        )


def watch(desk: Context, seen: caps.Seen) -> None:
    """Many members looked at and nothing recorded is told, once an hour."""
    if seen.hour < caps.LOOKED_AT:
        return
    recorded = contacts.recorded_since(
        desk.session, desk.person.id, desk.ballot.id, desk.now - HOUR
    )
    if not caps.scraping(seen, recorded):
        return
    for organiser in people.organisers(desk.session, desk.ballot.id):
        desk.say(
            team_endings.Scraping(desk.person.id, desk.ballot.id, seen.hour),
            organiser.telegram_id,
            key=f"scraping {desk.person.id} {organiser.id} {desk.now:%Y%m%d%H}",
        )


def pressed(desk: Context, panel: cards.Panel, code: str) -> object:
    """*Allow 10 more* under the alarm."""
    person_id = int(str(panel.about["person"]))
    person = people.get(desk.session, person_id, desk.ballot.id)
    allow(desk, person)
    ending = team_endings.Allowed(person.id, desk.ballot.id, STEP)
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    return ending


def allow(desk: Context, person: Person) -> None:
    """More members for somebody, today only; both are told."""
    people.settle(
        desk.session,
        person.id,
        desk.ballot.id,
        allowed_more=today(desk, person) + STEP,
        allowed_at=desk.now,
    )
    desk.note("allowed more", detail=f"person {person.id}")
    desk.say(joining.NotAllowed("more allowed"), person.telegram_id)
