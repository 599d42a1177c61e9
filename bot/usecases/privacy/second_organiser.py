"""Where two organise, what cannot be taken back needs the word of a second one."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bot.rules.privacy import endings as privacy_endings
from bot.rules.team import joining
from bot.usecases.context import Context
from storage import panels
from storage.queue import cards
from storage.team import people

EXPORT, PURGE = "export", "purge"
LASTS = dt.timedelta(hours=24)


def ask(desk: Context, what: str) -> privacy_endings.SecondWaits | None:
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
    ending = privacy_endings.SecondAsked(desk.ballot.id, desk.person.id, what, key)
    for other in others:
        desk.say(ending, other.telegram_id)
    desk.note(f"{what} asked")
    desk.tell(privacy_endings.SecondWaits(what))
    return privacy_endings.SecondWaits(what)


def said(
    desk: Context, panel: cards.Panel, code: str, do: Callable[[Context], object]
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
    ending = privacy_endings.SecondSaid(desk.ballot.id, desk.person.id, what, agreed)
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    desk.say(ending, asker.telegram_id)
    if agreed:
        do(replace(desk, person=asker))
    return ending
