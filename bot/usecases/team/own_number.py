"""An advocate's own membership number, so that nobody gets their own card."""

from sqlmodel import Session

from bot.rules import general_endings, hashing
from bot.rules.member import Member
from bot.rules.person import Person
from bot.rules.team import endings as team_endings
from bot.rules.team import join_endings
from bot.usecases import expected_answer
from bot.usecases.context import Context
from storage import members
from storage.privacy import key_and_erasures
from storage.team import people

NUMBER_OF = "number of"


def take_own(context: Context) -> object:
    """Take the number typed: keep a keyed hash, and find it in the list."""
    expected_answer.take(context)
    _keep(context, context.person.id)
    ending = join_endings.OwnNumberKept(context.panel("own number"))
    context.tell(ending)
    return ending


def ask_of(context: Context, person: Person) -> team_endings.TypeNumber:
    """Ask an organiser for the number of one of the team, typed next."""
    expected_answer.ask(context, f"{NUMBER_OF}:{person.id}")
    ending = team_endings.TypeNumber(person.id, context.ballot.id)
    context.tell(ending)
    return ending


def take_of(context: Context) -> object:
    """Take the number of one of the team from an organiser; log who linked whom."""
    person_id = int(expected_answer.take(context))
    there = {person.id for person in people.team(context.session, context.ballot.id)}
    if person_id not in there or not context.person.organises:
        context.tell(general_endings.NotAllowed("organisers only"))
        return general_endings.NotAllowed("organisers only")
    found = _keep(context, person_id)
    context.note("own number linked", detail=f"person {person_id}")
    ending = team_endings.NumberLinked(person_id, context.ballot.id, found)
    context.tell(ending)
    return ending


def _keep(context: Context, person_id: int) -> bool:
    """Keep the number and delete its message; True if the list has it."""
    found = members.find(context.session, context.ballot.id, context.words)
    own_hash = hashing.of_number(key_and_erasures.key(context.session), context.words)
    settled = _as_listed(found) | {"own_hash": own_hash}
    people.update_role(context.session, person_id, context.ballot.id, **settled)
    context.delete_message()
    return found is not None


def _as_listed(own: Member | None) -> people.InBallot:
    """Get the fields of a person from their row in the list, workplace included."""
    if own is None:
        return {"own_member_id": None}
    if not own.workplace:
        return {"own_member_id": own.id}
    return {"own_member_id": own.id, "workplace": own.workplace}


def match(session: Session, ballot_id: int) -> int:
    """Find, after an import, people who gave their number before; return how many."""
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
            people.update_role(session, person.id, ballot_id, **_as_listed(member))
            found += 1
    return found
