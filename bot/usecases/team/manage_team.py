"""`/team`: see everybody; suspend, promote, remove, allow more."""

import datetime as dt

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.person import Person, Role
from bot.rules.team import endings as team_endings
from bot.rules.team import join_endings
from bot.usecases import outgoing, release
from bot.usecases.context import Context
from bot.usecases.team import allow_more, membership, own_number
from storage import ballots
from storage.queue import cards
from storage.team import people

ROLES = {
    "suspend": Role.SUSPENDED,
    "restore": Role.ADVOCATE,
    "promote": Role.ORGANISER,
    "demote": Role.ADVOCATE,
    "remove": Role.GONE,
}
FROM = {
    "suspend": {Role.ADVOCATE, Role.ORGANISER},
    "restore": {Role.SUSPENDED},
    "promote": {Role.ADVOCATE},
    "demote": {Role.ORGANISER},
    "remove": {Role.ADVOCATE, Role.ORGANISER, Role.SUSPENDED},
}
UNDO_LASTS = dt.timedelta(hours=24)


def show(context: Context) -> object:
    """Show everybody by role, each with a button."""
    ending = team_endings.Team(context.ballot.id, context.panel("team"))
    context.tell(ending)
    return ending


def show_or_change(context: Context, panel: cards.Panel, code: str) -> object:
    """Take a press: show one of the team, or change their role or caps."""
    action, _, number = code.partition(":")
    if action == "back":
        return _edit(context, team_endings.Team(context.ballot.id, panel.key))
    found = [
        one
        for one in people.team(context.session, context.ballot.id)
        if str(one.id) == number and one.role is not Role.PENDING
    ]
    if not found:
        return general_endings.NotAllowed("expired")
    person = found[0]
    if action == "number":
        return own_number.ask_of(context, person)
    if action == "allow":
        if person.id == context.person.id:
            return general_endings.NotAllowed("not that one")
        allow_more.allow(context, person)
    elif action != "see":
        why = change(context, person, action)
        if why is not None:
            return general_endings.NotAllowed(why)
    ending = team_endings.OnePerson(
        person.id, context.ballot.id, context.person.id, panel.key
    )
    return _edit(context, ending)


def may(by: Person, person: Person, action: str) -> str | None:
    """Give the reason why somebody may not do this to a person; None if they may.

    Nobody changes themselves or the owner; only the owner touches organisers.
    """
    if action not in ROLES or person.role not in FROM[action]:
        return "expired"
    if person.id == by.id or person.role is Role.OWNER or person.owner:
        return "not that one"
    above = person.role is Role.ORGANISER and by.role is not Role.OWNER
    return "owner only" if above else None


def change(context: Context, person: Person, action: str) -> str | None:
    """Give another role, with all that follows; return the reason of a refusal."""
    why = may(context.person, person, action)
    if why is not None:
        return why
    role = ROLES[action]
    _become(context, person, role)
    context.note(action, detail=f"person {person.id}")
    if person.role is Role.ORGANISER:
        context.note(membership.ORGANISER_GONE, detail=f"person {person.id}")
    if action == "promote":
        _tell_of_promotion(context, person)
    if action in ("suspend", "remove"):
        release.release_all(
            context.session, person.id, context.ballot.id, action, context.now
        )
    return None


def _tell_of_promotion(context: Context, person: Person) -> None:
    """Tell all organisers, any of whom may undo it for a day."""
    for organiser in people.organisers(context.session, context.ballot.id):
        if organiser.id == person.id:
            continue
        key = cards.open_panel(
            context.session,
            "promoted",
            context.now + UNDO_LASTS,
            about={"person": person.id},
            person_id=organiser.id,
            ballot_id=context.ballot.id,
        )
        ending = team_endings.Promoted(
            person.id, context.ballot.id, context.person.id, key
        )
        context.say(ending, organiser.telegram_id)


def undo_promotion(context: Context, panel: cards.Panel, _code: str) -> object:
    """Take back a promotion of the last day: any organiser may, not the owner only."""
    whose = panel.number("person")
    person = people.get(context.session, whose, context.ballot.id)
    still = person.since is not None and person.since > context.now - UNDO_LASTS
    if person.role is not Role.ORGANISER or person.id == context.person.id or not still:
        return general_endings.NotAllowed("expired")
    _become(context, person, Role.ADVOCATE)
    context.note("promotion undone", detail=f"person {person.id}")
    ending = team_endings.PromotionUndone(
        person.id, context.ballot.id, context.person.id
    )
    context.edit(ending)
    for organiser in people.organisers(context.session, context.ballot.id):
        if organiser.id != context.person.id:
            context.say(ending, organiser.telegram_id)
    return ending


def _become(context: Context, person: Person, role: Role) -> None:
    """Give the role and its menu, and tell the person."""
    people.give_role(context.session, person.id, context.ballot.id, role, context.now)
    outgoing.set_menu(context.session, person.telegram_id, role, context.now)
    context.say(join_endings.RoleChanged(role, context.ballot.id), person.telegram_id)


def _edit(context: Context, ending: team_endings.Ending) -> team_endings.Ending:
    context.edit(ending)
    return ending


def refresh_menus(session: Session, now: dt.datetime) -> None:
    """Set each organiser's command menu anew, as this version has it."""
    found = {
        person.telegram_id: person.role
        for ballot in ballots.every(session)
        for person in people.organisers(session, ballot.id)
    }
    for telegram_id, role in found.items():
        outgoing.set_menu(session, telegram_id, role, now)
