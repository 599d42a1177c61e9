"""Who asks to be let in: one message for each organiser, approved by a tap."""

from dataclasses import replace

from bot.rules.person import Person, Role
from bot.rules.team import endings as team_endings
from bot.rules.team import joining
from bot.usecases import replace_last
from bot.usecases.context import Context
from storage.queue import cards
from storage.team import people


def show(desk: Context) -> None:
    """To every organiser: who waits now; an earlier message of it goes away."""
    for organiser in people.organisers(desk.session, desk.ballot.id):
        theirs = replace(desk, person=organiser)
        ending = team_endings.WaitingRoom(desk.ballot.id, theirs.panel("waiting"))
        name = f"waiting {desk.ballot.id} {organiser.id}"
        replace_last.replace_with(theirs, name, ending)


def pressed(desk: Context, panel: cards.Panel, code: str) -> object:
    """Approve one, or all who wait; or do not let one in."""
    waiting = people.team(desk.session, desk.ballot.id, [Role.PENDING])
    chosen = [one for one in waiting if code in ("all", f"a{one.id}", f"n{one.id}")]
    if not chosen:
        return joining.NotAllowed("expired")
    for person in chosen:
        if code.startswith("n"):
            decline(desk, person)
        else:
            approve(desk, person)
    ending = team_endings.WaitingRoom(desk.ballot.id, panel.key)
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    return ending


def approve(desk: Context, person: Person) -> None:
    """An advocate from now on; the promise comes before the first card."""
    ballot_id = desk.ballot.id
    people.give_role(desk.session, person.id, ballot_id, Role.ADVOCATE, desk.now)
    desk.note("approved", detail=f"person {person.id}")
    theirs = replace(desk, person=person)
    theirs.tell(joining.Promise(theirs.panel("promise"), approved=True))


def decline(desk: Context, person: Person) -> None:
    """They stay outside; they are told so without a reason."""
    ballot_id = desk.ballot.id
    people.give_role(desk.session, person.id, ballot_id, Role.GONE, desk.now)
    desk.note("declined", detail=f"person {person.id}")
    desk.say(joining.Declined(), person.telegram_id)
