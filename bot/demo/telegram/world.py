"""The state of the stand-in, and questions about it."""

import mimetypes
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.demo.telegram import api_json, refusals, update_queue
from bot.demo.telegram.models import Chat, File, Json, Member, Message, Person

Place = Chat | Person  # a person stands for their private chat with the bot


@dataclass(frozen=True)
class Change:
    """Something happened: the chat page may draw it, a test may wait for it."""

    kind: str  # message, places, clock, answer, tour; update, request are not drawn
    message: Message | None = None
    person: Person | None = None
    text: str = ""
    alert: bool = False


@dataclass(frozen=True)
class Query:
    """A press of a button, waiting for the bot's answer."""

    id: str
    person: Person
    message: Message
    at: datetime


TOKEN = "8100000001:stand-in"
"""It opens nothing but this stand-in."""


class World:
    """Everything this Telegram knows."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        token: str = TOKEN,
        username: str = "mantelpiece_demo_bot",
    ) -> None:
        self.clock = clock
        self.token = token
        bot_id = int(token.split(":")[0])
        self.bot = Person(bot_id, "Mantelpiece", username, is_bot=True)
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.queries: dict[str, Query] = {}
        self.answers: dict[str, str] = {}  # what the bot said to each press
        self.commands: dict[str, list[Json]] = {}
        self.about: dict[str, str] = {}
        self.feed = update_queue.Feed(clock)
        self.webhook = ""
        self.secret = ""
        self.privacy_mode = True
        self.watchers: list[Callable[[Change], None]] = []
        self._keys = 0
        self._shared_ids = 100  # private chats and basic groups count together

    def tell(self, change: Change) -> None:
        """Tell the page."""
        for watcher in list(self.watchers):
            watcher(change)

    def private(self, person: Person) -> Chat:
        """Find or make the private chat of a person with the bot."""
        chat = self.chats.get(person.id)
        if chat is None:
            chat = self.chats[person.id] = Chat(person.id, "private", person=person)
            for one in (person, self.bot):
                chat.members[one.id] = Member(one)
        return chat

    def place(self, where: Place) -> Chat:
        """Find the chat that is meant."""
        return self.private(where) if isinstance(where, Person) else where

    def knows(self, person: Person) -> bool:
        """Whether the bot can have met this person."""
        return person.started or any(
            chat.member(person).present and chat.member(self.bot).present
            for chat in self.chats.values()
            if chat.person is None
        )

    def post(self, chat: Chat, sender: Person | None, **parts: object) -> Message:
        """Put a message into a chat."""
        self._keys += 1
        message = Message(self._keys, 0, chat, self.clock(), sender)
        for name, value in parts.items():
            setattr(message, name, value)
        message.id = 0 if message.ephemeral_id else self._next_id(chat)
        chat.messages.append(message)
        self.tell(Change("message", message))
        return message

    def _next_id(self, chat: Chat) -> int:
        if chat.kind in ("private", "group"):
            self._shared_ids += 1
            return self._shared_ids
        chat.last_id += 1
        return chat.last_id

    def next_ephemeral_id(self) -> int:
        """Take the next id for a message that only one person sees."""
        self._keys += 1
        return 50_000 + self._keys

    def keep_file(self, name: str, content: bytes, picture: bool = False) -> File:
        """Take a file in; a picture must be one."""
        folder = "photos" if picture else "documents"
        file_id = f"FILE{len(self.files):06d}"
        suffix = name.rpartition(".")[2] if "." in name else "bin"
        path = f"{folder}/file_{len(self.files)}.{suffix}"
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = File(file_id, path, name, mime, content)
        if picture:
            file.width, file.height, file.mime = _picture(content)
        self.files[file.id] = file
        return file

    def offer(self, message: Message, kind: str = "") -> Json | None:
        """Queue a message as an update, where the bot may see it."""
        kind = kind or ("channel_post" if message.chat.kind == "channel" else "message")
        return self.report(kind, api_json.message(message))

    def report(self, kind: str, content: Json) -> Json | None:
        """Queue an update for the bot."""
        update = self.feed.push(kind, content)
        self.tell(Change("update"))
        return update


def _picture(content: bytes) -> tuple[int, int, str]:
    """Width, height and kind of a PNG or JPEG."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        return *struct.unpack(">II", content[16:24]), "image/png"
    at = 2
    while content[:2] == b"\xff\xd8" and at + 9 <= len(content):
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xC3:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height, "image/jpeg"
        at += 2 + length[0]
    raise refusals.bad("IMAGE_PROCESS_FAILED")
