"""The owner of the installation: whoever used the code that the first start prints."""

import datetime as dt
from dataclasses import replace

from sqlmodel import Session

from bot.rules import hashing
from bot.rules.person import Person, Role
from bot.rules.team import endings as team_endings
from bot.usecases import outgoing
from storage import ballots
from storage.privacy import audit, files_beside, key_and_erasures
from storage.team import people

LASTS = dt.timedelta(hours=72)
_MADE = "made"


def first_code(session: Session, now: dt.datetime) -> str | None:
    """Show the one-time code while nobody owns the installation.

    The same one as long as it holds, so that a link printed before stays good.
    """
    if people.owners(session):
        return None
    return _code(session, now) or fresh_code(session, now)


def fresh_code(session: Session, now: dt.datetime) -> str:
    """Make a code that makes its sender an owner; the one before ends."""
    ballots.remember(session, files_beside.OWNER_CODE, {_MADE: now.isoformat()})
    return _derived(session, now.isoformat())


def _derived(session: Session, made: str) -> str:
    """Make the code, each time it is shown; it is never stored."""
    return hashing.code(key_and_erasures.key(session), "owner", made)


def _code(session: Session, now: dt.datetime | None = None) -> str | None:
    """Return the code that waits to be used; None where it has ended by `now`."""
    made = ballots.recall(session, files_beside.OWNER_CODE).get(_MADE)
    if not isinstance(made, str):
        return None
    ended = now is not None and dt.datetime.fromisoformat(made) + LASTS <= now
    return None if ended else _derived(session, made)


def is_code(session: Session, code_hash: str) -> bool:
    """Whether this is the hash of the owner's code that was made last."""
    code = _code(session)
    return code is not None and code_hash == _hash(session, code)


def _hash(session: Session, code: str) -> str:
    return hashing.of_code(key_and_erasures.key(session), code)


def claim(session: Session, person: Person, code_hash: str, now: dt.datetime) -> bool:
    """Make a person the owner and use up the code; False if it has ended or is wrong.

    All organisers are told.
    """
    code = _code(session, now)
    if code is None or code_hash != _hash(session, code):
        return False
    ballots.remember(session, files_beside.OWNER_CODE, {})
    people.update(session, person.id, owner=True)
    audit.record(session, "owner", now, person_id=person.id)
    for ballot in ballots.every(session):
        ending = team_endings.NewOwner(person.id, ballot.id)
        key = f"owner:{person.id}:{now.isoformat()}"
        outgoing.tell_organisers(session, ballot.id, ending, now, key=key)
    everywhere(session, people.get(session, person.id), None, now)
    return True


def everywhere(
    session: Session, person: Person, ballot_id: int | None, now: dt.datetime
) -> Person:
    """Make the owner of the installation the owner of each of its ballots."""
    if person.role is Role.OWNER:
        return person
    used = ballot_id or person.ballot_id
    for ballot in ballots.every(session):
        known = people.get(session, person.id, ballot.id)
        if known.role is not Role.OWNER:
            people.give_role(session, person.id, ballot.id, Role.OWNER, now)
            used = used or ballot.id
    if used is None:
        return replace(person, role=Role.OWNER)
    people.set_last_used(session, person.id, used)
    acts = people.get(session, person.id, used)
    return replace(acts, practises=person.practises)
