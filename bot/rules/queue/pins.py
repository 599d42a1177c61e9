"""Pins: an organiser puts a member on top of the queue, red or amber.

A pin is a band, due at once and for any advocate. Any answer of the member removes it;
a lapsed claim, a skip, no answer, a dead number or a pause do not.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from bot.rules.member import Fields, Member
from bot.rules.person import Person
from bot.rules.queue import bands
from bot.rules.queue.bands import Band

BANDS: Mapping[str, Band] = {"red": Band.PIN_RED, "amber": Band.PIN_AMBER}
OFF = "off"


Kept = tuple[int | None, dt.datetime | None]
"""For whom a member is kept, until when."""


class Place(NamedTuple):
    """A place in the queue, and whose until when; no band and time out of it."""

    band: Band | None
    due_at: dt.datetime | None
    kept_for: int | None = None
    kept_until: dt.datetime | None = None


def colour(member: Member) -> str | None:
    """Read the colour of the pin on this member, if there is one."""
    return next((name for name, band in BANDS.items() if band == member.band), None)


def choices(person: Person, member: Member, *, aside: bool) -> tuple[str, ...]:
    """List what this person may do with the pin of a member; nothing to one's own.

    Who is out or not to be contacted is in no band, so there is nothing to pin; who is
    set `aside` for a dialler or a rep would be asked twice.
    """
    own = member.id == person.own_member_id
    if not person.organises or own or aside or member.band is None:
        return ()
    now = colour(member)
    others = tuple(name for name in BANDS if name != now)
    return (*others, OFF) if now else others


def put(member: Member, choice: str, now: dt.datetime) -> Fields:
    """Where a choice puts a member: on top at once, or back to where they stood.

    A pause that they were promised is kept.
    """
    place = before(member)
    if place.band is None or place.due_at is None:
        return {}
    if choice == OFF:
        return {
            "band": int(place.band),
            "due_at": place.due_at,
            "kept_for": place.kept_for,
            "kept_until": place.kept_until,
            "pinned": None,
        }
    return {
        "band": int(BANDS[choice]),
        "due_at": max(now, member.paused_until or now),
        "kept_for": None,
        "kept_until": None,
        "pinned": _written(
            place.band, place.due_at, (place.kept_for, place.kept_until)
        ),
    }


def before(member: Member) -> Place:
    """Where the member stands without the pin: that is what to talk about.

    Silence, a pause, passing on and keeping under the pin count there too.
    """
    kept = (member.kept_for, member.kept_until)
    if colour(member) is None or member.pinned is None or member.due_at is None:
        band = None if member.band is None else Band(member.band)
        return Place(band, member.due_at, *kept)
    band, due_at, whose = _read(member.pinned)
    if member.tries:
        band = bands.after_silence(band)
    if member.kept_for:
        whose = kept
    return Place(band, max(due_at, member.due_at), *whose)


def undo(member: Member, back: Fields, now: dt.datetime) -> Fields:
    """List the fields that undo puts `back`, keeping the pin as it is now.

    Restore the old pin only if the undone answer removed it.
    """
    stood = replace(member, **back)
    used_up = colour(member) is None and member.pinned is not None
    wanted = colour(stood if used_up else member)
    if wanted == colour(stood):
        return back
    return back | put(stood, wanted or OFF, now)


def _written(band: Band, due_at: dt.datetime, kept: Kept) -> str:
    """Write a place as the text that a pinned member carries."""
    parts = [str(int(band)), due_at.isoformat()]
    kept_for, kept_until = kept
    if kept_for is not None and kept_until is not None:
        parts += [str(kept_for), kept_until.isoformat()]
    return " ".join(parts)


def _read(text: str) -> tuple[Band, dt.datetime, Kept]:
    """Read the place that a pinned member carries."""
    band, due_at, *kept = text.split()
    whose: Kept = (None, None)
    if kept:
        whose = (int(kept[0]), dt.datetime.fromisoformat(kept[1]))
    return Band(int(band)), dt.datetime.fromisoformat(due_at), whose
