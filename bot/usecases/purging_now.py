"""`/purge`: member data goes now, at one organiser's word; with two, at both's."""

from bot.rules.endings import guarding, joining
from bot.usecases import purging, seconding
from bot.usecases.unit import Desk
from storage import ballots, cards


def ask(desk: Desk) -> guarding.Ending:
    """One question first."""
    ending: guarding.Purged | guarding.PurgeAsked = guarding.Purged(desk.ballot.id)
    if ballots.life(desk.session, desk.ballot.id).purged_at is None:
        ending = guarding.PurgeAsked(desk.ballot.id, desk.panel("purge"))
    desk.tell(ending)
    return ending


def pressed(desk: Desk, panel: cards.Panel, code: str) -> object:
    """No, or yes: then the others are asked, if there are any."""
    if desk.arrival.message_id is not None:
        desk.delete(desk.arrival.chat_id, desk.arrival.message_id)
    if code != "erase":
        return joining.Pressed()
    return seconding.ask(desk, seconding.PURGE) or _purge(desk)


def agreed(desk: Desk, panel: cards.Panel, code: str) -> object:
    """The word of another organiser."""
    return seconding.said(desk, panel, code, _purge)


def _purge(desk: Desk) -> object:
    desk.note("purge")
    if not purging.purge(desk.session, desk.ballot.id, desk.now):
        return joining.NotAllowed("expired")
    return joining.Pressed()
