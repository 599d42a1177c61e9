"""How many messages each person has not looked at yet."""

from collections import Counter

from bot.demo.telegram.models import Chat, Message, Person
from bot.demo.telegram.world import Change


class Unread:
    """Counts by person and chat."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[int, int]] = Counter()
        self.newest = 0

    def note(self, change: Change) -> None:
        """Count a new message for everybody who sees it and did not write it."""
        message = change.message
        if change.kind != "message" or message is None or message.key <= self.newest:
            return
        self.newest = message.key
        for person in _readers(message):
            self.counts[person.id, message.chat.id] += 1

    def seen(self, person: Person, chat: Chat) -> bool:
        """They look at the chat now; whether there was anything new."""
        return bool(self.counts.pop((person.id, chat.id), 0))

    def total(self, person: Person) -> int:
        """Everything they have not looked at."""
        return sum(n for (who, _), n in self.counts.items() if who == person.id)


def _readers(message: Message) -> list[Person]:
    if message.service:
        return []
    return [
        member.person
        for member in message.chat.members.values()
        if member.present
        and not member.person.is_bot
        and member.person is not message.sender
        and message.receiver in (None, member.person)
    ]
