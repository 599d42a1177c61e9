"""Find one member in every ballot, from what is typed about them (S14)."""

from collections.abc import Sequence

from sqlmodel import Session

from bot.rules.lists import names
from bot.rules.member import Member
from bot.rules.privacy import told_member
from bot.rules.privacy.naming import Naming
from storage import ballots, members

MOST = 20
"""So many people are offered to choose from."""

Person = tuple[Member, ...]
"""One person: their row in each ballot."""


def find(
    session: Session, typed: Sequence[str], ballot_id: int | None = None
) -> list[Person]:
    """Find the people whom all these words tell, at most `MOST` and one more."""
    everyone = [
        member
        for ballot in ballots.every(session)
        if ballot_id in (None, ballot.id)
        for member in members.every(session, ballot.id)
    ]
    found: list[Person] = []
    seen: set[int] = set()
    for member in everyone:
        if len(found) > MOST:
            break
        if member.id in seen or not told_member.fits(member, typed):
            continue
        same = (m for m in everyone if told_member.one_person(member, m))
        found.append(tuple(m for m in same if m.id not in seen))
        seen.update(m.id for m in found[-1])
    return found


def naming(session: Session, person: Person) -> Naming:
    """Make what finds the texts that name a person, before they are erased."""
    own = {names.words(member.last_name) for member in person}
    ids = {member.id for member in person}
    others = (
        names.words(member.last_name)
        for ballot in ballots.every(session)
        for member in members.every(session, ballot.id)
        if member.id not in ids
    )
    return Naming(person, alone=own.isdisjoint(others))
