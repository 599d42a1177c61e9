"""A damaged database: its bot stops, and says why without the outbox (P11)."""

import structlog

from bot.delivery import tasks
from bot.delivery.fetch import handle_update
from bot.texts import general_endings, messages
from bot.usecases.privacy import nightly
from storage import engine

log = structlog.get_logger(__name__)


async def tell(store: engine.Store, say: handle_update.SayDirectly) -> None:
    """Tell organisers why the bot stops."""
    try:
        found = await tasks.result(store.submit_read(nightly.organisers))
    except Exception as error:
        log.error("told nobody", error=type(error).__name__)
        return
    damaged = messages.Message(general_endings.DAMAGED)
    for chat_id, language in sorted(found.items()):
        await say(chat_id, damaged, language)
