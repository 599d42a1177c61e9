"""Words of joining: /start, /help, the promise, linking a group."""

from typing import assert_never

from bot.rules.ballot.ballot import Ballot
from bot.rules.team import join_endings
from bot.texts import general_endings, messages, words
from bot.texts.messages import Link, Message, Press, Style
from bot.texts.team import endings, menus

LINKED = "This group is linked. Type /next here or in our private chat."
READY = "All set. /next gives you a member."
ONE_MORE = "One more in the box!"
ASKED_FIRST = f"An organiser confirms that it is yours. {READY}"
ASK_TO_JOIN = "You are not in the team yet. One tap asks the organisers."
ASKED = (
    f"{general_endings.WHAT}\n\nThe organisers have been asked. You will hear from me."
)
ASKED_AGAIN = "The organisers have been asked already. You will hear from me."
CODE_REFUSED = (
    "That invitation cannot be used (any more). Please ask your organiser for another."
)
OWNER_REFUSED = (
    "That link has ended: it holds for 72 hours. On the bot's machine, "
    "<code>mantelpiece owner-code</code> prints a new one."
)
PROMISE = (
    "Before the first card, please promise:\n\n"
    "· Members' names, numbers and words stay between you, me and the organisers: no "
    "screenshots, no copies, nothing in the group.\n"
    "· You record whether a paper is posted, never how anybody votes.\n"
    "· You never collect or post anybody's paper.\n"
    "· Anybody who says no is left in peace."
)
PROMISED = (
    "Thank you, that is noted.\n\nShould you lose your phone: send\n"
    "<code>/freeze {code}</code>\nto me from any account. Keep this code elsewhere; "
    "it works once."
)
NEW_FREEZE_CODE = (
    "This is your freeze code from now on; the last one holds no more. Should you lose "
    "your phone: send\n<code>/freeze {code}</code>\nto me from any account. Keep it "
    "elsewhere; it works once."
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
    "gone": "you are not in the team any more.",
}


def say(ending: join_endings.InPrivate) -> Message:
    """Say an ending of coming in, in private."""
    match ending:
        case join_endings.Welcome():
            return welcome(ending)
        case join_endings.Help(commands=commands):
            return Message(
                "\n".join(f"/{name} – {menus.HELP[name]}" for name in commands)
            )
        case join_endings.Asked(again=again):
            return Message(ASKED_AGAIN if again else ASKED)
        case join_endings.CodeRefused(owner=owner):
            return Message(OWNER_REFUSED if owner else CODE_REFUSED)
        case join_endings.Declined():
            return Message("An organiser did not let you in. Please talk to them.")
        case join_endings.Promise(key=key, approved=approved):
            rows = ((Press("I promise", f"{key}.yes", Style.PRIMARY),),)
            return Message(("You are in. " if approved else "") + PROMISE, rows)
        case join_endings.AskOwnNumber(key=key):
            return Message(
                OWN_NUMBER, ((Press("Skip, next member ›", f"{key}.skip"),),)
            )
        case join_endings.OwnNumberKept(key=key):
            yes, no = Press("Yes", f"{key}.posted"), Press("Not yet", f"{key}.not_yet")
            return Message(POSTED_YOURS, ((yes, no),))
        case join_endings.Ready(key=key, posted=posted, asked=asked):
            after = ASKED_FIRST if asked else READY
            text = f"{ONE_MORE} {after}" if posted else READY
            return Message(text, ((Press("Next member ›", f"{key}.next"),),))
        case _:
            assert_never(ending)


def in_group(ending: join_endings.InGroup) -> Message:
    """Say an ending of coming in, in a group."""
    match ending:
        case join_endings.OfferLink(key=key, names=names):
            rows = tuple(
                (Press(f"Link to {name}"[:60], f"{key}.link{place}"),)
                for place, name in enumerate(names)
            )
            return Message("Which ballot is this group for?", rows)
        case join_endings.Linked(can_delete=can_delete, bot_name=bot, join_key=key):
            text = LINKED + ("" if can_delete else f"\n{endings.RIGHTS}")
            return Message(text, ((way_in(bot, key),),) if key else ())
        case join_endings.AskToJoin(bot_name=bot, join_key=key):
            return Message(ASK_TO_JOIN, ((way_in(bot, key),),))
        case join_endings.OpenPrivate(bot_name=bot):
            way = messages.open_private_chat(bot)
            return Message("Please see our private chat first.", ((way,),))
        case _:
            assert_never(ending)


def promised(_ending: join_endings.Promised, code: str) -> Message:
    """Say thanks, with the code that freezes their cards from any account."""
    return Message(PROMISED.format(code=code), protect=True)


def new_freeze_code(_ending: join_endings.NewFreezeCode, code: str) -> Message:
    """Give somebody unfrozen the code that freezes their cards from now on."""
    return Message(NEW_FREEZE_CODE.format(code=code), protect=True)


def role_changed(ending: join_endings.RoleChanged, ballot: Ballot) -> Message:
    """Tell somebody what they are now."""
    return Message(f"{words.safe(ballot.name)}: {CHANGED[ending.role]}")


def way_in(bot_name: str, join_key: str) -> Link:
    """Make the button that opens the private chat and asks to join."""
    return Link("Ask to join", f"https://t.me/{bot_name}?start=join_{join_key}")


def welcome(ending: join_endings.Welcome) -> Message:
    """Say what this is and what comes next; a button for each ballot."""
    presses = [
        (Press(f"Switch to {name}"[:60], f"{ending.key}.b{place}"),)
        for place, name in enumerate(ending.names)
    ]
    return Message(_welcome(ending.role), tuple(presses))


def _welcome(role: str) -> str:
    what, refusals = general_endings.WHAT, general_endings.REFUSALS
    if role in ("organiser", "owner"):
        return f"{what}\n\nYou are an organiser. /help shows what you can do."
    if role == "advocate":
        return f"{what}\n\n/next gives you a member to contact."
    return refusals.get(role, refusals["stranger"])
