"""People who ask to join: one message for each organiser, who approves by a tap."""

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
    """Show every organiser who waits now; delete the earlier message."""
    for organiser in people.organisers(context.session, context.ballot.id):
        theirs = replace(context, person=organiser)
        ending = team_endings.WaitingRoom(context.ballot.id, theirs.panel("waiting"))
        name = f"waiting {context.ballot.id} {organiser.id}"
        replace_last.replace_with(theirs, name, ending)


def decide(context: Context, panel: cards.Panel, code: str) -> object:
    """Take a press: approve one or all who wait, or decline one."""
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
    """Approve an advocate; ask for the promise before the first card."""
    ballot_id = context.ballot.id
    people.give_role(context.session, person.id, ballot_id, Role.ADVOCATE, context.now)
    context.note("approved", detail=f"person {person.id}")
    theirs = replace(context, person=person)
    theirs.tell(join_endings.Promise(theirs.panel("promise"), approved=True))


def decline(context: Context, person: Person) -> None:
    """Decline a person, and tell them so without a reason."""
    ballot_id = context.ballot.id
    people.give_role(context.session, person.id, ballot_id, Role.GONE, context.now)
    context.note("declined", detail=f"person {person.id}")
    context.say(join_endings.Declined(), person.telegram_id)
