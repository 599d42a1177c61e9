"""`/script`: what to say now, for the open card or for this phase."""

from bot.rules.replies import endings as replies_endings
from bot.usecases.context import Context
from bot.usecases.queue import held_members


def script(context: Context) -> replies_endings.Script:
    """Answer `/script`: for the open card's state and channel, else for anybody."""
    found = held_members.open_cards(context)
    ending = replies_endings.Script(context.ballot.id, found[0].id if found else None)
    context.tell(ending)
    return ending
