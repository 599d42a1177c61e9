"""Words of the alarms to organisers, and to the holder of a card."""

from bot.rules.lists import list_status
from bot.rules.member import Member
from bot.rules.replies import alarms
from bot.rules.replies.screens import ConflictFacts, Told
from bot.texts import languages, words
from bot.texts.messages import Message, Press

THE_LIST = languages.mark("the union's list")
WHATS = languages.mark(
    {
        "replacement cannot come back in time": (
            "a replacement asked for now can hardly come back in time"
        ),
        "pause passes the last posting day": (
            "the pause after a complaint would pass the last posting day: please speak "
            "to them now"
        ),
    }
)
STOPS = languages.mark(
    {
        "recorded by another": "somebody else has recorded what they said",
        "voted": "the union's list says they have voted",
        "left": "they have left the ballot",
        "do not contact": "they asked not to be contacted",
    }
)


def conflict(ending: alarms.Conflict, facts: ConflictFacts) -> Message:
    """Show both answers, and ask which stands."""
    lines = [
        f"· {words.safe(_by(one))}: {words.outcome_name(one.outcome)}"
        + (f" “{words.safe(one.words)}”" if one.words else "")
        for one in facts.told
    ]
    name = words.safe(facts.member.full_name)
    head = languages.say("⚠️ {name}: two different answers. Which stands?", name=name)
    text = "\n".join([head, *lines])
    buttons = (
        Press(words.outcome(facts.stands), f"{ending.key}.stands"),
        Press(words.outcome(facts.late), f"{ending.key}.late"),
    )
    return Message(text, (buttons,), guarded=True)


def _by(told: Told) -> str:
    return languages.say(THE_LIST) if told.source == list_status.UNION else told.by


def settled(_ending: alarms.Settled, member: Member) -> Message:
    """Say which of the two answers stands."""
    name = words.safe(member.full_name)
    stands = words.outcome_name(member.outcome) if member.outcome else ""
    return Message(
        languages.say(
            "{name}: {stands} stands. The log keeps both.", name=name, stands=stands
        ),
        guarded=True,
    )


def about_member(ending: alarms.MemberAlarm, member: Member) -> Message:
    """Tell what about one member needs an organiser."""
    known = WHATS.get(ending.what)
    what = languages.say(known) if known else words.safe(ending.what)
    return Message(f"⚠️ {words.safe(member.full_name)}: {what}.", guarded=True)


def stop(ending: alarms.Stop, member: Member) -> Message:
    """Tell the holder of a card to stop, and why."""
    initials = words.safe(member.initials)
    why = languages.say(STOPS[ending.why])
    return Message(
        languages.say(
            "✋ Please stop with {initials}: {why}.", initials=initials, why=why
        )
    )
