"""Words of an advocate's work: who is next, limits, undo, what was recorded."""

from typing import assert_never

from bot.rules.ballot.screens import BallotFacts
from bot.rules.queue import endings as queue_endings
from bot.rules.queue.screens import ContactFacts
from bot.texts import languages, messages, words
from bot.texts.messages import Message
from bot.texts.queue import card

PHASES = languages.mark(
    {
        "before opening": "The ballot has not opened yet: no cards for now.",
        "papers landing": "Papers are still landing: only call-backs for now.",
        "too late to post": "It is too late to post: no more cards in this ballot.",
        "closed": "This ballot has closed. Thank you for every call you made.",
    }
)
CAPS = languages.mark(
    {
        "open": "You hold {limit} open cards. Finish or give one back, then /next.",
        "hour": "That is {limit} members in an hour. Breathe. /next works again soon.",
        "day": "That is {limit} members today. Thank you! An organiser can allow more.",
        "waiting": "Your waiting list is full ({limit}). Record some answers first: "
        "/mine.",
    }
)
UNDO = languages.mark(
    {
        "nothing": "There is nothing of yours to take back.",
        "already": "That was taken back already.",
        "too late": "That was more than ten minutes ago. Correct it through /mine.",
        "later word": "Something was recorded after it. Correct it through /mine.",
    }
)

ABOUT_MEMBER = languages.mark("This is about a member …")


def say(ending: queue_endings.Plain) -> Message:
    """Say an ending that shows no member."""
    match ending:
        case queue_endings.NoCards(phase=phase):
            return Message(languages.say(PHASES.get(phase, PHASES["closed"])))
        case queue_endings.OverCap(cap=cap, limit=limit):
            return Message(languages.say(CAPS[cap], limit=limit))
        case queue_endings.NothingHeld():
            return Message(
                languages.say("You hold nobody just now. /next gives you a member.")
            )
        case queue_endings.Undone():
            return Message(languages.say("Taken back. The log keeps both."))
        case queue_endings.NothingToUndo(why=why):
            return Message(languages.say(UNDO[why]))
        case queue_endings.InPrivate():
            return Message(languages.say("Sent to you in private."))
        case queue_endings.PressStart(bot_name=name):
            return Message(
                languages.say(
                    "I cannot write to you first. Open our private chat and press "
                    "Start."
                ),
                ((messages.open_private_chat(name),),),
            )
        case queue_endings.NotAReport():
            return Message(
                languages.say(
                    "I did not read that as something a member said, so nothing "
                    "is recorded. Tell me what they said, or press a button on "
                    "the card."
                )
            )
        case _:
            assert_never(ending)


def nobody_due(ending: queue_endings.NobodyDue, facts: BallotFacts) -> Message:
    """Say why nobody is free, and when somebody will be."""
    parts = []
    if ending.waiting and ending.next_due:
        first = words.soon(ending.next_due, facts.ballot, facts.now)
        waits = languages.say_many(
            "{n:,} waits until their time (the first: {first})",
            "{n:,} wait until their time (the first: {first})",
            ending.waiting,
            first=first,
        )
        parts.append(waits)
    elif ending.waiting:
        waits = languages.say_many(
            "{n:,} waits until their time",
            "{n:,} wait until their time",
            ending.waiting,
        )
        parts.append(waits)
    if ending.with_others:
        others = languages.say_many(
            "{n:,} is with others", "{n:,} are with others", ending.with_others
        )
        parts.append(others)
    if ending.with_organiser:
        need = languages.say_many(
            "{n:,} needs the organiser",
            "{n:,} need the organiser",
            ending.with_organiser,
        )
        parts.append(need)
    if not ending.listed:
        parts = [languages.say("no list is loaded yet")]
    why = ", ".join(parts) or languages.say("everybody on the list has been reached")
    return Message(languages.say("Nobody is free just now: {why}.", why=why))


def noted(ending: queue_endings.Noted, facts: ContactFacts) -> Message:
    """Say what was recorded, and whether it came late or contradicts another."""
    said = f"{words.safe(facts.member.initials)}: {words.outcome_name(facts.outcome)}"
    if ending.conflict:
        return Message(f"{said}. {languages.say(card.CONFLICT)}")
    if ending.late:
        return Message(f"{said}. {languages.say(card.LAPSED)}")
    return Message(f"{said}. {languages.say('Recorded.')}")


def opening(*, for_card: bool) -> Message:
    """Say the line sent before a card or another sight of a member, without data."""
    text = card.OPENING if for_card else ABOUT_MEMBER
    return Message(languages.say(text), protect=True)


def in_private_to(people: int) -> Message:
    """Say one line in the group for several who asked at once."""
    return Message(languages.say("Sent to {people} of you in private.", people=people))
