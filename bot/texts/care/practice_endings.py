"""Words of `/practice`: the scenes, the talk, and what the policy says at its end."""

from collections.abc import Iterator

from bot.rules.care import practice_endings
from bot.rules.care import practice_screens as showing
from bot.rules.care.practice import OTHERWISE, Talk
from bot.rules.care.topics import Topic
from bot.rules.outcomes import Outcome
from bot.rules.replies.drafts import Refused
from bot.texts import languages, words
from bot.texts.care import topic_words
from bot.texts.messages import Message, Press, Rows, by_place, in_pairs
from bot.texts.queue import scripts

OFFER = languages.mark(
    "🎭 <b>Practice</b>: a talk with an invented member. Nothing is recorded, and "
    "nobody sees how it goes. Whom would you like to ring?"
)
FIRST = languages.mark(
    "🎭 Before your first member, please play one short practice talk: it takes two "
    "minutes, nothing is recorded, and nobody sees how it goes. Whom would you like to "
    "ring? The first is a gentle one."
)
HOW = languages.mark(
    "Type what you say, in your own words, or tap a number. All you type goes to "
    "{name} now, not to a real member; <i>Stop</i> or /next ends it."
)
OPENING = languages.mark(
    "Hello {name}, {advocate} here from {branch}. Have you got your ballot paper, and "
    "is it in the post?"
)
"""What the advocate has said when a talk begins, unless the scene has its own."""
OTHER_WORDS = languages.mark("Sorry, I didn't quite follow. What was that?")
"""What the member says to words that come to no answer, unless the step has its own."""
SAY = languages.mark("<i>What do you say? Type it, or tap:</i>")
NOT_HEARD = languages.mark(
    "<i>I could not make an answer of that. Put it in other words, or tap what comes "
    "nearest:</i>"
)
ASK_RECORD = languages.mark(
    "The talk is over. <b>What would you record?</b> Type it as you would after a real "
    "talk (“will post it on friday”), or tap:"
)
AGAIN = languages.mark(
    {
        "no report": "That says nothing of the member, so nothing would be recorded. "
        "What came of the talk? Type it, or tap:",
        "else": "What would you record, then? Type it, or tap:",
    }
)
UNCLEAR = languages.mark(
    "I am not sure how to read that, and would ask you. Which is it?"
)
OVER = languages.mark(
    {
        "stop": "Practice is over. What you type now is about real members again; "
        "/next gives you one.",
        "none": "No practice talk is going on. /practice starts one, /next gives you a "
        "real member.",
        "work": "🎭 Practice is over: from here on it is about real members.",
        "idle": "🎭 Practice is over, since nothing was said for an hour. What you "
        "type now is about real members again. /practice starts anew.",
        "gone": "That scene is not there any more, so practice is over. /practice "
        "shows those there are.",
    }
)
SPEAKS_OF = languages.mark(
    {
        Refused.DIRECTION: "how somebody votes",
        Refused.HEALTH: "health",
        Refused.NATIONAL_INSURANCE: "a National Insurance number",
    }
)
REFUSED = languages.mark(
    "The bot would record the outcome and leave your words out: they speak of {what}, "
    "which is never kept."
)
YOU = languages.mark("You: “{words}”")
TAKEN_AS = languages.mark("I took your words as: “{words}”")
DONE = languages.mark("Practice is over; nothing was recorded.")
DAYLESS = languages.mark(
    "Type the day as well (“will post it on friday”), or tap it on the card."
)


def offer(ending: practice_endings.OfferScenes, facts: showing.OfferFacts) -> Message:
    """List the scenes; a button plays each."""
    lines = [
        f"{place}. {_safe(scene.name)}: {_lower(_safe(scene.title))}"
        for place, scene in enumerate(facts.scenes.values(), 1)
    ]
    head = languages.say(FIRST if ending.first else OFFER)
    text = "\n".join([head, "", *lines])
    return Message(text, by_place(ending.key, [f"scene:{id_}" for id_ in facts.scenes]))


def _lower(title: str) -> str:
    """Begin with a small letter, unless it is somebody's words."""
    return f"{title[:1].lower()}{title[1:]}"


def turn(ending: practice_endings.SceneTurn, facts: showing.TalkFacts) -> Message:
    """Show what the member says, and what may be answered."""
    talk, step = ending.talk, facts.step
    answers = step.answers if step else ()
    lines = [_filled(facts, answer.say) for answer in answers]
    parts = [
        *(_opening(facts) if talk.turn == 1 else ()),
        _speaks(facts, ending.hears),
        "\n".join(
            [
                _how(ending, facts),
                *(f"{place}. “{line}”" for place, line in enumerate(lines, 1)),
            ]
        ),
    ]
    codes = [f"say:{talk.turn}:{place}" for place in range(len(lines))]
    stop = (Press(languages.say("Stop"), f"{talk.key}.stop"),)
    return Message("\n\n".join(parts), (*by_place(talk.key, codes), stop))


def _how(ending: practice_endings.SceneTurn, facts: showing.TalkFacts) -> str:
    if ending.talk.turn == 1:
        return languages.say(HOW, name=_safe(facts.scene.name))
    return languages.say(NOT_HEARD if ending.hears == OTHERWISE else SAY)


def _opening(facts: showing.TalkFacts) -> tuple[str, ...]:
    scene = facts.scene
    head = languages.say("🎭 <b>{title}</b> · practice", title=_safe(scene.title))
    who = f"{_safe(scene.name)}: {_safe(scene.mood)}."
    card = languages.say("Your card: {card}", card=_safe(scene.card))
    said = languages.say(YOU, words=_filled(facts, scene.opening or OPENING))
    return (f"{head}\n{who}\n{card}", said)


def _speaks(facts: showing.TalkFacts, hears: str = "") -> str:
    """Quote the member: the step's line, or what they say to other words."""
    line = ""
    if facts.step is not None:
        line = facts.step.says
        if hears == OTHERWISE:
            line = facts.step.otherwise or OTHER_WORDS
        elif hears:
            topic = Topic(hears)
            line = facts.scene.reactions.get(topic, topic_words.REACTIONS[topic])
    elif facts.finish is not None:
        line = facts.finish.says
    return f"<b>{_safe(facts.scene.name)}</b>: “{_filled(facts, line)}”"


def _safe(text: str) -> str:
    """Say a text of a scene, and escape it."""
    return words.safe(languages.say(text))


def _filled(facts: showing.TalkFacts, line: str) -> str:
    """Say a line with the names and days in it; a branch's own is as written."""
    advocate = facts.advocate.partition(" ")[0]
    values = scripts.values(facts.ballot, languages.say(facts.scene.name), advocate)
    return words.safe(languages.say(line, **values))


def said(ending: practice_endings.SceneSaid, facts: showing.TalkFacts) -> Message:
    """Leave of a turn what the member said, and the line it was answered by."""
    begins = ending.talk.turn == 1
    parts = [*(_opening(facts) if begins else ()), _speaks(facts, ending.hears)]
    if facts.step is not None and ending.answer is not None:
        line = facts.step.answers[ending.answer].say
        text = TAKEN_AS if ending.typed else YOU
        parts.append(languages.say(text, words=_filled(facts, line)))
    return Message("\n\n".join(parts))


def ask_record(ending: practice_endings.AskRecord, facts: showing.TalkFacts) -> Message:
    """Ask what would be recorded, with the outcomes as buttons."""
    text = languages.say(AGAIN.get(ending.again, ""))
    text = text or f"{_speaks(facts)}\n\n{languages.say(ASK_RECORD)}"
    codes = [(str(one), words.outcome(one)) for one in Outcome]
    return Message(text, _record_rows(ending.talk, codes))


def unclear(
    ending: practice_endings.RecordUnclear, _facts: showing.TalkFacts
) -> Message:
    """Ask which reading was meant, as on a card."""
    codes = [(one, words.outcome(one)) for one in ending.choices]
    return Message(
        languages.say(UNCLEAR),
        _record_rows(ending.talk, [*codes, ("else", languages.say("Something else"))]),
    )


def _record_rows(talk: Talk, codes: list[tuple[str, str]]) -> Rows:
    presses = [
        Press(label, f"{talk.key}.record:{talk.turn}:{code}") for code, label in codes
    ]
    return (*in_pairs(presses), (Press(languages.say("Stop"), f"{talk.key}.stop"),))


def marks(ending: practice_endings.SceneMarks, facts: showing.MarksFacts) -> Message:
    """Say what went well, and what the policy asks for next time."""
    talk, key = facts.talk, ending.talk.key
    parts = [
        languages.say("🎭 <b>{title}</b>: how it went", title=_safe(talk.scene.title))
    ]
    if well := list(_well(ending, facts)):
        parts.append("\n".join(f"✅ {line}" for line in well))
    if asks := list(_asks(ending, facts)):
        head = languages.say("<b>What the policy asks, for next time</b>")
        parts.append("\n".join([head, *(f"• {line}" for line in asks)]))
    parts += [
        languages.say(
            "About the record: {why}", why=_filled(talk, facts.finish.because)
        ),
        languages.say(DONE),
    ]
    again = Press(languages.say("Again"), f"{key}.scene:{ending.talk.scene}")
    another = Press(languages.say("Another"), f"{key}.list")
    stop = Press(languages.say("Stop"), f"{key}.stop")
    return Message("\n\n".join(parts), ((again, another), (stop,)))


def _well(
    ending: practice_endings.SceneMarks, facts: showing.MarksFacts
) -> Iterator[str]:
    yield from (languages.say(topic_words.WELL[topic]) for topic in facts.marks.well)
    if Topic.HOW_THEY_VOTE not in facts.marks.faults:
        yield languages.say("You stayed off how they vote.")
    if facts.marks.right:
        read = words.outcome_name(Outcome(ending.outcome))
        yield languages.say("You would record it rightly: <b>{read}</b>.", read=read)


def _asks(
    ending: practice_endings.SceneMarks, facts: showing.MarksFacts
) -> Iterator[str]:
    asked = [topic_words.FORBIDS[topic] for topic in facts.marks.faults]
    asked += [topic_words.ASKS[topic] for topic in facts.marks.missed]
    yield from map(languages.say, asked)
    if not facts.marks.right:
        read = words.outcome_name(Outcome(ending.outcome))
        right = words.either([words.outcome_name(one) for one in facts.finish.record])
        yield languages.say(
            "You would record <b>{read}</b>; right is <b>{right}</b>.",
            read=read,
            right=right,
        )
    if ending.refused:
        refused = [languages.say(SPEAKS_OF[Refused(one)]) for one in ending.refused]
        yield languages.say(REFUSED, what=words.joined(refused))
    if ending.dayless and facts.finish.day:
        yield languages.say(DAYLESS)


def over(ending: practice_endings.PracticeOver) -> Message:
    """Say that practice is over, and why."""
    rows: Rows = ()
    if ending.key:
        rows = ((Press(languages.say("Next member ›"), f"{ending.key}.next"),),)
    return Message(languages.say(OVER[ending.why]), rows)
