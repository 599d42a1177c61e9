"""`/freeze`: take away every card, or one person's; by a code from any account."""

from bot.rules import hashing
from bot.rules.person import Person
from bot.rules.privacy import endings as privacy_endings
from bot.usecases import outgoing, release
from bot.usecases.context import Context
from storage import ballots
from storage.privacy import key_and_erasures
from storage.team import people


def freeze(context: Context) -> object:
    """Answer `/freeze`: organisers all or one by name, others themselves or by code."""
    person = _by_code(context)
    if person is not None:
        return _person_everywhere(context, person)
    if context.person.organises:
        return _organiser(context)
    if not context.person.works:
        return _answer(context, privacy_endings.WhoIsThat())
    return _person(context, context.person)


def _by_code(context: Context) -> Person | None:
    """Find the person whose freeze code was typed."""
    if not context.words:
        return None
    key = key_and_erasures.key(context.session)
    code_hash = hashing.of_code(key, context.words)
    return people.with_freeze_hash(context.session, code_hash)


def _organiser(context: Context) -> object:
    if context.ballot.id == 0:
        return _answer(context, privacy_endings.WhoIsThat())
    if context.words:
        person = named(context)
        if person is None:
            return _answer(context, privacy_endings.WhoIsThat())
        return _person(context, person)
    ballots.update_life(context.session, context.ballot.id, frozen_at=context.now)
    release.release_ballot(context.session, context.ballot.id, "frozen", context.now)
    context.note("frozen")
    context.tell_organisers(privacy_endings.FrozenBy(context.ballot.id, None))
    return _answer(context, privacy_endings.Frozen())


def _person_everywhere(context: Context, person: Person) -> object:
    """Freeze in every ballot the owner of a lost phone, for whoever knows the code."""
    for ballot_id in people.ballots_of(context.session, person.id):
        people.update_role(context.session, person.id, ballot_id, frozen_at=context.now)
        release.release_all(
            context.session, person.id, ballot_id, "frozen", context.now
        )
        ending = privacy_endings.FrozenBy(ballot_id, person.id)
        outgoing.tell_organisers(context.session, ballot_id, ending, context.now)
    context.note("frozen by code", detail=f"person {person.id}")
    return _answer(context, privacy_endings.Frozen())


def _person(context: Context, person: Person) -> object:
    ballot_id = context.ballot.id
    people.update_role(context.session, person.id, ballot_id, frozen_at=context.now)
    release.release_all(context.session, person.id, ballot_id, "frozen", context.now)
    context.note("frozen", detail=f"person {person.id}")
    context.tell_organisers(privacy_endings.FrozenBy(ballot_id, person.id))
    return _answer(context, privacy_endings.Frozen(person.id))


def unfreeze(context: Context) -> object:
    """Answer `/unfreeze`: everybody, or somebody by name."""
    if not context.words:
        ballots.update_life(context.session, context.ballot.id, frozen_at=None)
        context.note("unfrozen")
        return _tell(context, privacy_endings.Unfrozen())
    person = named(context)
    if person is None:
        return _tell(context, privacy_endings.WhoIsThat())
    people.update_role(context.session, person.id, context.ballot.id, frozen_at=None)
    context.note("unfrozen", detail=f"person {person.id}")
    return _tell(context, privacy_endings.Unfrozen(person.id))


def named(context: Context) -> Person | None:
    """Find the one of the team whose name begins so; None unless exactly one."""
    wanted = context.words.casefold()
    team = people.team(context.session, context.ballot.id)
    exact = [one for one in team if one.name.casefold() == wanted]
    near = [one for one in team if one.name.casefold().startswith(wanted)]
    found = exact or near
    return found[0] if len(found) == 1 else None


def _answer(
    context: Context, ending: privacy_endings.Frozen | privacy_endings.WhoIsThat
) -> object:
    """Answer; in the group only that it is done, without names."""
    if context.arrival.private:
        context.tell(ending)
    elif isinstance(ending, privacy_endings.Frozen):
        context.acknowledge(privacy_endings.Frozen())
    return ending


def _tell(context: Context, ending: privacy_endings.Ending) -> object:
    context.tell(ending)
    return ending
