"""Words of /mine, and of the question which member is meant."""

from bot.rules.member import Member
from bot.rules.queue import endings as queue_endings
from bot.rules.queue.screens import MineFacts, WhoFacts
from bot.texts import words
from bot.texts.messages import Message, Press, Rows

MOST = 20
WHO = "Who is that about? Nothing is saved yet."
WHO_OPENS = "Whose card?"


def mine(_ending: queue_endings.Mine, facts: MineFacts) -> Message:
    """List the members somebody holds or has to ask again; a button opens each."""
    parts = [
        _part("Open", facts.open, facts),
        _part("Waiting for an answer", facts.waiting, facts),
        _part("Promises and call-backs", facts.kept, facts),
    ]
    helped = words.many(facts.helped, "paper")
    text = "\n\n".join(part for part in parts if part) or "You hold nobody just now."
    thanks = f"\n\nYou helped {helped} into the box." if facts.helped else ""
    people = (*facts.open, *facts.waiting, *facts.kept)
    fix = ((Press("✏️ Fix something recorded", f"{facts.key}.fix"),),)
    return Message(text + thanks, (*_buttons(facts.key, people), *fix), protect=True)


def who(ending: queue_endings.AskWho, facts: WhoFacts) -> Message:
    """Offer the members it could be; nothing is saved before the tap."""
    return Message(
        WHO_OPENS if ending.fix else WHO,
        _buttons(ending.key, facts.members),
        protect=True,
    )


def _part(heading: str, people: tuple[Member, ...], facts: MineFacts) -> str:
    lines = [f"· {_line(member, facts)}" for member in people[:MOST]]
    return f"<b>{heading}</b>\n" + "\n".join(lines) if lines else ""


def _line(member: Member, facts: MineFacts) -> str:
    name = words.safe(member.full_name)
    if member.holder is not None and member.lease_until is not None:
        until = words.soon(member.lease_until, facts.ballot, facts.now)
        return f"{name}, yours until {until}"
    said = words.OUTCOMES[member.outcome] if member.outcome else ""
    due = words.soon(member.due_at, facts.ballot, facts.now) if member.due_at else ""
    return f"{name}: {said}, {due}".rstrip(", ")


def _buttons(key: str, people: tuple[Member, ...]) -> Rows:
    pairs = [Press(member.full_name[:40], f"{key}.m{member.id}") for member in people]
    return tuple(tuple(pairs[start : start + 2]) for start in range(0, len(pairs), 2))
