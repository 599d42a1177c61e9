"""Short words to organisers: alarms about the team, what was done."""

from typing import assert_never

from bot.rules.team import endings as team_endings
from bot.rules.team import screens as showing
from bot.texts import words
from bot.texts.messages import Message, Press

CAPS = {"hour": "in an hour", "day": "in a day"}
RIGHTS = (
    "I cannot see who leaves or take messages away here. Making me an administrator "
    "with only “delete messages” helps."
)
REVOKED = "That invitation cannot be used any more."
AGREED = "Noted, with the day. Cards show details from now on."
BY_STRANGER = (
    "Somebody who is no organiser has added me to a group. I stay silent there and "
    "leave after 15 minutes, unless you link it: /link"
)

LINKED = {
    True: "Linked: {who} is never given their own card.",
    False: "That number is not in the list yet. I look again with the next list, so "
    "that {who} is never given their own card.",
}


def say(ending: team_endings.Told, facts: showing.Facts) -> Message:
    """The message of an ending that names at most one of the team."""
    match ending:
        case team_endings.Revoked():
            return Message(REVOKED)
        case team_endings.Agreed():
            return Message(AGREED)
        case team_endings.AddedByStranger():
            return Message(BY_STRANGER)
        case team_endings.StrangerInGroup(name=name):
            who = words.safe(name)
            return Message(f"👀 {who} has come into the group and is not of the team.")
        case team_endings.CannotSee():
            return Message(RIGHTS)
        case _:
            return _about(ending, facts)


def _about(ending: team_endings.AboutOne, facts: showing.Facts) -> Message:
    who = ""
    if isinstance(facts, showing.PersonFacts):
        who = words.safe(facts.person.name)
    match ending:
        case team_endings.CapReached(cap=cap, limit=limit, key=key):
            text = f"⚠️ {who} has seen {limit} members {CAPS[cap]} and asks for more."
            return Message(text, ((Press("Allow 10 more", f"{key}.allow"),),))
        case team_endings.Scraping(seen=seen):
            return Message(
                f"⚠️ {who} has looked at {seen} members in an hour and recorded "
                f"nothing. /freeze {who} stops that at once."
            )
        case team_endings.TypeNumber():
            return Message(
                f"Type {who}'s own membership number, so that they are never given "
                "their own card. I keep no more of it than a keyed check."
            )
        case team_endings.NumberLinked(listed=listed):
            return Message(LINKED[listed].format(who=who))
        case team_endings.Allowed(more=more):
            return Message(f"{who} may see {more} more today.")
        case team_endings.Unconfirmed():
            return Message(
                f"⚠️ {who} asked for a card. Telegram does not say whether they are "
                "still in the group, so they got none."
            )
        case team_endings.Unreachable():
            return Message(f"{who} has blocked me. What they held is free again.")
        case _:
            assert_never(ending)
