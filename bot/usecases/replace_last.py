"""Messages of which only the newest stands: the one before is taken away."""

from typing import Any

from bot.usecases.context import Context
from storage import ballots, outbox


def replace_with(desk: Context, name: str, ending: object, **more: Any) -> None:
    """Say it to the person of the desk; while one waits to be sent, that is enough."""
    before = ballots.recall(desk.session, name)
    queued, message_id = before.get("queued"), before.get("message_id")
    if isinstance(queued, int) and outbox.is_queued(desk.session, queued):
        return
    if isinstance(message_id, int):
        desk.delete(desk.person.telegram_id, message_id)
    row = desk.tell(ending, remember=name, **more)
    ballots.remember(desk.session, name, {"queued": row})
