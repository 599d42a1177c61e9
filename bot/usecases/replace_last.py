"""Messages of which only the newest stands: the one before is taken away."""

from bot.rules.endings import Ending
from bot.usecases.context import Context
from storage import ballots, outbox


def replace_with(context: Context, name: str, ending: Ending) -> None:
    """Say it to the person who acts; while one waits to be sent, that is enough."""
    before = ballots.recall(context.session, name)
    queued, message_id = before.get("queued"), before.get("message_id")
    if isinstance(queued, int) and outbox.is_queued(context.session, queued):
        return
    if isinstance(message_id, int):
        context.delete(context.person.telegram_id, message_id)
    row = context.tell(ending, remember=name)
    ballots.remember(context.session, name, {"queued": row})
