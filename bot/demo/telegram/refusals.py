"""Telegram's refusals, in Telegram's words."""

from typing import Any


class Refusal(Exception):
    """Telegram says no: a code, a sentence, sometimes parameters."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class Impossible(Exception):
    """No person could do this in Telegram: the button or the right is not there."""


def bad(sentence: str, **parameters: Any) -> Refusal:
    """Refuse a request that is wrong as it stands (400)."""
    return Refusal(400, f"Bad Request: {sentence}", **parameters)


def forbidden(sentence: str) -> Refusal:
    """Refuse what the bot may not do (403)."""
    return Refusal(403, f"Forbidden: {sentence}")


def too_many(seconds: int) -> Refusal:
    """Too many requests (429): ask again after so many seconds."""
    sentence = f"Too Many Requests: retry after {seconds}"
    return Refusal(429, sentence, retry_after=seconds)


def conflict(sentence: str) -> Refusal:
    """Two readers of the same updates (409)."""
    return Refusal(409, f"Conflict: {sentence}")


def unparsable(reason: str) -> Refusal:
    """Refuse a text whose formatting cannot be read (400)."""
    return bad(f"can't parse entities: {reason}")


def migrated(to: int) -> Refusal:
    """Refuse: the group has become a supergroup with another id (400)."""
    return bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=to)


CHAT_NOT_FOUND = "chat not found"
MESSAGE_TO_EDIT_NOT_FOUND = "message to edit not found"
MESSAGE_TO_DELETE_NOT_FOUND = "message to delete not found"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
