"""What people do in the stand-in: say, press, start, send, edit, forward, block."""

from bot.demo.telegram import api_json, privacy_mode, text
from bot.demo.telegram.models import Chat, Json, Message, Person
from bot.demo.telegram.refusals import Impossible
from bot.demo.telegram.world import Change, Place, Query, World

FIRST_PERSON = 7_200_000_001  # past 32 bits, as newer accounts are


class People(World):
    """The stand-in as seen by the people in it."""

    def add_person(
        self,
        name: str,
        started: bool = False,
        username: str = "",
        note: str = "",
        last_name: str = "",
    ) -> Person:
        """Make an account; `started` means that they pressed Start long ago."""
        person_id = FIRST_PERSON + len(self.people)
        person = Person(person_id, name, username, last_name, note, started=started)
        self.people[person.id] = person
        self.private(person)
        self.tell(Change("places"))
        return person

    def say(
        self,
        person: Person,
        chat: Place,
        words: str,
        reply_to: Message | None = None,
        thread: int | None = None,
        as_chat: Chat | None = None,
    ) -> Message:
        """Type a message; `as_chat` speaks as the group (anonymously) or a channel."""
        where = self._may_write(person, chat)
        parts: Json = {"text": words, "entities": text.found(words), "thread": thread}
        if where.is_group and self._for_two(text.command(words)):
            parts |= {"ephemeral_id": self.next_ephemeral_id(), "receiver": person}
        return self._deliver(
            self.post(where, person, reply_to=reply_to, sender_chat=as_chat, **parts)
        )

    def start(self, person: Person, payload: str = "") -> Message:
        """Press Start, or open a t.me/bot?start=payload link and press it there."""
        if person.blocked:
            self.unblock(person)
        person.started = True
        self.tell(Change("places"))
        return self.say(person, person, f"/start {payload}".strip())

    def press(self, person: Person, message: Message, button: str) -> str:
        """Press a button by its words or its data; gives the query's id."""
        if message.deleted or not message.chat.member(person).present:
            raise Impossible("The message is not there for them.")
        data = self.data_behind(message, button)
        return self.press_data(person, message, data)

    def data_behind(self, message: Message, button: str) -> str:
        """Find the data of the button with these words, or with this data."""
        for one in message.buttons:
            if "callback_data" in one and button in (one["text"], one["callback_data"]):
                return str(one["callback_data"])
        there = ", ".join(one["text"] for one in message.buttons) or "none"
        raise Impossible(f"There is no button {button!r}; there are: {there}.")

    def press_data(self, person: Person, message: Message, data: str) -> str:
        """Press as an altered app can: any data, on any message, even a gone one."""
        query_id = str(4_400_000_000_000 + len(self.queries))
        self.queries[query_id] = Query(query_id, person, message, self.clock())
        seen = api_json.inaccessible if message.deleted else api_json.message
        content = {
            "id": query_id,
            "from": api_json.person(person),
            "message": seen(message),
            "chat_instance": str(-7_000_000 - abs(message.chat.id)),
            "data": data,
        }
        self.report("callback_query", content)
        return query_id

    def send_document(
        self,
        person: Person,
        chat: Place,
        name: str,
        content: bytes,
        caption: str = "",
        album: str | None = None,
    ) -> Message:
        """Send a file, alone or with others of an album."""
        where = self._may_write(person, chat)
        file = self.keep_file(name, content)
        found = text.found(caption)
        return self._deliver(
            self.post(
                where,
                person,
                document=file,
                text=caption,
                entities=found,
                album=album,
            )
        )

    def edit(self, person: Person, message: Message, words: str) -> Message:
        """Change what one wrote."""
        if message.sender is not person or message.deleted:
            raise Impossible("People edit their own messages only.")
        message.earlier.append(message.text or "")
        message.text, message.entities = words, text.found(words)
        message.edited = self.clock()
        self.tell(Change("message", message))
        if not self.privacy_mode or privacy_mode.shows(message, self.bot):
            channel = message.chat.kind == "channel"
            self.offer(message, "edited_channel_post" if channel else "edited_message")
        return message

    def forward(self, person: Person, message: Message, chat: Place) -> Message:
        """Pass a message on; protected ones cannot be."""
        if message.protected or message.deleted:
            raise Impossible("A protected message cannot be forwarded.")
        where = self._may_write(person, chat)
        origin: Json = {"type": "user", "date": int(message.date.timestamp())}
        origin["sender_user"] = api_json.person(message.sender or self.bot)
        parts: Json = {"text": message.text, "entities": message.entities}
        parts |= {"document": message.document, "photo": message.photo}
        return self._deliver(self.post(where, person, origin=origin, **parts))

    def delete(self, person: Person, message: Message) -> None:
        """Take one's own message away; bots are not told."""
        if message.sender is not person:
            raise Impossible("People delete their own messages only.")
        message.deleted = True
        self.tell(Change("message", message))

    def channel_post(self, channel: Chat, words: str) -> Message:
        """Post in a channel, as the channel."""
        found = text.found(words)
        return self._deliver(
            self.post(channel, None, sender_chat=channel, text=words, entities=found)
        )

    def block(self, person: Person) -> None:
        """Block the bot."""
        self._block(person, True)

    def unblock(self, person: Person) -> None:
        """Let the bot write again."""
        self._block(person, False)

    def _block(self, person: Person, blocked: bool) -> None:
        if person.blocked == blocked:
            return
        person.blocked = blocked
        chat = self.private(person)
        place = chat.members[self.bot.id]
        before = api_json.member(place)
        place.status = "kicked" if blocked else "member"
        change = {"old_chat_member": before, "new_chat_member": api_json.member(place)}
        about = {"chat": api_json.chat(chat), "from": api_json.person(person)}
        date = int(self.clock().timestamp())
        self.report("my_chat_member", about | {"date": date} | change)
        self.tell(Change("places"))

    def _may_write(self, person: Person, chat: Place) -> Chat:
        where = self.place(chat)
        if where.migrated_to:
            where = where.migrated_to
        if where.person and (where.person is not person or not person.started):
            raise Impossible("Start comes first, and nobody writes in another's chat.")
        if where.person and person.blocked:
            raise Impossible("Who blocked the bot must unblock it first.")
        if not where.member(person).present:
            raise Impossible(f"{person.first_name} is not in this chat.")
        return where

    def _deliver(self, message: Message) -> Message:
        if not self.privacy_mode or privacy_mode.shows(message, self.bot):
            self.offer(message)
        return message

    def _for_two(self, command: str) -> bool:
        """Whether the bot declared this command as seen by the sender and it only."""
        word = command.partition("@")[0]
        return any(
            one["command"] == word and one.get("is_ephemeral")
            for commands in self.commands.values()
            for one in commands
        )
