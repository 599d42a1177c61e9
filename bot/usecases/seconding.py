"""Where two organise, what cannot be taken back needs the word of a second one."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bot.rules.endings import guarding, joining
from bot.usecases.unit import Desk
from storage import cards, panels, people

EXPORT, PURGE = "export", "purge"
LASTS = dt.timedelta(hours=24)


def ask(desk: Desk, what: str) -> guarding.SecondWaits | None:
    """Ask every other organiser, any of whom may say; None where there is none."""
    team = people.organisers(desk.session, desk.ballot.id)
    others = [one for one in team if one.id != desk.person.id]
    if not others:
        return None
    key = cards.open_panel(
        desk.session,
        f"agree {what}",
        desk.now + LASTS,
        about={"by": desk.person.id},
        ballot_id=desk.ballot.id,
        many=True,
    )
    ending = guarding.SecondAsked(desk.ballot.id, desk.person.id, what, key)
    for other in others:
        desk.say(ending, other.telegram_id)
    desk.note(f"{what} asked")
    desk.tell(guarding.SecondWaits(what))
    return guarding.SecondWaits(what)


def said(
    desk: Desk, panel: cards.Panel, code: str, do: Callable[[Desk], object]
) -> object:
    """The first word of another organiser counts; what was asked is done, or not."""
    by = panel.about.get("by")
    if by == desk.person.id:
        return joining.NotAllowed("not your button")
    if not isinstance(by, int) or not panels.use_up(desk.session, panel):
        return joining.NotAllowed("expired")
    asker = people.get(desk.session, by, desk.ballot.id)
    if not asker.organises:
        return joining.NotAllowed("expired")
    what, agreed = panel.action.removeprefix("agree "), code == "agree"
    desk.note(f"{what} {'agreed' if agreed else 'refused'}", detail=f"person {by}")
    ending = guarding.SecondSaid(desk.ballot.id, desk.person.id, what, agreed)
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    desk.say(ending, asker.telegram_id)
    if agreed:
        do(replace(desk, person=asker))
    return ending
