"""`/script`: what to say now, for the open card or for this phase."""

from bot.rules.replies import endings as replies_endings
from bot.usecases.context import Context
from bot.usecases.queue import held


def script(desk: Context) -> replies_endings.Script:
    """For the open card's state and channel; without one for anybody."""
    found = held.open_cards(desk)
    ending = replies_endings.Script(desk.ballot.id, found[0].id if found else None)
    desk.tell(ending)
    return ending
