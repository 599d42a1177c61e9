"""How a call to Telegram can end, and which error means which ending (P7)."""

from dataclasses import dataclass

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    TelegramError,
)

from bot.delivery import request
from bot.delivery.send.row_kinds import RowKind
from storage.outbox import outbox_entry


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram accepted it, or what it asks for is done already."""

    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class NotSent:
    """It never left this machine: try again."""

    why: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Telegram asks for a pause of all calls: try again after it."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never accept it; `why` is a code, never Telegram's words."""

    why: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """The chat cannot be reached."""

    why: str


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group has become a supergroup with another id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """It left this machine; whether it arrived is unknown."""

    why: str


Ending = Sent | NotSent | Wait | Refused | Blocked | Migrated | Unknown

# Telegram's error texts vary in case, and longer ones may quote what was sent: compare
# them in lower case, and never keep them.
_UNREACHABLE = ("chat not found", "user not found", "peer_id_invalid")
_NOT_MODIFIED = ("message is not modified", "message_not_modified")
_GONE = (
    "message to edit not found",
    "message to delete not found",
    "message can't be deleted",
    "message not found",
    "message_id_invalid",
    "query is too old",
    "query id is invalid",
)
_KNOWN = (
    "can't parse entities",
    "can't parse inline keyboard button",
    "message is too long",
    "message caption is too long",
    "message text is empty",
    outbox_entry.TOO_OLD,
    "there is no text in the message to edit",
    "message thread not found",
    *outbox_entry.NOT_ALLOWED,
    "button_data_invalid",
    "button_copy_text_invalid",
    "image_process_failed",
    "photo_invalid_dimensions",
    "file is too big",
)
_DONE_IF_GONE = (RowKind.DELETE, RowKind.ANSWER)


def of(error: Exception, kind: str) -> Ending:
    """Return the ending that an error means for a call."""
    match error:
        case request.NotSent():
            return NotSent(error.message)
        case request.Unknown():
            return Unknown(error.message)
        case request.TooMany():
            return Wait(error.seconds)
        case ChatMigrated():
            return Migrated(error.new_chat_id)
        case Forbidden():
            return Blocked("forbidden")
        case BadRequest():
            return _bad_request(error.message.lower(), kind)
        case InvalidToken():
            return NotSent("token refused")  # 401, 404: the bot itself, not this row
        case Conflict():
            return Refused("conflict")
        case TelegramError():
            return Refused("refused")  # other 4xx: 5xx and broken lines are Unknown
        case _:
            return Unknown(type(error).__name__)


def _bad_request(words: str, kind: str) -> Ending:
    if any(one in words for one in _NOT_MODIFIED):
        return Sent()
    if any(one in words for one in _UNREACHABLE):
        return Blocked("chat not found")
    if any(one in words for one in _GONE):
        return Sent() if kind in _DONE_IF_GONE else Refused(outbox_entry.GONE)
    known = (one for one in _KNOWN if one in words)
    return Refused(next(known, "bad request"))
