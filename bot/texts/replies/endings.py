"""Words about typed replies: what they were read as, what is not stored."""

from typing import assert_never

from bot.rules.ballot.phases import OVER
from bot.rules.member import Member
from bot.rules.outcomes import Channel, Outcome
from bot.rules.queue.screens import CardFacts
from bot.rules.replies import endings as replies_endings
from bot.rules.replies import screens as showing
from bot.rules.replies.drafts import Draft, Refused
from bot.texts import languages, words
from bot.texts.messages import Message, Press, Style
from bot.texts.queue import card_buttons

OTHERWISE = languages.mark(
    "Nothing is recorded. Say it in other words, or press a button of the card."
)
ADDRESS = languages.mark(
    "A new postal address is not kept here. The member tells the union: on the "
    "members' page or by the union's helpline. The ballot paper goes to the address "
    "the union has."
)
REFUSED = languages.mark(
    {
        Refused.DIRECTION: "how somebody votes",
        Refused.HEALTH: "somebody's health",
        Refused.NATIONAL_INSURANCE: "a National Insurance number",
    }
)
CHANGED = languages.mark("Changed. The old one is kept beside it.")
LEFT = languages.mark("Left as it was.")
PASSED_ON = languages.mark("Passed on.")
FORWARDED = languages.mark(
    "That is somebody else's message, so nothing is done with it. "
    "Say in your own words what they said; send a list as a file of your own."
)
WITHOUT_CARD = languages.mark(
    "What to say just now. With a card open, /script fits its member."
)
NOT_FOUND = languages.mark(
    {
        True: "Nobody on the list has that name.",
        False: (
            "You held nobody of that name in the last 14 days. "
            "What they said can be passed on: /tell name, what they said"
        ),
    }
)
HOW_TO_TYPE = languages.mark(
    {
        "find": "Type /find with a name, as in: /find Priya",
        "tell": "Type a name, a comma and what they said: /tell Priya Anand, has "
        "posted it",
    }
)


def say(ending: replies_endings.Plain) -> Message:
    """Say an ending that shows no member."""
    match ending:
        case replies_endings.SayOtherwise():
            return Message(languages.say(OTHERWISE))
        case replies_endings.WordsNotKept(why=why):
            return Message(not_kept(why))
        case replies_endings.DetailsSettled(changed=changed):
            return Message(languages.say(CHANGED if changed else LEFT))
        case replies_endings.AddressNotKept():
            return Message(languages.say(ADDRESS))
        case replies_endings.PassedOn(why=why):
            also = f" {not_kept(why)}" if why else ""
            return Message(f"{languages.say(PASSED_ON)}{also}")
        case replies_endings.NotFound(anyone=anyone):
            return Message(languages.say(NOT_FOUND[anyone]))
        case replies_endings.WordsForwarded():
            return Message(languages.say(FORWARDED))
        case replies_endings.TypeMore(command=command):
            return Message(languages.say(HOW_TO_TYPE[command]))
        case _:
            assert_never(ending)


def not_kept(why: tuple[str, ...]) -> str:
    """Say why words were not stored (S15)."""
    what = words.either([languages.say(REFUSED[Refused(one)]) for one in why])
    return languages.say(
        "Your words were not kept: nothing that tells {what} is ever stored.", what=what
    )


def which(ending: replies_endings.AskWhich, member: Member) -> Message:
    """Ask which of the likeliest readings is right."""
    name = words.safe(member.initials)
    rows = tuple(
        (Press(words.outcome(one), f"{ending.key}.{one}"),) for one in ending.choices
    )
    other = (Press(languages.say("Something else"), f"{ending.key}.else"),)
    text = languages.say(
        "{name}: I am not sure I read that right. Which is it?", name=name
    )
    return Message(text, (*rows, other), protect=True)


def asked_again(_ending: replies_endings.AskedAgain, facts: CardFacts) -> Message:
    """Ask once more what the card asks, with its buttons."""
    name = words.safe(facts.member.initials)
    text = languages.say(
        "{name}: I could not read that as an answer. Nothing is recorded.", name=name
    )
    return Message(text, card_buttons.answers(facts), protect=True)


BOXES = languages.mark(
    {
        "ask": "My question to the organisers",
        "feedback": "For the comment box",
        "case": "The answer to the case",
        "ballot value": "For the ballot's settings",
    }
)


def ask_box(ending: replies_endings.AskBox, member: Member) -> Message:
    """Ask whether words are for the box that is open, or about the open card."""
    who = words.safe(member.initials)
    text = languages.say(
        "Nothing is saved yet. Is that about {who}, or for what I asked before?",
        who=who,
    )
    card = Press(languages.say("About {who}", who=who), f"{ending.key}.card")
    box = Press(languages.say(BOXES[ending.box]), f"{ending.key}.box")
    return Message(text, ((card,), (box,)), protect=True)


def offer_next(
    ending: replies_endings.OfferNext, still_open: tuple[Member, ...]
) -> Message:
    """Offer the next member; first whoever is still open."""
    onward = Press(languages.say("Next member ›"), f"{ending.key}.next")
    if not still_open:
        return Message(languages.say("You hold nobody just now."), ((onward,),))
    (member,) = still_open
    text = languages.say(
        "{initials} is still open; nothing is recorded.",
        initials=words.safe(member.initials),
    )
    came = Press(languages.say("Say what came of it"), f"{ending.who}.m{member.id}")
    return Message(text, ((came,), (onward,)), protect=True)


def several(ending: replies_endings.AskSeveral, facts: showing.SeveralFacts) -> Message:
    """Ask whether to record what was read about several members."""
    lines = [
        f"· {words.safe(member.full_name)}: {reading(draft)}"
        for member, draft in facts.parts
    ]
    text = "\n".join([languages.say("Nothing is saved yet. Shall I record:"), *lines])
    yes = Press(languages.say("Record all"), f"{ending.key}.all", Style.PRIMARY)
    no = Press(languages.say("No"), f"{ending.key}.no")
    return Message(text, ((yes, no),), guarded=True)


def reading(draft: Draft) -> str:
    """Say a draft in words."""
    if not draft.is_report:
        return languages.say("nothing")
    if draft.asks:
        return languages.say("not sure: I will ask")
    said = words.outcome_name(Outcome(draft.outcome))
    if draft.outcome == Outcome.WILL_POST and draft.day:
        said = f"{said} {words.day(draft.day)}"
    also = [words.outcome_name(Outcome(one)) for one in draft.also]
    return ", ".join([said, *also])


def details(
    ending: replies_endings.OfferDetails, facts: showing.DetailFacts
) -> Message:
    """Offer to change a number or an address."""
    lines = [
        f"{_detail(field)}: {words.safe(value.replace('_', ' '))}"
        for field, value in facts.details
    ]
    name = words.safe(facts.member.initials)
    head = languages.say("{name}: shall I change this?", name=name)
    text = "\n".join([head, *lines])
    yes = Press(languages.say("Yes, change it"), f"{ending.key}.keep")
    no = Press(languages.say("No"), f"{ending.key}.no")
    return Message(text, ((yes, no),), guarded=True)


def _detail(field: str) -> str:
    if field == "limits":
        return languages.say("from now on")
    return words.channel_name(Channel(field))


def script(_ending: replies_endings.Script, facts: showing.ScriptFacts) -> Message:
    """Show what to say, as filled in from the organisers' file."""
    if facts.card is None:
        fits = "" if facts.phase in OVER else f"{languages.say(WITHOUT_CARD)}\n\n"
        return Message(fits + words.safe(facts.script))
    return Message(words.safe(facts.card.script), guarded=True)


def edited(ending: replies_endings.WordsEdited, facts: showing.EditFacts) -> Message:
    """Say what stays recorded of words that were edited, and how to change it."""
    who = words.safe(facts.member.initials)
    stays = words.outcome_name(facts.outcome)
    text = languages.say(
        "You changed your message. What is recorded for {who} stays: {stays}.",
        who=who,
        stays=stays,
    )
    if not ending.key:
        how = languages.say(
            "To set it right, open the member again: /find and the name."
        )
        return Message(f"{text} {how}", protect=True)
    undo = Press(languages.say("↩︎ Undo"), f"{ending.key}.undo")
    ask = languages.say("Is that wrong?")
    return Message(f"{text} {ask}", ((undo,),), protect=True)
