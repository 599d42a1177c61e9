"""One's own membership number: nobody is given their own card."""

from sqlmodel import Session

from bot.rules import hashing
from bot.rules.endings import joining
from bot.rules.outcomes import Outcome
from bot.usecases import awaiting, checklist, next_member, recording
from bot.usecases.unit import Desk
from storage import beside, cards, members, people


def answered(desk: Desk, panel: cards.Panel, code: str) -> object:
    """A press under the question or after it; skipping it gives the first card."""
    awaiting.taken(desk)
    if code == "posted" and desk.person.own_member_id is not None:
        own = members.get(desk.session, desk.person.own_member_id)
        recording.record(desk, own, recording.Said(Outcome.VOTED), None)
    ending = joining.Ready(desk.panel("next"), posted=code == "posted")
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    if "list" in checklist.gaps(desk.session, desk.ballot.id):
        return checklist.show(desk) if desk.person.organises else ending
    if code == "skip":
        return next_member.told(desk, next_member.next_member(desk))
    return ending


def typed(desk: Desk) -> object:
    """The number: kept as a keyed hash, and found in the list if it is there."""
    kept = hashing.of_number(beside.key(desk.session), desk.words)
    found = members.find(desk.session, desk.ballot.id, desk.words)
    people.settle(
        desk.session,
        desk.person.id,
        desk.ballot.id,
        awaiting=None,
        own_hash=kept,
        own_member_id=found.id if found else None,
    )
    if desk.arrival.message_id is not None:
        desk.delete(desk.arrival.chat_id, desk.arrival.message_id)
    ending = joining.OwnNumberKept(desk.panel("own number"))
    desk.tell(ending)
    return ending


def match(session: Session, ballot_id: int) -> int:
    """After an import: find those who gave their number before; how many."""
    waiting = {
        person.own_hash: person
        for person in people.team(session, ballot_id)
        if person.own_hash and person.own_member_id is None
    }
    if not waiting:
        return 0
    key, found = beside.key(session), 0
    for member in members.every(session, ballot_id):
        number = hashing.of_number(key, member.membership_number or "")
        if person := waiting.get(number):
            people.settle(session, person.id, ballot_id, own_member_id=member.id)
            found += 1
    return found
