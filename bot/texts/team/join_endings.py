"""Words of joining: /start, /help, the promise, linking a group."""

from typing import assert_never

from bot.rules.ballot.ballot import Ballot
from bot.rules.team import join_endings
from bot.texts import general_endings, languages, messages, words
from bot.texts.messages import Link, Message, Press, Style, naming
from bot.texts.team import endings, menus

LINKED = languages.mark("This group is linked. Type /next here or in our private chat.")
READY = languages.mark("All set. /next gives you a member.")
ONE_MORE = languages.mark("One more in the box!")
ASKED_FIRST = languages.mark("An organiser confirms that it is yours.")
ASK_TO_JOIN = languages.mark(
    "You are not in the team yet. One tap asks the organisers."
)
ASKED = languages.mark("The organisers have been asked. You will hear from me.")
ASKED_AGAIN = languages.mark(
    "The organisers have been asked already. You will hear from me."
)
CODE_REFUSED = languages.mark(
    "That invitation cannot be used (any more). Please ask your organiser for another."
)
OWNER_REFUSED = languages.mark(
    "That link has ended: it holds for 72 hours. On the bot's machine, "
    "<code>mantelpiece owner-code</code> prints a new one."
)
PROMISE = languages.mark(
    "Before the first card, please promise:\n\n"
    "· Members' names, numbers and words stay between you, me and the organisers: no "
    "screenshots, no copies, nothing in the group.\n"
    "· You record whether a paper is posted, never how anybody votes.\n"
    "· You never collect or post anybody's paper.\n"
    "· Anybody who says no is left in peace."
)
PROMISED = languages.mark(
    "Thank you, that is noted.\n\nShould you lose your phone: send\n"
    "<code>/freeze {code}</code>\nto me from any account. Keep this code elsewhere; "
    "it works once."
)
NEW_FREEZE_CODE = languages.mark(
    "This is your freeze code from now on; the last one holds no more. Should you lose "
    "your phone: send\n<code>/freeze {code}</code>\nto me from any account. Keep it "
    "elsewhere; it works once."
)
OWN_NUMBER = languages.mark(
    "One thing so that you never get your own card: what is your membership number? "
    "I keep only a fingerprint of it. You may skip this."
)
POSTED_YOURS = languages.mark("Thank you. And have you posted yours?")
WHICH_LANGUAGE = languages.mark(
    "In which language shall I write to you? In the group I keep to one for all."
)
UNCHECKED = languages.mark(
    "These texts still want a native speaker's check: /feedback takes what is wrong."
)
TYPED_IN_ENGLISH = languages.mark("What you type to me I read in English.")
ORGANISES = languages.mark("You are an organiser. /help shows what you can do.")
ADVOCATES = languages.mark("/next gives you a member to contact.")
CHANGED = languages.mark(
    {
        "advocate": "you are an advocate. /next gives you a member.",
        "organiser": "you are an organiser now. /help shows what you can do.",
        "suspended": "an organiser has suspended you. Please talk to them.",
        "gone": "you are not in the team any more.",
    }
)


def say(ending: join_endings.InPrivate) -> Message:
    """Say an ending of coming in, in private."""
    match ending:
        case join_endings.Welcome():
            return welcome(ending)
        case join_endings.Help(commands=commands):
            lines = [
                f"/{name} – {languages.say(menus.HELP[name])}" for name in commands
            ]
            return Message("\n".join(lines))
        case join_endings.Asked(again=again):
            return Message(_asked(again))
        case join_endings.CodeRefused(owner=owner):
            return Message(languages.say(OWNER_REFUSED if owner else CODE_REFUSED))
        case join_endings.Declined():
            return Message(
                languages.say("An organiser did not let you in. Please talk to them.")
            )
        case join_endings.Promise(key=key, approved=approved):
            rows = ((Press(languages.say("I promise"), f"{key}.yes", Style.PRIMARY),),)
            inside = f"{languages.say('You are in.')} " if approved else ""
            return Message(f"{inside}{languages.say(PROMISE)}", rows)
        case join_endings.AskOwnNumber(key=key):
            return Message(
                languages.say(OWN_NUMBER),
                ((Press(languages.say("Skip, next member ›"), f"{key}.skip"),),),
            )
        case join_endings.OwnNumberKept(key=key):
            yes, no = (
                Press(languages.say("Yes"), f"{key}.posted"),
                Press(languages.say("Not yet"), f"{key}.not_yet"),
            )
            return Message(languages.say(POSTED_YOURS), ((yes, no),))
        case join_endings.Ready(key=key, posted=posted, asked=asked):
            said = _ready(posted, asked)
            onward = Press(languages.say("Next member ›"), f"{key}.next")
            return Message(said, ((onward,),))
        case _:
            assert_never(ending)


def _asked(again: bool) -> str:
    if again:
        return languages.say(ASKED_AGAIN)
    return f"{languages.say(general_endings.WHAT)}\n\n{languages.say(ASKED)}"


def _ready(posted: bool, asked: bool) -> str:
    """Say that all is set; where they have posted theirs, that too."""
    said = [READY]
    if posted:
        said = [ONE_MORE, ASKED_FIRST, READY] if asked else [ONE_MORE, READY]
    return " ".join(map(languages.say, said))


def language(ending: join_endings.ChooseLanguage) -> Message:
    """Offer the languages; the one that is read now is marked."""
    rows, lines = [], [languages.say(WHICH_LANGUAGE)]
    for one in languages.offered():
        now = one.code == languages.code()
        label = f"✓ {one.name}" if now else one.name
        rows.append((Press(label, f"{ending.key}.{one.code}"),))
        if now and not one.checked:
            lines.append(languages.say(UNCHECKED))
    lines.append(languages.say(TYPED_IN_ENGLISH))
    return Message("\n".join(lines), tuple(rows))


def in_group(ending: join_endings.InGroup) -> Message:
    """Say an ending of coming in, in a group."""
    match ending:
        case join_endings.OfferLink(key=key, names=names):
            rows = tuple(
                (Press(naming(_link_to, name), f"{key}.link{place}"),)
                for place, name in enumerate(names)
            )
            return Message(languages.say("Which ballot is this group for?"), rows)
        case join_endings.Linked(can_delete=can_delete, bot_name=bot, join_key=key):
            rights = "" if can_delete else f"\n{languages.say(endings.RIGHTS)}"
            text = f"{languages.say(LINKED)}{rights}"
            return Message(text, ((way_in(bot, key),),) if key else ())
        case join_endings.AskToJoin(bot_name=bot, join_key=key):
            return Message(languages.say(ASK_TO_JOIN), ((way_in(bot, key),),))
        case join_endings.OpenPrivate(bot_name=bot):
            way = messages.open_private_chat(bot)
            return Message(
                languages.say("Please see our private chat first."), ((way,),)
            )
        case _:
            assert_never(ending)


def promised(_ending: join_endings.Promised, code: str) -> Message:
    """Say thanks, with the code that freezes their cards from any account."""
    return Message(languages.say(PROMISED, code=code), protect=True)


def new_freeze_code(_ending: join_endings.NewFreezeCode, code: str) -> Message:
    """Give somebody unfrozen the code that freezes their cards from now on."""
    return Message(languages.say(NEW_FREEZE_CODE, code=code), protect=True)


def role_changed(ending: join_endings.RoleChanged, ballot: Ballot) -> Message:
    """Tell somebody what they are now."""
    return Message(f"{words.safe(ballot.name)}: {languages.say(CHANGED[ending.role])}")


def _link_to(name: str) -> str:
    return languages.say("Link to {name}", name=name)


def way_in(bot_name: str, join_key: str) -> Link:
    """Make the button that opens the private chat and asks to join."""
    return Link(
        languages.say("Ask to join"), f"https://t.me/{bot_name}?start=join_{join_key}"
    )


def welcome(ending: join_endings.Welcome) -> Message:
    """Say what this is and what comes next; a button for each ballot."""
    presses = [
        (Press(naming(_switch_to, name), f"{ending.key}.b{place}"),)
        for place, name in enumerate(ending.names)
    ]
    return Message(_welcome(ending.role), tuple(presses))


def _switch_to(name: str) -> str:
    return languages.say("Switch to {name}", name=name)


def _welcome(role: str) -> str:
    what = languages.say(general_endings.WHAT)
    if role in ("organiser", "owner"):
        return f"{what}\n\n{languages.say(ORGANISES)}"
    if role == "advocate":
        return f"{what}\n\n{languages.say(ADVOCATES)}"
    known = role in general_endings.REFUSALS
    return general_endings.refusal(role if known else "stranger")
