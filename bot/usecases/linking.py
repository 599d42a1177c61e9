"""Bind a group to a ballot."""

from bot.rules.endings import joining
from bot.usecases.unit import Desk
from storage import ballots, cards, chats


def offer(desk: Desk) -> joining.Ending:
    """`/link` in a group: one button for each ballot."""
    if chats.get(desk.session, desk.arrival.chat_id) is None:
        chats.add(
            desk.session,
            desk.arrival.chat_id,
            desk.arrival.chat_kind,
            desk.person.telegram_id,
            desk.now,
        )
    found = ballots.every(desk.session)
    if not found:
        desk.say(joining.NotAllowed("no ballot"), desk.arrival.chat_id)
        return joining.NotAllowed("no ballot")
    key = desk.panel("link", {"ballots": [ballot.id for ballot in found]})
    ending = joining.OfferLink(key, tuple(ballot.name for ballot in found))
    desk.say(ending, desk.arrival.chat_id)
    return ending


def link(desk: Desk, panel: cards.Panel, code: str) -> joining.Ending:
    """The group belongs to this ballot from now on."""
    offered = panel.about["ballots"]
    assert isinstance(offered, list)
    ballot_id = offered[int(code.removeprefix("link"))]
    chat_id = desk.arrival.chat_id
    chats.note(desk.session, chat_id, ballot_id=ballot_id, linked_at=desk.now)
    chat = chats.get(desk.session, chat_id)
    desk.note("group linked")
    ending = joining.Linked(ballot_id, chat is not None and chat.can_delete)
    desk.say(ending, chat_id, "edit", message_id=desk.arrival.message_id)
    return ending
