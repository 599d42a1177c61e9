"""How a no is said, and how a press is answered."""

from bot.rules.arrivals import How, Place
from bot.rules.endings import joining
from bot.usecases import promising
from bot.usecases.unit import Desk
from storage import chats


def refuse(desk: Desk, why: str, key: str | None = None) -> None:
    """A polite no where it was asked; a press is answered in place."""
    if desk.arrival.how is How.BUTTON:
        answer(desk, joining.NotAllowed(why))
    elif why == "promise":
        promising.ask(desk)
    elif desk.arrival.private:
        desk.say(joining.NotAllowed(why), desk.arrival.chat_id, key=key)
    elif why == "stranger" and desk.place is Place.LINKED_GROUP:
        desk.acknowledge(way_in(desk))
    else:
        desk.acknowledge(joining.NotAllowed(why))


def way_in(desk: Desk) -> joining.AskToJoin:
    """The button by which somebody of the group asks to join."""
    key = chats.join_key(desk.session, desk.arrival.chat_id)
    return joining.AskToJoin(desk.bot_name, key)


def answer(desk: Desk, ending: object) -> None:
    """A press is always answered: a refusal in words, else the wheel just stops."""
    if desk.arrival.callback_id is None:
        return
    refused = isinstance(ending, joining.NotAllowed)
    desk.say(
        ending if isinstance(ending, joining.NotAllowed) else joining.Pressed(),
        desk.arrival.chat_id,
        "answer",
        callback_id=desk.arrival.callback_id,
        alert=refused,
    )
