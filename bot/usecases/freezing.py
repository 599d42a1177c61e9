"""`/freeze`: every card, or one person's, at once; by a code from any account."""

from bot.rules import hashing
from bot.rules.endings import guarding
from bot.rules.persons import Person
from bot.usecases import alarms, removing
from bot.usecases.unit import Desk
from storage import ballots, beside, people


def freeze(desk: Desk) -> object:
    """Organisers: all, or somebody by name. Others: themselves, or by their code."""
    by_code = desk.words and people.with_freeze_hash(
        desk.session, hashing.of_code(beside.key(desk.session), desk.words)
    )
    if by_code:
        return _person_everywhere(desk, by_code)
    if desk.person.organises:
        return _organiser(desk)
    if not desk.person.works:
        return _answer(desk, guarding.WhoIsThat())
    return _person(desk, desk.person)


def _organiser(desk: Desk) -> object:
    if desk.ballot.id == 0:
        return _answer(desk, guarding.WhoIsThat())
    if desk.words:
        person = named(desk)
        return _person(desk, person) if person else _answer(desk, guarding.WhoIsThat())
    ballots.live(desk.session, desk.ballot.id, frozen_at=desk.now)
    removing.everybody(desk.session, desk.ballot.id, "frozen", desk.now)
    desk.note("frozen")
    alarms.tell_organisers(desk, guarding.FrozenBy(desk.ballot.id, None))
    return _answer(desk, guarding.Frozen())


def _person_everywhere(desk: Desk, person: Person) -> object:
    """A lost phone: whoever knows the code freezes its owner in every ballot."""
    for ballot_id in people.ballots_of(desk.session, person.id):
        people.settle(desk.session, person.id, ballot_id, frozen_at=desk.now)
        removing.release_all(desk.session, person.id, ballot_id, "frozen", desk.now)
        for organiser in people.organisers(desk.session, ballot_id):
            ending = guarding.FrozenBy(ballot_id, person.id)
            desk.say(ending, organiser.telegram_id)
    desk.note("frozen by code", detail=f"person {person.id}")
    return _answer(desk, guarding.Frozen())


def _person(desk: Desk, person: Person) -> object:
    ballot_id = desk.ballot.id
    people.settle(desk.session, person.id, ballot_id, frozen_at=desk.now)
    removing.release_all(desk.session, person.id, ballot_id, "frozen", desk.now)
    desk.note("frozen", detail=f"person {person.id}")
    alarms.tell_organisers(desk, guarding.FrozenBy(ballot_id, person.id))
    return _answer(desk, guarding.Frozen(person.id))


def unfreeze(desk: Desk) -> object:
    """Everybody again, or somebody by name."""
    if not desk.words:
        ballots.live(desk.session, desk.ballot.id, frozen_at=None)
        desk.note("unfrozen")
        return _tell(desk, guarding.Unfrozen())
    person = named(desk)
    if person is None:
        return _tell(desk, guarding.WhoIsThat())
    people.settle(desk.session, person.id, desk.ballot.id, frozen_at=None)
    desk.note("unfrozen", detail=f"person {person.id}")
    return _tell(desk, guarding.Unfrozen(person.id))


def named(desk: Desk) -> Person | None:
    """The one of the team whose name this is, or begins with it; None if not one."""
    wanted = desk.words.casefold()
    team = people.team(desk.session, desk.ballot.id)
    exact = [one for one in team if one.name.casefold() == wanted]
    near = [one for one in team if one.name.casefold().startswith(wanted)]
    found = exact or near
    return found[0] if len(found) == 1 else None


def _answer(desk: Desk, ending: guarding.Frozen | guarding.WhoIsThat) -> object:
    """In the group only that it is done; names and codes stay in private."""
    if desk.arrival.private:
        desk.tell(ending)
    elif isinstance(ending, guarding.Frozen):
        desk.acknowledge(guarding.Frozen())
    return ending


def _tell(desk: Desk, ending: guarding.Ending) -> object:
    desk.tell(ending)
    return ending
