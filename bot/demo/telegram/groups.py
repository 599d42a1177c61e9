"""Groups and channels: create, join, leave, set rights, migrate."""

from collections.abc import Iterable

from bot.demo.telegram import api_json
from bot.demo.telegram.models import Chat, Json, Member, Message, Person
from bot.demo.telegram.people import People
from bot.demo.telegram.refusals import Impossible
from bot.demo.telegram.world import Change

FIRST_IDS = {
    "group": -4_000_000_001,
    "supergroup": -1_002_000_000_001,
    "channel": -1_003_000_000_001,
}


class Groups(People):
    """The stand-in with its groups."""

    def make_group(
        self, title: str, members: Iterable[Person], kind: str = "group"
    ) -> Chat:
        """Make a group, supergroup or channel; its first member made it."""
        taken = sum(chat.kind == kind for chat in self.chats.values())
        chat = Chat(FIRST_IDS[kind] - taken, kind, title)
        self.chats[chat.id] = chat
        for person in members:
            status = "member" if chat.members else "creator"
            chat.members[person.id] = Member(person, status)
        self.tell(Change("places"))
        return chat

    def add_bot(self, chat: Chat, by: Person, rights: Iterable[str] = ()) -> None:
        """Bring the bot into a group, as an administrator where rights are given."""
        if not chat.member(by).present:
            raise Impossible(f"{by.first_name} is not in this chat.")
        status = "administrator" if rights else "member"
        self._change(chat, self.bot, by, status, rights)
        self._came(chat, self.bot, by)

    def remove_bot(self, chat: Chat, by: Person) -> None:
        """Throw the bot out."""
        self.kick(self.bot, chat, by)

    def join(self, person: Person, chat: Chat, by: Person | None = None) -> None:
        """Come into a group, by a link or brought by somebody."""
        self._change(chat, person, by or person, "member")
        self._came(chat, person, by or person)

    def leave(self, person: Person, chat: Chat) -> None:
        """Go out of a group."""
        self._go(person, chat, person, "left")

    def kick(self, person: Person, chat: Chat, by: Person) -> None:
        """Throw somebody out."""
        self._go(person, chat, by, "kicked")

    def promote(
        self,
        person: Person,
        chat: Chat,
        by: Person,
        rights: Iterable[str] = ("can_delete_messages",),
    ) -> None:
        """Make somebody, or the bot, an administrator with these rights."""
        self._change(chat, person, by, "administrator", rights)

    def demote(self, person: Person, chat: Chat, by: Person) -> None:
        """Take an administrator's rights away."""
        self._change(chat, person, by, "member")

    def migrate(self, chat: Chat) -> Chat:
        """Make a basic group a supergroup; its id changes."""
        if chat.kind != "group":
            raise Impossible("Only a basic group can become a supergroup.")
        grown = self.make_group(chat.title, (), "supergroup")
        grown.members = dict(chat.members)
        self._note(chat, None, {"migrate_to_chat_id": grown.id})
        self._note(grown, None, {"migrate_from_chat_id": chat.id})
        chat.migrated_to = grown
        self.tell(Change("places"))
        return grown

    def redeliver(self, update: Json) -> None:
        """Send the bot an update once more, with the same id."""
        self.feed.requeue(update)

    def messages(
        self, chat: Chat | Person, viewer: Person | None = None
    ) -> list[Message]:
        """List what stands in a chat now.

        Ephemeral messages for their receiver only.
        """
        return [
            message
            for message in self.place(chat).messages
            if not message.deleted and message.receiver in (None, viewer)
        ]

    def last(self, chat: Chat | Person, viewer: Person | None = None) -> Message:
        """Return the newest message in a chat."""
        return self.messages(chat, viewer)[-1]

    def _came(self, chat: Chat, person: Person, by: Person) -> None:
        self._note(chat, by, {"new_chat_members": [api_json.person(person)]})

    def _go(self, person: Person, chat: Chat, by: Person, status: str) -> None:
        if not chat.member(person).present:
            raise Impossible(f"{person.first_name} is not in this chat.")
        shape = api_json.person(person)
        if person is not self.bot:
            self._change(chat, person, by, status)
        self._note(chat, by, {"left_chat_member": shape})
        if person is self.bot:
            self._change(chat, person, by, status)

    def _note(self, chat: Chat, by: Person | None, service: Json) -> None:
        self._deliver(self.post(chat, by, service=service))

    def _change(
        self,
        chat: Chat,
        person: Person,
        by: Person,
        status: str,
        rights: Iterable[str] = (),
    ) -> None:
        before = chat.member(person)
        after = Member(person, status, frozenset(rights))
        chat.members[person.id] = after
        self.tell(Change("places"))
        mine = person is self.bot
        if not mine and not chat.member(self.bot).administers:
            return
        content = {
            "chat": api_json.chat(chat),
            "from": api_json.person(by),
            "date": int(self.clock().timestamp()),
            "old_chat_member": api_json.member(before),
            "new_chat_member": api_json.member(after),
        }
        self.report("my_chat_member" if mine else "chat_member", content)
