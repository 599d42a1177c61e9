"""Who asks to be let in: one message for each organiser, approved by a tap."""

from dataclasses import replace

from bot.rules import general_endings
from bot.rules.person import Person, Role
from bot.rules.team import endings as team_endings
from bot.rules.team import join_endings
from bot.usecases import replace_last
from bot.usecases.context import Context
from storage.queue import cards
from storage.team import people


def show(context: Context) -> None:
    """To every organiser: who waits now; an earlier message of it goes away."""
    for organiser in people.organisers(context.session, context.ballot.id):
        theirs = replace(context, person=organiser)
        ending = team_endings.WaitingRoom(context.ballot.id, theirs.panel("waiting"))
        name = f"waiting {context.ballot.id} {organiser.id}"
        replace_last.replace_with(theirs, name, ending)


def decide(context: Context, panel: cards.Panel, code: str) -> object:
    """Approve one, or all who wait; or do not let one in."""
    waiting = people.team(context.session, context.ballot.id, [Role.PENDING])
    chosen = [one for one in waiting if code in ("all", f"a{one.id}", f"n{one.id}")]
    if not chosen:
        return general_endings.NotAllowed("expired")
    for person in chosen:
        if code.startswith("n"):
            decline(context, person)
        else:
            approve(context, person)
    ending = team_endings.WaitingRoom(context.ballot.id, panel.key)
    context.edit(ending)
    return ending


def approve(context: Context, person: Person) -> None:
    """Approve an advocate from now on; the promise comes before the first card."""
    ballot_id = context.ballot.id
    people.give_role(context.session, person.id, ballot_id, Role.ADVOCATE, context.now)
    context.note("approved", detail=f"person {person.id}")
    theirs = replace(context, person=person)
    theirs.tell(join_endings.Promise(theirs.panel("promise"), approved=True))


def decline(context: Context, person: Person) -> None:
    """They stay outside; they are told so without a reason."""
    ballot_id = context.ballot.id
    people.give_role(context.session, person.id, ballot_id, Role.GONE, context.now)
    context.note("declined", detail=f"person {person.id}")
    context.say(join_endings.Declined(), person.telegram_id)
