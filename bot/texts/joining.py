"""Words of coming in: start, roles, groups, help, refusals."""

from typing import assert_never

from bot.rules.endings import joining
from bot.texts.messages import Message, Press

WHAT = (
    "I help a union branch turn “yes, I'll post it” into a ballot paper in a post box. "
    "I never record how anybody votes."
)
NOT_SAVED = "Not saved yet. I keep trying; wait for the tick."
WAS_AWAY = (
    "I was away for more than 23 hours. What was written to me meanwhile may not have "
    "arrived: please send it again."
)
REFUSALS = {
    "with another": "Somebody else has this member just now.",
    "stranger": f"{WHAT}\n\nAsk your organiser for an invitation to work here.",
    "pending": "An organiser has to approve you first. You will hear from me.",
    "suspended": "You cannot work here just now. Please talk to an organiser.",
    "organisers only": "That is for organisers.",
    "in private": "That works in our private chat only.",
    "in group": "That works in the group only.",
    "no ballot": "There is no ballot to work on yet. An organiser sets one up.",
    "not your button": "That button belongs to somebody else.",
    "expired": "That button has expired. Nothing was changed.",
    "waiting list full": "Your waiting list is full. Record some answers first: /mine",
    "frozen": "Cards are frozen just now. Please wait for an organiser.",
    "low data": "Not yet: the data controller has to agree first.",
}


def say(ending: joining.Ending, facts: object) -> Message | None:
    """The message of an ending of coming in."""
    match ending:
        case joining.Welcome(role=role):
            return Message(welcome(role))
        case joining.NotAllowed(why=why):
            return Message(REFUSALS[why])
        case joining.OfferLink(key=key, names=names):
            rows = tuple(
                (Press(f"Link to {name}"[:60], f"{key}.link{place}"),)
                for place, name in enumerate(names)
            )
            return Message("Which ballot is this group for?", rows)
        case joining.Linked(can_delete=can_delete):
            return Message(LINKED + ("" if can_delete else f"\n{RIGHTS}"))
        case joining.Help(commands=commands):
            return Message("\n".join(f"/{name} – {HELP[name]}" for name in commands))
        case joining.Unknown():
            return Message("I do not know that command. /help shows what you can do.")
        case joining.Pressed():
            return Message("")
        case joining.NotSavedYet():
            return Message(NOT_SAVED)
        case joining.SendAgain():
            return Message("I could not take that in. Please send it again.")
        case joining.WasAway():
            return Message(WAS_AWAY)
        case _:
            assert_never(ending)


LINKED = "This group is linked. Type /next here or in our private chat."
RIGHTS = (
    "I cannot see who leaves or take messages away here. Making me an administrator "
    "with only “delete messages” helps."
)
HELP = {
    "next": "the next member to contact",
    "done": "say what they said",
    "skip": "pass a member on",
    "mine": "what you hold, wait for and promised to check",
    "undo": "take the last one back",
    "stats": "where the ballot stands",
    "link": "link this group to the ballot",
    "help": "this list",
    "start": "what this is",
}


def welcome(role: str) -> str:
    """What this is and what comes next, for this role."""
    if role in ("organiser", "owner"):
        return f"{WHAT}\n\nYou are an organiser. /help shows what you can do."
    if role == "advocate":
        return f"{WHAT}\n\n/next gives you a member to contact."
    return REFUSALS["stranger"]
