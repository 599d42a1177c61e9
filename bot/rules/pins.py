"""Pins: an organiser puts a member on top of the queue, red or amber.

A pin is a band, due at once and for anybody. It stands until a word moves the member:
lapsing, passing on, silence, a dead number or a pause leave it; any answer uses it up.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from bot.rules import retries
from bot.rules.bands import Band
from bot.rules.members import Member
from bot.rules.persons import Person

BANDS: Mapping[str, Band] = {"red": Band.PIN_RED, "amber": Band.PIN_AMBER}
OFF = "off"


class Place(NamedTuple):
    """A place in the queue; None and None out of it."""

    band: Band | None
    due_at: dt.datetime | None


def colour(member: Member) -> str | None:
    """The colour of the pin on this member, if there is one."""
    return next((name for name, band in BANDS.items() if band == member.band), None)


def choices(person: Person, member: Member) -> tuple[str, ...]:
    """What this person may do with the pin of a member; nothing to one's own.

    Who is out or not to be contacted is in no band, so there is nothing to pin.
    """
    own = member.id == person.own_member_id
    if not person.organises or own or member.band is None:
        return ()
    now = colour(member)
    others = tuple(name for name in BANDS if name != now)
    return (*others, OFF) if now else others


def put(member: Member, choice: str, now: dt.datetime) -> dict[str, Any]:
    """Where a choice puts a member: on top at once, or back to where they stood.

    A pause that they were promised is kept.
    """
    place = before(member)
    if place.band is None or place.due_at is None:
        return {}
    if choice == OFF:
        return {"band": int(place.band), "due_at": place.due_at, "pinned": None}
    return {
        "band": int(BANDS[choice]),
        "due_at": max(now, member.paused_until or now),
        "kept_for": None,
        "kept_until": None,
        "pinned": f"{int(place.band)} {place.due_at.isoformat()}",
    }


def before(member: Member) -> Place:
    """Where the member stands without the pin: that is what to talk about.

    Silence, a pause and passing on under the pin count there too.
    """
    if colour(member) is None or member.pinned is None or member.due_at is None:
        band = None if member.band is None else Band(member.band)
        return Place(band, member.due_at)
    number, _, due_at = member.pinned.partition(" ")
    stood = Band(int(number))
    return Place(
        retries.band(stood) if member.tries else stood,
        max(dt.datetime.fromisoformat(due_at), member.due_at),
    )
