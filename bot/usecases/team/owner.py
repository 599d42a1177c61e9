"""The owner of the installation: whoever used the code that the first start prints."""

import datetime as dt
import secrets
from dataclasses import replace

from sqlmodel import Session

from bot.rules import hashing
from bot.rules.person import Person, Role
from storage import ballots
from storage.privacy import audit, files_beside, key_and_erasures
from storage.team import people


def first_code(session: Session) -> str | None:
    """Make a new one-time code while nobody owns the installation.

    It replaces the last one.
    """
    return None if people.owners(session) else fresh_code(session)


def fresh_code(session: Session) -> str:
    """Make a code that makes its sender an owner; only its hash is kept."""
    code = hashing.code(secrets.token_bytes(32), "owner")
    kept = hashing.of_code(key_and_erasures.key(session), code)
    ballots.remember(session, files_beside.OWNER_CODE, {"hash": kept})
    return code


def waits_for(session: Session, code_hash: str) -> bool:
    """Whether this is the hash of the owner's code that was printed last."""
    return ballots.recall(session, files_beside.OWNER_CODE).get("hash") == code_hash


def claim(session: Session, person: Person, code_hash: str, now: dt.datetime) -> bool:
    """Make a person the owner and use up the code; False if it is wrong."""
    if not waits_for(session, code_hash):
        return False
    ballots.remember(session, files_beside.OWNER_CODE, {})
    people.update(session, person.id, owner=True)
    audit.record(session, "owner", now, person_id=person.id)
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
    return people.get(session, person.id, used)
