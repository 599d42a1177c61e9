"""Words of /mine, and of the question which member is meant."""

from collections.abc import Sequence

from bot.rules.member import Member
from bot.rules.queue import endings as queue_endings
from bot.rules.queue.screens import MineFacts, WhoFacts
from bot.texts import languages, words
from bot.texts.messages import Message, Press, Rows, by_place

MOST = 20
WHO = languages.mark("Who is that about? Nothing is saved yet.")
WHO_OPENS = languages.mark("Whose card?")


def mine(_ending: queue_endings.Mine, facts: MineFacts) -> Message:
    """List the members somebody holds or has to ask again; a button opens each."""
    shown: list[Member] = []
    parts = [
        _part(languages.say("Open"), facts.open, facts, shown),
        _part(languages.say("Waiting for an answer"), facts.waiting, facts, shown),
        _part(languages.say("Promises and call-backs"), facts.kept, facts, shown),
    ]
    shown_parts = [part for part in parts if part]
    text = "\n\n".join(shown_parts or [languages.say("You hold nobody just now.")])
    if facts.helped:
        thanks = languages.say_many(
            "You helped {n:,} paper into the box.",
            "You helped {n:,} papers into the box.",
            facts.helped,
        )
        text = f"{text}\n\n{thanks}"
    fix = ((Press(languages.say("✏️ Fix something recorded"), f"{facts.key}.fix"),),)
    return Message(text, (*_buttons(facts.key, shown), *fix), guarded=True)


def who(ending: queue_endings.AskWho, facts: WhoFacts) -> Message:
    """Offer the members it could be; nothing is saved before the tap."""
    lines = [languages.say(WHO_OPENS if ending.fix else WHO)]
    for place, member in enumerate(facts.members, 1):
        where = f" · {member.workplace}" if member.workplace else ""
        lines.append(words.safe(f"{place}. {member.full_name}{where}"))
    return Message("\n".join(lines), _buttons(ending.key, facts.members), guarded=True)


def _part(
    heading: str, people: tuple[Member, ...], facts: MineFacts, shown: list[Member]
) -> str:
    """List some members, numbered on from those `shown` above, who grow by them."""
    lines = []
    for member in people[:MOST]:
        shown.append(member)
        lines.append(f"{len(shown)}. {_line(member, facts)}")
    if len(people) > MOST:
        lines.append(
            languages.say(
                "and {more:,} more: /find opens them by name", more=len(people) - MOST
            )
        )
    return f"<b>{heading}</b>\n" + "\n".join(lines) if lines else ""


def _line(member: Member, facts: MineFacts) -> str:
    name = words.safe(member.full_name)
    if member.holder is not None and member.lease_until is not None:
        until = words.soon(member.lease_until, facts.ballot, facts.now)
        return languages.say("{name}, yours until {until}", name=name, until=until)
    said = words.outcome_name(member.outcome) if member.outcome else ""
    due = words.soon(member.due_at, facts.ballot, facts.now) if member.due_at else ""
    return f"{name}: {said}, {due}".rstrip(", ")


def _buttons(key: str, people: Sequence[Member]) -> Rows:
    return by_place(key, [f"m{member.id}" for member in people])
