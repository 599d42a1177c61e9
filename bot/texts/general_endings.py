"""Words any command may end in: refusals, and what was not understood or saved."""

from typing import assert_never

from bot.rules import general_endings
from bot.texts import languages
from bot.texts.messages import Message

WHAT = languages.mark(
    "I help a union branch turn “yes, I'll post it” into a ballot paper in a post box. "
    "I never record how anybody votes."
)
NOT_SAVED = languages.mark("Not saved yet. I keep trying; wait for the tick.")
DAMAGED = languages.mark(
    "My database is damaged, and I stop now: what I went on to save would be lost. "
    "Whoever looks after my machine has to restore a backup: mantelpiece restore. "
    "Telegram keeps for 24 hours what is written to me, and I answer it then."
)
WAS_AWAY = languages.mark(
    "I was away for more than 23 hours. What was written to me meanwhile may not have "
    "arrived: please send it again."
)
REFUSALS = languages.mark(
    {
        "with another": "Somebody else has this member just now.",
        "stranger": "Ask your organiser for an invitation to work here.",
        "anonymous": "You write as the group, so I cannot tell who you are. Choose "
        "your own name beside the message box, or write to me in private.",
        "pending": "An organiser has to approve you first. You will hear from me.",
        "suspended": "You cannot work here just now. Please talk to an organiser.",
        "organisers only": "That is for organisers.",
        "in private": "That works in our private chat only.",
        "in group": "That works in the group only.",
        "no ballot": "There is no ballot to work on yet. An organiser sets one up.",
        "not your button": "That button belongs to somebody else.",
        "set aside": "They are set aside on a call list or a share just now.",
        "expired": "That button has expired. Nothing was changed.",
        "waiting list full": "Your waiting list is full. Record some answers first: "
        "/mine",
        "frozen": "Cards are frozen just now. Please wait for an organiser.",
        "you are frozen": "You are frozen: another organiser has to unfreeze you. "
        "Until then /help, /ask and /feedback work.",
        "blocked": "I cannot write to you. Open our private chat and press Start.",
        "promise": "First the promise of confidentiality: see our private chat.",
        "no second": "Another organiser has to agree, and none can yet: one counts a "
        "day after becoming an organiser, and has to be reachable and not frozen. "
        "Nothing was done.",
        "how many": "Type /invite for one person, or /invite 20 for up to twenty.",
        "not that one": "That cannot be done to this person.",
        "owner only": "Only the owner can change organisers.",
        "more allowed": "An organiser allows you more members today: /next",
        "low data": "Not yet: the data controller has to agree first.",
        "do not contact": "They asked not to be contacted.",
        "settled": "That is settled already.",
        "box closed": "The comment box closed 14 days after the ballot. Thank you.",
        "over": "This ballot is over, and so is its question box. Thank you.",
    }
)


def refusal(why: str) -> str:
    """Say why something cannot be done; a stranger hears what the bot is, too."""
    said = languages.say(REFUSALS[why])
    return f"{languages.say(WHAT)}\n\n{said}" if why == "stranger" else said


def say(ending: general_endings.Ending) -> Message:
    """Say an ending that any command, button or words may have."""
    match ending:
        case general_endings.NotAllowed(why=why):
            return Message(refusal(why))
        case general_endings.Unknown():
            return Message(
                languages.say(
                    "I do not know that command. /help shows what you can do."
                )
            )
        case general_endings.WordsOnly():
            return Message(
                languages.say("I read words only. Please type it, or press a button.")
            )
        case general_endings.Pressed():
            return Message("")
        case general_endings.NotSavedYet():
            return Message(languages.say(NOT_SAVED))
        case general_endings.SendAgain():
            return Message(
                languages.say("I could not take that in. Please send it again.")
            )
        case general_endings.WasAway():
            return Message(languages.say(WAS_AWAY))
        case _:
            assert_never(ending)
