"""`/skip`: pass the open member on, with a reason."""

from bot.rules.endings import work
from bot.usecases import targets
from bot.usecases.closing_cards import ask
from bot.usecases.unit import Desk


def skip(desk: Desk) -> work.Ending:
    """The open card asks why."""
    open_now = targets.open_cards(desk)
    if not open_now:
        desk.tell(work.NothingHeld())
        return work.NothingHeld()
    return ask(desk, open_now[0], "skip")
