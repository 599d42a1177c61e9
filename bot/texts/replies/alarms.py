"""What organisers, or the holder of a card, are told at once."""

from typing import assert_never

from bot.rules.lists import union_word
from bot.rules.queue.screens import AlarmFacts, Told
from bot.rules.replies import alarms
from bot.texts import words
from bot.texts.messages import Message, Press

THE_LIST = "the union's list"
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
    "voted": f"{THE_LIST} says they have voted",
    "left": "they have left the ballot",
    "do not contact": "they asked not to be contacted",
}


def say(ending: alarms.Ending, facts: AlarmFacts | None) -> Message | None:
    """The message of an alarm; None if what it is about has gone."""
    if facts is None:
        return None
    name = words.safe(facts.member.full_name) if facts.member else "A member"
    match ending:
        case alarms.Conflict(key=key):
            return conflict(name, key, facts)
        case alarms.Settled():
            stands = "".join(words.OUTCOMES[one] for one in facts.outcomes)
            return Message(
                f"{name}: {stands} stands. The log keeps both.", protect=True
            )
        case alarms.MemberAlarm(what=what):
            return Message(f"⚠️ {name}: {WHATS.get(what, words.safe(what))}.")
        case alarms.CaseOpened(key=key):
            return case_opened(key, facts)
        case alarms.Stop(why=why):
            initials = words.safe(facts.member.initials) if facts.member else ""
            return Message(f"✋ Please stop with {initials}: {STOPS[why]}.")
        case _:
            assert_never(ending)


def conflict(name: str, key: str, facts: AlarmFacts) -> Message:
    """Both words, and one tap to say which stands."""
    lines = [
        f"· {words.safe(_by(one))}: {words.OUTCOMES[one.outcome]}"
        + (f" “{words.safe(one.words)}”" if one.words else "")
        for one in facts.told
    ]
    text = "\n".join([f"⚠️ {name}: two different words. Which stands?", *lines])
    stands, late = facts.outcomes
    buttons = (
        Press(words.outcome(stands), f"{key}.stands"),
        Press(words.outcome(late), f"{key}.late"),
    )
    return Message(text, (buttons,), protect=True)


def _by(told: Told) -> str:
    return THE_LIST if told.source == union_word.UNION else told.by


def case_opened(key: str, facts: AlarmFacts) -> Message:
    """A question or complaint with what can be done about it."""
    who = facts.member.full_name if facts.member else f"{facts.asker} asks"
    text = f"❓ {words.safe(who)}: {facts.kind}"
    text += f"\n“{words.safe(facts.words)}”" if facts.words else f"\n{NO_WORDS}"
    if facts.member and facts.asker:
        text += f"\nTold to {words.safe(facts.asker)}."
    if facts.over:
        return Message(f"{text}\nDone.", protect=True)
    text += f"\nPlease answer by {facts.by}." if facts.by else ""
    text += f"\n{words.safe(facts.owner)} has it." if facts.owner else ""
    row = [Press("Answer", f"{key}.answer"), Press("Close", f"{key}.close")]
    take = () if facts.owner else (Press("I take it", f"{key}.take"),)
    return Message(text, ((*row, *take),), protect=True)


NO_WORDS = "(The words were not kept: ask the advocate.)"
