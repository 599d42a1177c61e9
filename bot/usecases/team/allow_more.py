"""Tell organisers of reached caps and scraping; let them allow more members (S5)."""

import datetime as dt

from bot.rules import general_endings
from bot.rules.ballot.ballot import Ballot
from bot.rules.person import Person
from bot.rules.queue import caps
from bot.rules.team import endings as team_endings
from bot.usecases.context import Context
from storage.queue import cards
from storage.replies import contacts
from storage.team import people

STEP = 10
HOUR = dt.timedelta(hours=1)


def allowed_today(context: Context, person: Person | None = None) -> int:
    """Count how many members above the caps the person may have today."""
    return allowed_on(context.ballot, person or context.person, context.now)


def allowed_on(ballot: Ballot, person: Person, now: dt.datetime) -> int:
    """Count the members allowed above the caps, if that was on the day of `now`."""
    if person.allowed_at is None:
        return 0
    same = ballot.today(person.allowed_at) == ballot.today(now)
    return person.allowed_more if same else 0


def ask_organisers(context: Context, cap: caps.Cap, limit: int) -> None:
    """Ask the organisers, by a button, to allow more after a cap was reached."""
    if cap not in (caps.Cap.HOUR, caps.Cap.DAY):
        return
    for organiser in _others(context):
        name = (
            f"cap {cap} {context.person.id} {limit} {context.ballot.today(context.now)}"
        )
        panel = cards.open_panel(
            context.session,
            "allow",
            context.now + 24 * HOUR,
            about={"person": context.person.id},
            person_id=organiser.id,
            ballot_id=context.ballot.id,
        )
        context.say(
            team_endings.CapReached(
                context.person.id, context.ballot.id, cap, limit, panel
            ),
            organiser.telegram_id,
            key=f"{name} {organiser.id}",
        )


def _others(context: Context) -> list[Person]:
    """List the organisers beside the person it is about: nobody allows themselves."""
    found = people.organisers(context.session, context.ballot.id)
    return [one for one in found if one.id != context.person.id]


def watch(context: Context, seen: caps.Seen) -> None:
    """Tell organisers, once an hour, of many members looked at and none recorded."""
    if seen.hour < caps.LOOKED_AT:
        return
    recorded = contacts.recorded_since(
        context.session, context.person.id, context.ballot.id, context.now - HOUR
    )
    if not caps.scraping(seen, recorded):
        return
    for organiser in _others(context):
        context.say(
            team_endings.Scraping(context.person.id, context.ballot.id, seen.hour),
            organiser.telegram_id,
            key=f"scraping {context.person.id} {organiser.id} {context.now:%Y%m%d%H}",
        )


def allow_by_button(context: Context, panel: cards.Panel, _code: str) -> object:
    """Take a press of *Allow 10 more* under the alarm."""
    person_id = int(str(panel.about["person"]))
    person = people.get(context.session, person_id, context.ballot.id)
    allow(context, person)
    ending = team_endings.Allowed(person.id, context.ballot.id, STEP)
    context.edit(ending)
    return ending


def allow(context: Context, person: Person) -> None:
    """Allow a person more members, today only, and tell them."""
    people.update_role(
        context.session,
        person.id,
        context.ballot.id,
        allowed_more=allowed_today(context, person) + STEP,
        allowed_at=context.now,
    )
    context.note("allowed more", detail=f"person {person.id}")
    context.say(general_endings.NotAllowed("more allowed"), person.telegram_id)
