"""What organisers, or the holder of a card, are told at once."""

from typing import assert_never

from bot.rules.endings import alarms
from bot.rules.showing import AlarmFacts
from bot.texts import words
from bot.texts.messages import Message, Press

WHATS = {
    "replacement cannot come back in time": (
        "a replacement asked for now can hardly come back in time"
    ),
    "pause passes the last posting day": (
        "the pause after a complaint would pass the last posting day: please speak to "
        "them now"
    ),
}
STOPS = {
    "recorded by another": "somebody else has recorded what they said",
    "voted": "the union's list says they have voted",
    "left": "they have left the ballot",
    "do not contact": "they asked not to be contacted",
}


def say(ending: alarms.Ending, facts: AlarmFacts | None) -> Message | None:
    """The message of an alarm; None if what it is about has gone."""
    if facts is None:
        return None
    name = words.safe(facts.member.full_name) if facts.member else "A member"
    match ending:
        case alarms.Conflict():
            said = " and ".join(words.OUTCOMES[one] for one in facts.outcomes)
            return Message(f"⚠️ {name}: two different words, {said}. Both are kept.")
        case alarms.MemberAlarm(what=what):
            return Message(f"⚠️ {name}: {WHATS.get(what, words.safe(what))}.")
        case alarms.CaseOpened(key=key):
            reply_by = f"\nPlease answer by {facts.by}." if facts.by else ""
            return Message(
                f"❓ {name}: {facts.kind}\n“{words.safe(facts.words)}”{reply_by}",
                ((Press("Answer", f"{key}.answer"), Press("Close", f"{key}.close")),),
                protect=True,
            )
        case alarms.Stop(why=why):
            initials = words.safe(facts.member.initials) if facts.member else ""
            return Message(f"✋ Please stop with {initials}: {STOPS[why]}.")
        case _:
            assert_never(ending)
