"""Words of coming in: start, roles, groups, help, refusals."""

from typing import assert_never

from bot.rules.team import joining
from bot.rules.team import screens as showing
from bot.texts import words
from bot.texts.messages import Link, Message, Press, Style
from bot.texts.team import alarms

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
    "set aside": "They are set aside on a call list or a share just now.",
    "expired": "That button has expired. Nothing was changed.",
    "waiting list full": "Your waiting list is full. Record some answers first: /mine",
    "frozen": "Cards are frozen just now. Please wait for an organiser.",
    "promise": "First the promise of confidentiality: see our private chat.",
    "how many": "Type /invite for one person, or /invite 20 for up to twenty.",
    "not that one": "That cannot be done to this person.",
    "owner only": "Only the owner can change organisers.",
    "more allowed": "An organiser allows you more members today: /next",
    "low data": "Not yet: the data controller has to agree first.",
    "do not contact": "They asked not to be contacted.",
    "settled": "That is settled already.",
    "over": "This ballot is over, and so is its question box. Thank you.",
}


def say(ending: joining.Ending, facts: object) -> Message | None:
    """The message of an ending of coming in."""
    match ending:
        case joining.Welcome():
            return welcome(ending)
        case joining.NotAllowed(why=why):
            return Message(REFUSALS[why])
        case joining.OfferLink(key=key, names=names):
            rows = tuple(
                (Press(f"Link to {name}"[:60], f"{key}.link{place}"),)
                for place, name in enumerate(names)
            )
            return Message("Which ballot is this group for?", rows)
        case joining.Linked(can_delete=can_delete, bot_name=bot, join_key=key):
            text = LINKED + ("" if can_delete else f"\n{alarms.RIGHTS}")
            return Message(text, ((way_in(bot, key),),) if key else ())
        case joining.Help(commands=commands):
            return Message("\n".join(f"/{name} – {HELP[name]}" for name in commands))
        case joining.Unknown():
            return Message("I do not know that command. /help shows what you can do.")
        case joining.WordsOnly():
            return Message("I read words only; please type it, or press a button.")
        case joining.Pressed():
            return Message("")
        case joining.NotSavedYet():
            return Message(NOT_SAVED)
        case joining.SendAgain():
            return Message("I could not take that in. Please send it again.")
        case joining.WasAway():
            return Message(WAS_AWAY)
        case _:
            return coming_in(ending, facts)


def coming_in(ending: joining.ComingIn, facts: object) -> Message:
    """What is said on the way from asking to the first card."""
    match ending:
        case joining.AskToJoin(bot_name=bot, join_key=key):
            return Message(ASK_TO_JOIN, ((way_in(bot, key),),))
        case joining.OpenPrivate(bot_name=bot):
            link = Link("Open the private chat", f"https://t.me/{bot}?start=go")
            return Message("Please see our private chat first.", ((link,),))
        case joining.Asked(again=again):
            return Message(ASKED_AGAIN if again else ASKED)
        case joining.CodeRefused():
            return Message(CODE_REFUSED)
        case joining.Declined():
            return Message("An organiser did not let you in. Please talk to them.")
        case joining.Promise(key=key, approved=approved):
            rows = ((Press("I promise", f"{key}.yes", Style.PRIMARY),),)
            return Message(("You are in. " if approved else "") + PROMISE, rows)
        case joining.Promised():
            code = facts.code if isinstance(facts, showing.CodeFacts) else ""
            return Message(PROMISED.format(code=code), protect=True)
        case joining.AskOwnNumber(key=key):
            return Message(
                OWN_NUMBER, ((Press("Skip, next member ›", f"{key}.skip"),),)
            )
        case joining.OwnNumberKept(key=key):
            yes, no = Press("Yes", f"{key}.posted"), Press("Not yet", f"{key}.not_yet")
            return Message(POSTED_YOURS, ((yes, no),))
        case joining.Ready(key=key, posted=posted):
            text = "One more in the box! " * posted + READY
            return Message(text, ((Press("Next member ›", f"{key}.next"),),))
        case joining.RoleChanged(role=role):
            name = facts.ballot.name if isinstance(facts, showing.TeamFacts) else ""
            return Message(f"{words.safe(name)}: {CHANGED[role]}")
        case _:
            assert_never(ending)


def way_in(bot_name: str, join_key: str) -> Link:
    """The button that opens the private chat and asks to join."""
    return Link("Ask to join", f"https://t.me/{bot_name}?start=join_{join_key}")


LINKED = "This group is linked. Type /next here or in our private chat."
HELP = {
    "next": "the next member to contact",
    "done": "say what they said",
    "skip": "pass a member on",
    "mine": "what you hold, wait for and promised to check",
    "find": "the card of somebody who rings back",
    "tell": "pass on what somebody said who is not yours",
    "undo": "take the last one back",
    "script": "what to say now",
    "ask": "a question to the organisers",
    "feedback": "the comment box, with your name or without",
    "cases": "questions and complaints, and what else needs you",
    "mute": "no nudges, or again some: /mute off",
    "away": "away for some days: cards back, no nudges",
    "pledge": "contacts you mean to make, and one reminder",
    "nudges": "what I will post when; pause it, send it now",
    "ballot": "set up the ballot: dates, line, envelope",
    "share": "members set aside for reps: /share 10; /share shows what is back",
    "export": "changes, call lists, mail-merge, all members, as a file",
    "stats": "where the ballot stands; /stats official 326 notes an official count",
    "plan": "the odds of getting over the line, and what would move them",
    "link": "link this group to the ballot",
    "help": "this list",
    "start": "what this is",
    "invite": "a link and QR code for new advocates",
    "team": "who is in; suspend, promote, remove",
    "freeze": "freeze all cards, somebody's, or your own",
    "unfreeze": "give cards again",
    "close": "end the ballot now",
    "purge": "erase all members' details now",
}
READY = "All set. /next gives you a member."
ASK_TO_JOIN = "You are not of the team yet. One tap asks the organisers."
ASKED = f"{WHAT}\n\nThe organisers have been asked. You will hear from me."
ASKED_AGAIN = "The organisers have been asked already. You will hear from me."
CODE_REFUSED = (
    "That invitation cannot be used (any more). Please ask your organiser for another."
)
PROMISE = (
    "Before the first card, please promise:\n\n"
    "· Members' names, numbers and words stay between you, me and the organisers: no "
    "screenshots, no copies, nothing in the group.\n"
    "· You record whether a paper is posted, never how anybody votes.\n"
    "· You never collect or post anybody's paper.\n"
    "· Who says no is left in peace."
)
PROMISED = (
    "Thank you, that is noted.\n\nShould you lose your phone: send\n"
    "<code>/freeze {code}</code>\nto me from any account. Keep this code elsewhere."
)
OWN_NUMBER = (
    "One thing so that you never get your own card: what is your membership number? "
    "I keep only a fingerprint of it. You may skip this."
)
POSTED_YOURS = "Thank you. And have you posted yours?"
CHANGED = {
    "advocate": "you are an advocate. /next gives you a member.",
    "organiser": "you are an organiser now. /help shows what you can do.",
    "suspended": "an organiser has suspended you. Please talk to them.",
    "gone": "you are not of the team any more.",
}


def welcome(ending: joining.Welcome) -> Message:
    """What this is and what comes next, for this role; a button for each ballot."""
    presses = [
        (Press(f"Switch to {name}"[:60], f"{ending.key}.b{place}"),)
        for place, name in enumerate(ending.names)
    ]
    return Message(_welcome(ending.role), tuple(presses))


def _welcome(role: str) -> str:
    if role in ("organiser", "owner"):
        return f"{WHAT}\n\nYou are an organiser. /help shows what you can do."
    if role == "advocate":
        return f"{WHAT}\n\n/next gives you a member to contact."
    return REFUSALS.get(role, REFUSALS["stranger"])
