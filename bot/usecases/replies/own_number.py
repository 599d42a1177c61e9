"""One's own membership number: nobody is given their own card."""

from sqlmodel import Session

from bot.rules import hashing
from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.person import Person
from bot.rules.team import endings as team_endings
from bot.rules.team import joining
from bot.usecases import expected_answer
from bot.usecases.context import Context
from bot.usecases.queue import next_member
from bot.usecases.replies import move, record_outcome
from bot.usecases.team import checklist
from storage import members
from storage.privacy import key_and_erasures
from storage.queue import cards
from storage.team import people

NUMBER_OF = "number of"


def answered(desk: Context, panel: cards.Panel, code: str) -> object:
    """A press under the question or after it; skipping it gives the first card."""
    expected_answer.taken(desk)
    if code == "posted" and desk.person.own_member_id is not None:
        own = members.get(desk.session, desk.person.own_member_id)
        if own.outcome is not Outcome.VOTED:  # A second tap says nothing new.
            record_outcome.record(desk, own, move.Said(Outcome.VOTED), None)
    ending = joining.Ready(desk.panel("next"), posted=code == "posted")
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    if "list" in checklist.gaps(desk.session, desk.ballot.id):
        return checklist.show(desk) if desk.person.organises else ending
    if code == "skip":
        return next_member.told(desk, next_member.next_member(desk))
    return ending


def typed(desk: Context) -> object:
    """The number: kept as a keyed hash, and found in the list if it is there."""
    expected_answer.taken(desk)
    _keep(desk, desk.person.id)
    ending = joining.OwnNumberKept(desk.panel("own number"))
    desk.tell(ending)
    return ending


def ask_of(desk: Context, person: Person) -> team_endings.TypeNumber:
    """An organiser knows the number of one of the team; it comes next, typed."""
    expected_answer.ask(desk, f"{NUMBER_OF}:{person.id}")
    ending = team_endings.TypeNumber(person.id, desk.ballot.id)
    desk.tell(ending)
    return ending


def typed_of(desk: Context) -> object:
    """The same number, told by an organiser: it is logged who linked whom."""
    person_id = int(expected_answer.taken(desk))
    there = {person.id for person in people.team(desk.session, desk.ballot.id)}
    if person_id not in there or not desk.person.organises:
        desk.tell(joining.NotAllowed("organisers only"))
        return joining.NotAllowed("organisers only")
    found = _keep(desk, person_id)
    desk.note("own number linked", detail=f"person {person_id}")
    ending = team_endings.NumberLinked(person_id, desk.ballot.id, found)
    desk.tell(ending)
    return ending


def _keep(desk: Context, person_id: int) -> bool:
    """Whether the list has the number that was typed; the message is taken away."""
    found = members.find(desk.session, desk.ballot.id, desk.words)
    people.settle(
        desk.session,
        person_id,
        desk.ballot.id,
        own_hash=hashing.of_number(key_and_erasures.key(desk.session), desk.words),
        **_as_listed(found),
    )
    if desk.arrival.message_id is not None:
        desk.delete(desk.arrival.chat_id, desk.arrival.message_id)
    return found is not None


def _as_listed(own: Member | None) -> dict[str, object]:
    """Who they are in the list, which tells their workplace too."""
    if own is None:
        return {"own_member_id": None}
    place = {"workplace": own.workplace} if own.workplace else {}
    return {"own_member_id": own.id, **place}


def match(session: Session, ballot_id: int) -> int:
    """After an import: find those who gave their number before; how many."""
    waiting = {
        person.own_hash: person
        for person in people.team(session, ballot_id)
        if person.own_hash and person.own_member_id is None
    }
    if not waiting:
        return 0
    key, found = key_and_erasures.key(session), 0
    for member in members.every(session, ballot_id):
        number = hashing.of_number(key, member.membership_number or "")
        if person := waiting.get(number):
            people.settle(session, person.id, ballot_id, **_as_listed(member))
            found += 1
    return found
