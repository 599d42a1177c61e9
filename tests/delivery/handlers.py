"""A handler whose effects can be counted, and that fails as it is told."""

from sqlalchemy import exc
from telegram import Update

from bot.delivery import tasks
from storage import updates
from tests.delivery.rig import Rig


class Handler:
    """Notes texts in a database of effects, once per update id."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.seen: list[str] = []
        self.applied: list[str] = []
        self.failing: dict[str, list[Exception]] = {}

    async def __call__(self, update: Update) -> bool:
        words = update.effective_message.text
        self.seen.append(words)
        if self.failing.get(words):
            raise self.failing[words].pop()
        if words == "refused":
            return False
        now = self.rig.clock.now()
        if await tasks.result(
            self.rig.store.submit(
                lambda session: updates.first_time(session, 1, update.update_id, now)
            )
        ):
            self.applied.append(words)
        return True


class DiskFull(Exception):
    sqlite_errorcode = 13


def full() -> exc.OperationalError:
    return exc.OperationalError("INSERT", None, DiskFull())
