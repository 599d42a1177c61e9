"""People who ask to join: one message for each organiser, who approves by a tap.

*Approve all* is for those the message shows; who needs a look is approved by name only.
"""

from collections.abc import Iterable
from dataclasses import replace

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.person import WORKING, Person, Role
from bot.rules.team import endings as team_endings
from bot.rules.team import join_endings, newcomers
from bot.rules.team import screens as showing
from bot.usecases import replace_last
from bot.usecases.context import Context
from storage.privacy import audit
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
    chosen = [one for one in waiting if code in (f"a{one.id}", f"n{one.id}")]
    if code.startswith(showing.ALL):
        looks = to_look_at(context.session, context.ballot.id, waiting)
        shown = [one for one in waiting if showing.asked_at(one) <= _newest(code)]
        chosen = [one for one in shown if one.id not in looks]
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


def _newest(code: str) -> int:
    return int(code.removeprefix(showing.ALL))


BEFORE = ("remove", "suspend", "declined")
"""Audit lines about somebody (`person N`) who may not simply come back."""
LEFT = "left"
"""The audit line of somebody who left the group, or was put out of it."""


def to_look_at(
    session: Session, ballot_id: int, waiting: Iterable[Person]
) -> dict[int, showing.Look]:
    """Find who was in the team before, or goes by the name of one of the team."""
    team, found = people.team(session, ballot_id, WORKING), {}
    for one in waiting:
        like = newcomers.same_name(one, team)
        before = audit.any_about(session, ballot_id, one.id, BEFORE, LEFT)
        if like is not None or before:
            found[one.id] = showing.Look(before, like.name if like else "")
    return found


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
