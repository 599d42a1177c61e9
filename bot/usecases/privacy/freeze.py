"""`/freeze`: take away every card, or one person's; by a code, once, from any account.

A person is frozen in every ballot, and unfrozen by another organiser or the shell.
"""

import datetime as dt

from sqlmodel import Session

from bot.rules import general_endings, hashing
from bot.rules.person import Person
from bot.rules.privacy import endings as privacy_endings
from bot.rules.queue import endings as queue_endings
from bot.rules.team import join_endings
from bot.usecases import outgoing, release
from bot.usecases.context import Context
from bot.usecases.team import promise
from storage import ballots, panels
from storage.privacy import audit, key_and_erasures
from storage.queue import cards
from storage.team import people


def freeze(context: Context) -> object:
    """Answer `/freeze`: one by a code or name at once; all, or oneself, after a yes."""
    person = _by_code(context)
    if person is not None:
        people.update(context.session, person.id, freeze_hash=None)
        return _person(context, person, "frozen by code")
    if context.person.organises:
        return _organiser(context)
    if not context.person.works:
        return _answer(context, privacy_endings.WhoIsThat())
    return _ask(context, privacy_endings.ME)


def _ask(context: Context, whose: str) -> object:
    """Ask first: it takes cards from everybody, or shuts the person out."""
    ending = privacy_endings.FreezeAsked(context.panel("freeze"), whose)
    context.tell(ending)
    if not context.arrival.private:
        context.acknowledge(queue_endings.InPrivate())
    return ending


def confirm(context: Context, panel: cards.Panel, code: str) -> object:
    """Take yes or no to the question before a freeze."""
    if not panels.use_up(context.session, panel):
        return general_endings.NotAllowed("expired")
    context.delete_message()
    if code == "no":
        return general_endings.Pressed()
    if code == privacy_endings.ME:
        return _person(context, context.person)
    if not context.person.organises or context.ballot.id == 0:
        return general_endings.NotAllowed("organisers only")
    does, _, number = code.partition(":")
    if not number:
        return _all(context)
    team = people.team(context.session, context.ballot.id)
    person = next((one for one in team if str(one.id) == number), None)
    if person is None:
        return general_endings.NotAllowed("expired")
    if does == "freeze":
        return _person(context, person)
    unfreeze_person(context.session, person, context.now, context.person.id)
    return None


def _which(context: Context, found: list[Person], does: str) -> object:
    """Ask which of several is meant; in private, as it names them."""
    if not found:
        return _answer(context, privacy_endings.WhoIsThat())
    if not context.arrival.private:
        context.acknowledge(queue_endings.InPrivate())
    ids = tuple(one.id for one in found)
    key = context.panel("freeze")
    return _tell(
        context, privacy_endings.WhichPerson(context.ballot.id, ids, does, key)
    )


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
        found = named(context)
        if len(found) != 1:
            return _which(context, found, "freeze")
        return _person(context, found[0])
    return _ask(context, privacy_endings.ALL)


def _all(context: Context) -> object:
    ballots.update_life(context.session, context.ballot.id, frozen_at=context.now)
    release.release_ballot(context.session, context.ballot.id, "frozen", context.now)
    context.note("frozen")
    by = context.person.id
    context.tell_organisers(privacy_endings.FrozenBy(context.ballot.id, None, by))
    return _answer(context, privacy_endings.Frozen())


def _person(context: Context, person: Person, how: str = "frozen") -> object:
    """Freeze one person in every ballot, and tell the organisers of each."""
    session, now, by = context.session, context.now, context.person.id or None
    people.set_frozen(session, person.id, now)
    for ballot_id in people.ballots_of(session, person.id):
        release.release_all(session, person.id, ballot_id, "frozen", now)
        ending = privacy_endings.FrozenBy(ballot_id, person.id, by)
        outgoing.tell_organisers(session, ballot_id, ending, now)
    context.note(how, detail=f"person {person.id}")
    if person.id != context.person.id:
        context.say(privacy_endings.Frozen(person.id), person.telegram_id)
    return _answer(context, privacy_endings.Frozen(person.id))


def unfreeze(context: Context) -> object:
    """Answer `/unfreeze`: everybody, or somebody by name."""
    ballot_id, by = context.ballot.id, context.person.id
    if not context.words:
        ballots.update_life(context.session, ballot_id, frozen_at=None)
        context.note("unfrozen")
        context.tell_organisers(privacy_endings.UnfrozenBy(ballot_id, None, by))
        return None
    found = [one for one in named(context) if one.frozen_at is not None]
    if len(found) != 1:
        return _which(context, found, "unfreeze")
    unfreeze_person(context.session, found[0], context.now, by)
    return None


def unfreeze_person(
    session: Session, person: Person, now: dt.datetime, by: int | None = None
) -> None:
    """Unfreeze a person in every ballot; `by` is the organiser, None the shell.

    They get a new freeze code, since the last one works once.
    """
    people.set_frozen(session, person.id, None)
    for ballot_id in people.ballots_of(session, person.id):
        ending = privacy_endings.UnfrozenBy(ballot_id, person.id, by)
        outgoing.tell_organisers(session, ballot_id, ending, now)
    audit.record(
        session,
        "unfrozen",
        now,
        ballot_id=person.ballot_id,
        person_id=by,
        detail=f"person {person.id}",
    )
    promise.keep_freeze_code(session, person.id, now)
    code = join_endings.NewFreezeCode(person.id, now.isoformat())
    for said in (privacy_endings.Unfrozen(person.id), code):
        outgoing.say(session, said, person.telegram_id, now)


def named(context: Context) -> list[Person]:
    """Find those of the team who have that name, or else whose name begins so."""
    wanted = context.words.casefold()
    team = people.team(context.session, context.ballot.id)
    exact = [one for one in team if one.name.casefold() == wanted]
    near = [one for one in team if one.name.casefold().startswith(wanted)]
    return exact or near


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
