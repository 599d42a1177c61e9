"""`/script`: what to say now, for the open card or for this phase."""

from bot.rules.endings import speaking
from bot.usecases import targets
from bot.usecases.unit import Desk


def script(desk: Desk) -> speaking.Script:
    """For the open card's state and channel; without one for anybody."""
    found = targets.open_cards(desk)
    ending = speaking.Script(desk.ballot.id, found[0].id if found else None)
    desk.tell(ending)
    return ending
