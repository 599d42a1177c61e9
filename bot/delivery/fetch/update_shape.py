"""What Telegram's updates are like, in all that is read of them; nothing else passes.

An update of another shape can never be handled, so it is set aside without a try.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

_MOST = 2**53
"""Telegram's ids have at most 52 bits; the database's columns have 64."""
_LAST_DAY = 2**32
Id = Annotated[int, Field(ge=-_MOST, le=_MOST)]
Count = Annotated[int, Field(ge=0, le=_MOST)]
Moment = Annotated[int, Field(ge=0, le=_LAST_DAY)]
Text = Annotated[str, StringConstraints(pattern=r"\A[^\x00]*\z")]
"""Text that every database takes: without NUL, and whole in UTF-8."""


class Shape(BaseModel):
    """Of exactly these types; what is not named here is not read."""

    model_config = ConfigDict(strict=True)


class User(Shape):
    """A person or a bot."""

    id: Id
    is_bot: bool
    first_name: Text
    last_name: Text | None = None


class Chat(Shape):
    """A private chat, a group or a channel."""

    id: Id
    type: Text


class Entity(Shape):
    """A part of a text: a command begins with one."""

    type: Text
    offset: Count
    length: Count


class File(Shape):
    """A file that was sent."""

    file_id: Text
    file_name: Text | None = None
    file_size: Count | None = None


class Replied(Shape):
    """The message that is replied to, or that the bot may no longer read."""

    message_id: Id
    date: Moment
    chat: Chat


class Message(Replied):
    """A message; of one that is replied to only the id is read."""

    from_: User | None = Field(default=None, alias="from")
    sender_chat: Chat | None = None
    edit_date: Moment | None = None
    text: Text | None = None
    caption: Text | None = None
    entities: list[Entity] = []
    caption_entities: list[Entity] = []
    document: File | None = None
    media_group_id: Text | None = None
    message_thread_id: Id | None = None
    is_topic_message: bool | None = None
    reply_to_message: Replied | None = None
    new_chat_members: list[User] = []
    left_chat_member: User | None = None
    migrate_to_chat_id: Id | None = None
    migrate_from_chat_id: Id | None = None
    guest_query_id: Text | None = None
    ephemeral_message_id: Id | None = None


class Press(Shape):
    """A press of a button."""

    id: Text
    from_: User = Field(alias="from")
    data: Text | None = None
    message: Message | None = None


class Place(Shape):
    """What somebody is in a chat."""

    user: User
    status: Text
    is_member: bool = True
    can_delete_messages: bool = False


class Change(Shape):
    """Somebody came, left or was given rights."""

    chat: Chat
    from_: User = Field(alias="from")
    date: Moment
    new_chat_member: Place


class Update(Shape):
    """An update of the kinds that are asked for."""

    update_id: Count
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Press | None = None
    my_chat_member: Change | None = None
    chat_member: Change | None = None


def fault(raw: dict[str, Any]) -> str | None:
    """Name the first field that is not as Telegram sends it; None if all are."""
    try:
        Update.model_validate(raw)
    except ValidationError as error:
        place = error.errors(include_input=False, include_url=False)[0]["loc"]
        return ".".join(str(part) for part in place)
    return None


def has_id(raw: object) -> bool:
    """Whether an update can be acknowledged at all."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return type(number) is int and 0 <= number <= _MOST


def known_kinds(raw: dict[str, Any]) -> dict[str, Any]:
    """Leave out the kinds of update that nobody asked for."""
    return {name: raw[name] for name in Update.model_fields if name in raw}
