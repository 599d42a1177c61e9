"""One row of the outbox: what it says, how it is sent, and how it may have ended."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

from sqlalchemy import ColumnElement, literal_column, text
from sqlmodel import SQLModel

from storage.tables import OutboxRow

QUEUED, SENDING = "queued", "sending"
SENT, REFUSED, UNKNOWN, DROPPED = "sent", "refused", "unknown", "dropped"
GONE, TOO_OLD = "message gone", "message can't be edited"
"""Why an edit was refused, where the same can be said in a new message."""
NOT_ALLOWED = (
    "not enough rights",
    "have no rights to send",
    "chat_write_forbidden",
    "topic_closed",
)
"""Why a message to a group was refused, where nothing may be written there."""

TABLE = SQLModel.metadata.tables[str(OutboxRow.__tablename__)]
# Spelled as in the partial index, or SQLite would not use it.
OPEN = text("state IN ('queued', 'sending')")
WAITS: ColumnElement[bool] = literal_column("state") == literal_column("'queued'")
"""Whether a row waits to be sent; always with `OPEN`."""


class How(TypedDict, total=False):
    """Options of sending that differ from the default."""

    send_at: dt.datetime
    drop_at: dt.datetime
    """When the message becomes pointless."""
    once: bool
    """Never send it again, even if nobody knows whether it arrived."""
    silent: bool
    key: str | None
    """What was queued under this key is not queued again."""
    thread: int | None
    reply_to: int | None
    receiver: int
    """The one person of a group who sees it."""
    reply_to_ephemeral: int | None
    delete_after: int
    """Seconds."""
    ack: bool
    """Merge several that wait for one group into one line."""
    language: str
    """Of its reader, where that is not the person whose private chat it goes to."""
    remember: str
    """The name under which the id of its message is remembered."""
    forget: bool
    """Delete the row once it has ended, and its traces in the files."""


class Options(How, total=False):
    """The options with the message, button press or menu that a row is for."""

    message_id: int
    callback_id: str
    alert: bool
    url: str
    role: str
    shows: bool
    """A member may be seen in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what it says, by ids and codes, and how it is sent."""

    id: int
    chat_id: int
    kind: str
    ending: Mapping[str, Any] = field(repr=False)
    """The packed ending; empty where nothing is said."""
    options: Options = field(repr=False)
    created_at: dt.datetime
    send_at: dt.datetime
    drop_at: dt.datetime | None = None
    once: bool = False
    silent: bool = False
    tries: int = 0
    message_id: int | None = None
    opened_at: dt.datetime | None = None
    """When its first step ended and the second began; None before and after that."""
    language: str | None = None
    """Of its reader, once begun; None where nothing is known of it."""


COLUMNS = (
    TABLE.c.about,
    *(TABLE.c[name] for name in Entry.__slots__ if name in TABLE.c),
)
"""What is read of a row; its reader's language may stand behind them."""
_NAMES = (*(column.name for column in COLUMNS), "language")


def from_columns(row: Sequence[Any]) -> Entry:
    """Make an entry of the values of `COLUMNS`."""
    values = dict(zip(_NAMES, row, strict=False))
    ending, options = _split(values.pop("about"))
    of_chat = values.pop("language", None)
    language = options.get("language") or of_chat
    return Entry(**values, ending=ending, options=options, language=language)


def _split(about: Any) -> tuple[Mapping[str, Any], Options]:
    """Split `about` into ending and options; older rows hold both in one mapping."""
    if "options" in about:
        return about["ending"], about["options"]
    return about, about
