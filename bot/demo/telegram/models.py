"""The people, chats, messages and files of the stand-in."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]

ANONYMOUS_ADMIN = 1087968824  # GroupAnonymousBot; core.telegram.org/bots/api#message
PRESENT = ("creator", "administrator", "member")


@dataclass(eq=False)
class Person:
    """An account, of a person or of the bot."""

    id: int
    first_name: str
    username: str
    last_name: str = ""
    note: str = ""  # who this is in the demo: organiser, advocate, newcomer
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    language: str = "en"


@dataclass(eq=False)
class Member:
    """Somebody's place in a group or channel."""

    person: Person
    status: str = "member"
    rights: frozenset[str] = frozenset()

    @property
    def present(self) -> bool:
        """Whether they are in the chat now."""
        return self.status in PRESENT

    @property
    def administers(self) -> bool:
        """Whether they are an administrator or made the chat."""
        return self.status in ("creator", "administrator")


@dataclass(eq=False)
class File:
    """A file that went through a chat."""

    id: str
    path: str
    name: str
    mime: str
    content: bytes = field(repr=False)
    width: int = 0  # of pictures only
    height: int = 0


@dataclass(eq=False)
class Message:
    """A message as it stands now, with what it said before."""

    key: int  # unique over all chats, for the page
    id: int
    chat: "Chat"
    date: datetime
    sender: Person | None = None
    sender_chat: "Chat | None" = None
    text: str | None = None
    entities: list[Json] = field(default_factory=list)
    document: File | None = None
    photo: File | None = None
    album: str | None = None  # what messages sent together have in common
    keyboard: list[list[Json]] = field(default_factory=list)
    reply_to: "Message | None" = None
    thread: int | None = None
    service: Json = field(default_factory=dict)
    origin: Json | None = None
    protected: bool = False
    silent: bool = False
    edited: datetime | None = None
    deleted: bool = False
    receiver: Person | None = None  # of an ephemeral message
    ephemeral_id: int | None = None
    replaces: "Message | None" = None  # what an ephemeral message stands in for
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    earlier: list[str] = field(default_factory=list)

    @property
    def file(self) -> File | None:
        """The photo or document it carries."""
        return self.photo or self.document

    @property
    def buttons(self) -> list[Json]:
        """Its inline buttons, row after row."""
        return [button for row in self.keyboard for button in row]


@dataclass(eq=False)
class Chat:
    """A private chat with the bot, a group, a supergroup or a channel."""

    id: int
    kind: str
    title: str = ""
    person: Person | None = None
    members: dict[int, Member] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    pinned: list[Message] = field(default_factory=list)
    forum: bool = False
    migrated_to: "Chat | None" = None
    last_id: int = 0

    @property
    def is_group(self) -> bool:
        """Whether people talk to each other here."""
        return self.kind in ("group", "supergroup")

    def member(self, person: Person) -> Member:
        """Their place here; whoever never was here has left."""
        return self.members.get(person.id) or Member(person, "left")

    def ephemeral(self, ephemeral_id: int) -> Message | None:
        """Find the ephemeral message with this id, unless it is gone."""
        return next(
            (
                m
                for m in reversed(self.messages)
                if m.ephemeral_id == ephemeral_id and not m.deleted
            ),
            None,
        )

    def message(self, message_id: int) -> Message | None:
        """Find the message with this id, unless it is gone."""
        return next(
            (
                m
                for m in reversed(self.messages)
                if m.id == message_id and not m.deleted
            ),
            None,
        )
