"""Faults planned ahead: what goes wrong at which request."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.demo.telegram import refusals
from bot.demo.telegram.refusals import Refusal


class Kind(StrEnum):
    """What goes wrong."""

    TOO_MANY = "429 with retry_after, nothing done"
    CONFLICT = "409 another reader of the updates, nothing done"
    SERVER_ERROR = "500, nothing done"
    BAD_GATEWAY = "502 with a body of HTML, nothing done"
    BLOCKED = "403 bot was blocked by the user"
    USER_NOT_FOUND = "400 user not found"
    TOPIC_CLOSED = "400 topic closed"
    MIGRATED = "400 with migrate_to_chat_id"
    ANSWER_LOST = "done, then the connection closes without an answer"
    ANSWER_HANGS = "done, then no answer for some seconds"
    ANSWER_CUT = "done, then the connection closes within the answer"
    GATEWAY_AFTER = "done, then 502 with a body of HTML"
    RESET = "the connection closes, nothing done"
    SLOW = "some seconds pass, then it is done and answered"


AFTERWARDS = (Kind.ANSWER_LOST, Kind.ANSWER_HANGS, Kind.ANSWER_CUT, Kind.GATEWAY_AFTER)


@dataclass
class Fault:
    """One planned fault."""

    kind: Kind
    method: str = ""  # any
    chat_id: int | None = None  # any
    times: int = 1
    skip: int = 0  # so many fitting requests pass first
    seconds: float = 1
    migrate_to: int = 0

    def fits(self, method: str, chat_id: str) -> bool:
        """Whether it is meant for this request."""
        named = self.method.lower() in ("", method.lower())
        return named and (self.chat_id is None or str(self.chat_id) == chat_id)

    def refusal(self) -> Refusal | None:
        """Say what Telegram says, where it answers properly."""
        if self.kind is Kind.TOO_MANY:
            return refusals.too_many(max(1, round(self.seconds)))
        if self.kind is Kind.CONFLICT:
            return refusals.conflict("terminated by other getUpdates request")
        if self.kind is Kind.BLOCKED:
            return refusals.forbidden("bot was blocked by the user")
        if self.kind is Kind.USER_NOT_FOUND:
            return refusals.bad("user not found")
        if self.kind is Kind.TOPIC_CLOSED:
            return refusals.bad("TOPIC_CLOSED")
        if self.kind is Kind.MIGRATED:
            return refusals.migrated(self.migrate_to)
        if self.kind is Kind.SERVER_ERROR:
            return Refusal(500, "Internal Server Error")
        return None


@dataclass
class Faults:
    """The faults still to come, in the order they were planned."""

    planned: list[Fault] = field(default_factory=list)

    def plan(
        self,
        kind: Kind,
        method: str = "",
        *,
        chat_id: int | None = None,
        times: int = 1,
        skip: int = 0,
        seconds: float = 1,
        migrate_to: int = 0,
    ) -> Fault:
        """Plan a fault, met by the next requests that fit."""
        fault = Fault(kind, method, chat_id, times, skip, seconds, migrate_to)
        self.planned.append(fault)
        return fault

    def clear(self) -> None:
        """No more faults."""
        self.planned.clear()

    def next(self, method: str, chat_id: str) -> Fault | None:
        """Take the fault planned for this request, if any; each is used once.

        Updates are fetched unharmed unless a fault names getUpdates.
        """
        for fault in self.planned:
            polling = method.lower() == "getupdates" and not fault.method
            if polling or not fault.fits(method, chat_id):
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            fault.times -= 1
            if fault.times <= 0:
                self.planned.remove(fault)
            return fault
        return None
