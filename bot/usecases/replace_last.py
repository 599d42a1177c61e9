"""Replace the previous message of the same name instead of adding another."""

from bot.rules.endings import Ending
from bot.usecases.context import Context
from storage import ballots
from storage.outbox import to_send


def replace_with(context: Context, name: str, ending: Ending) -> None:
    """Send an ending in place of the last one, unless that is still to be sent."""
    before = ballots.recall(context.session, name)
    queued, message_id = before.get("queued"), before.get("message_id")
    if isinstance(queued, int) and to_send.is_queued(context.session, queued):
        return
    if isinstance(message_id, int):
        context.delete(context.person.telegram_id, message_id)
    row = context.tell(ending, remember=name)
    ballots.remember(context.session, name, {"queued": row})
