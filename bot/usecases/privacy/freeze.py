"""`/freeze`: every card, or one person's, at once; by a code from any account."""

from bot.rules import hashing
from bot.rules.person import Person
from bot.rules.privacy import endings as privacy_endings
from bot.usecases import release, tell
from bot.usecases.context import Context
from storage import ballots
from storage.privacy import key_and_erasures
from storage.team import people


def freeze(desk: Context) -> object:
    """Organisers: all, or somebody by name. Others: themselves, or by their code."""
    by_code = desk.words and people.with_freeze_hash(
        desk.session, hashing.of_code(key_and_erasures.key(desk.session), desk.words)
    )
    if by_code:
        return _person_everywhere(desk, by_code)
    if desk.person.organises:
        return _organiser(desk)
    if not desk.person.works:
        return _answer(desk, privacy_endings.WhoIsThat())
    return _person(desk, desk.person)


def _organiser(desk: Context) -> object:
    if desk.ballot.id == 0:
        return _answer(desk, privacy_endings.WhoIsThat())
    if desk.words:
        person = named(desk)
        return (
            _person(desk, person)
            if person
            else _answer(desk, privacy_endings.WhoIsThat())
        )
    ballots.live(desk.session, desk.ballot.id, frozen_at=desk.now)
    release.everybody(desk.session, desk.ballot.id, "frozen", desk.now)
    desk.note("frozen")
    tell.tell_organisers(desk, privacy_endings.FrozenBy(desk.ballot.id, None))
    return _answer(desk, privacy_endings.Frozen())


def _person_everywhere(desk: Context, person: Person) -> object:
    """A lost phone: whoever knows the code freezes its owner in every ballot."""
    for ballot_id in people.ballots_of(desk.session, person.id):
        people.settle(desk.session, person.id, ballot_id, frozen_at=desk.now)
        release.release_all(desk.session, person.id, ballot_id, "frozen", desk.now)
        for organiser in people.organisers(desk.session, ballot_id):
            ending = privacy_endings.FrozenBy(ballot_id, person.id)
            desk.say(ending, organiser.telegram_id)
    desk.note("frozen by code", detail=f"person {person.id}")
    return _answer(desk, privacy_endings.Frozen())


def _person(desk: Context, person: Person) -> object:
    ballot_id = desk.ballot.id
    people.settle(desk.session, person.id, ballot_id, frozen_at=desk.now)
    release.release_all(desk.session, person.id, ballot_id, "frozen", desk.now)
    desk.note("frozen", detail=f"person {person.id}")
    tell.tell_organisers(desk, privacy_endings.FrozenBy(ballot_id, person.id))
    return _answer(desk, privacy_endings.Frozen(person.id))


def unfreeze(desk: Context) -> object:
    """Everybody again, or somebody by name."""
    if not desk.words:
        ballots.live(desk.session, desk.ballot.id, frozen_at=None)
        desk.note("unfrozen")
        return _tell(desk, privacy_endings.Unfrozen())
    person = named(desk)
    if person is None:
        return _tell(desk, privacy_endings.WhoIsThat())
    people.settle(desk.session, person.id, desk.ballot.id, frozen_at=None)
    desk.note("unfrozen", detail=f"person {person.id}")
    return _tell(desk, privacy_endings.Unfrozen(person.id))


def named(desk: Context) -> Person | None:
    """The one of the team whose name this is, or begins with it; None if not one."""
    wanted = desk.words.casefold()
    team = people.team(desk.session, desk.ballot.id)
    exact = [one for one in team if one.name.casefold() == wanted]
    near = [one for one in team if one.name.casefold().startswith(wanted)]
    found = exact or near
    return found[0] if len(found) == 1 else None


def _answer(
    desk: Context, ending: privacy_endings.Frozen | privacy_endings.WhoIsThat
) -> object:
    """In the group only that it is done; names and codes stay in private."""
    if desk.arrival.private:
        desk.tell(ending)
    elif isinstance(ending, privacy_endings.Frozen):
        desk.acknowledge(privacy_endings.Frozen())
    return ending


def _tell(desk: Context, ending: privacy_endings.Ending) -> object:
    desk.tell(ending)
    return ending
