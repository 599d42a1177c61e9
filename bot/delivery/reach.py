"""Reach Telegram: why a call failed, how long to wait, and when to stop asking."""

from collections.abc import Awaitable, Callable

import structlog
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.delivery import request, tasks

log = structlog.get_logger(__name__)
LONGEST_PAUSE = 30.0


def failure(error: Exception, failures: int) -> tuple[str, float]:
    """Say why a call failed, without Telegram's words, and the seconds to wait.

    One, two, four, up to thirty; after a 429 as long as Telegram asks.
    """
    pause = min(2.0 ** (failures - 1), LONGEST_PAUSE)
    match error:
        case Conflict():
            return "another program fetches this bot's updates", pause
        case InvalidToken():
            return "telegram refuses the token", pause
        case request.TooMany():
            return "too many requests", error.seconds
        case request.NotSent() | request.Unknown():
            return error.message, pause
        case _:
            return type(error).__name__, pause


async def insist(call: Callable[[], Awaitable[None]], time: tasks.Time) -> None:
    """Repeat a call until Telegram answers it; raises only if it refuses the token."""
    failures = 0
    while True:
        try:
            return await call()
        except InvalidToken:
            raise
        except TelegramError as error:
            failures += 1
            why, pause = failure(error, failures)
            log.error("telegram cannot be reached", why=why, seconds=pause)
        await time.sleep(pause)
