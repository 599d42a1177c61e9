"""The card: the private message that shows a claimed member."""

from dataclasses import replace

from bot.rules.ballot import hours
from bot.rules.member import ContactMethod
from bot.rules.outcomes import Channel, Outcome
from bot.rules.queue import endings as queue_endings
from bot.rules.queue.screens import CardFacts, Word
from bot.rules.replies import promises, replacements
from bot.rules.replies.steps import Late
from bot.texts import languages, words
from bot.texts.messages import Message
from bot.texts.queue import card_buttons, reasons, times

CASES = ("question", "complaint")
"""The steps that ask for the words of a case."""
OPENING = languages.mark("Next member is ready")
NO_CALLS = languages.mark("🌙 No calls now: text or e-mail, or keep for tomorrow.")
EMPLOYER = languages.mark("Their employer may read this: use the work text.")
PLAN = languages.mark(
    "Ask: <b>when</b> will you post it, <b>where</b> is the box, "
    "<b>after what</b> (tea, the school run)?"
)
QUESTIONS = languages.mark(
    {
        "post": "When will they post it?",
        "paper": "Has the member asked for another paper yet? When?",
        "back": "When do they want to be called back?",
        "wrong": "Which contact is wrong?",
        "more": "What else did they say?",
        "other": "What else did they say?",
        "reach": "Tap to copy it, then paste it where you write to them.",
        "skip": "Why pass this member on?",
        "not_in_ballot": "Why are they not in this ballot?",
        "question": "Type their question now, in their words.",
        "complaint": "Type what upset them, in their words.",
        "which": "I am not sure I read that right. Which is it?",
        "helps": "Noted: they offer to help. And their own paper?",
        "waiting": "✉️ Message sent. They are on your waiting list: type the answer.",
    }
)


def card(_ending: queue_endings.OfCard, facts: CardFacts) -> Message:
    """Show the card with its buttons; once closed, one line without data."""
    if facts.closed:
        return closed(facts)
    lines = [
        _heading(facts),
        reasons.reason(facts),
        _ways(facts),
        _household(facts),
        _calls(facts),
        _said(facts),
    ]
    lines += [_answer(facts), _question(facts), _plan(facts)]
    text = "\n".join(line for line in lines if line)
    return Message(text, card_buttons.rows(facts), guarded=True)


def closed(facts: CardFacts) -> Message:
    """As in "S.P.: voted · Undo": no data, and what can still be done."""
    initials = words.safe(facts.member.initials)
    how = str(facts.asking.get("how", "closed"))
    said = _recorded(facts) if facts.outcome else languages.say(CLOSED.get(how, how))
    text = f"{initials}: {said}{_afterwards(facts)}{_care(facts)}{_question(facts)}"
    return Message(text, card_buttons.closed_rows(facts), protect=True)


def _recorded(facts: CardFacts) -> str:
    """Say what was recorded: "voted. Thank you!"."""
    if facts.outcome is Outcome.VOTED:
        return languages.say("voted. Thank you!")
    if facts.outcome is Outcome.DO_NOT_CONTACT:
        return languages.say(NEVER[str(facts.asking.get("settled") or "")])
    return times.said(facts)


def below(ending: queue_endings.CardBelow, facts: CardFacts) -> Message:
    """Say what a card says now, below what was typed: no data, the same buttons."""
    if not facts.closed:
        asked = _question(facts).strip() or f"<b>{languages.say(HOME)}</b>"
        text = f"{words.safe(facts.member.initials)}: {asked}"
        return Message(text, card_buttons.answers(facts), protect=True)
    message = closed(facts)
    if ending.conflict:
        return replace(message, text=f"{message.text}\n{languages.say(CONFLICT)}")
    if ending.late:
        return replace(message, text=f"{message.text}\n{languages.say(LAPSED)}")
    return message


HOME = languages.mark("What did they say?")
CONFLICT = languages.mark(
    "Somebody recorded a different answer after you took the card. "
    "Both are kept, and an organiser decides which stands."
)
LAPSED = languages.mark("Recorded, though the card had lapsed.")


CLOSED = languages.mark(
    {
        "skipped": "passed on",
        "released": "given back",
        "kept": "kept for you until people may be rung again",
        "lapsed": "the card has lapsed. If you reached them, type what they said",
        "stopped": "stop: please do not contact them any more",
        "frozen": "closed by the freeze",
        "pinned red": "🔴 pinned: first in line as soon as they may be asked",
        "pinned amber": "🟠 pinned: first of the less important, once they may be "
        "asked",
        "pinned off": "the pin is gone, and they are back where they stood",
    }
)


LATE = languages.mark(
    {
        Late.UNSAFE: "That is past the last safe posting day: is there a later box, "
        "or a post office counter, today?",
        Late.IMPOSSIBLE: "That is too late to arrive: is there a later box, or a post "
        "office counter, today?",
    }
)
NEVER = languages.mark(
    {
        "ever": "do not contact for good",
        "ballot": "do not contact in this ballot",
        "": "do not contact. For good, or only now?",
    }
)


def _afterwards(facts: CardFacts) -> str:
    """Say what follows from the recorded outcome."""
    day = times.promise_day(facts)
    if facts.outcome is Outcome.WILL_POST and day is not None:
        late = promises.lateness(facts.ballot, day)
        return f"\n⚠️ {languages.say(LATE[late])}" if late else ""
    if facts.outcome is Outcome.NEEDS_REPLACEMENT:
        begins = replacements.can_begin(facts.ballot, facts.now)
        if begins is not None:
            return f"\n{languages.say(LANDING, day=words.day(begins.date()))}"
        if facts.how_to_replace:
            way = words.safe(facts.how_to_replace)
            return "\n" + languages.say("They {way}.", way=way)
        return ""
    return ""


def _care(facts: CardFacts) -> str:
    """Give the first words of a case that was opened, and when it is answered."""
    if not facts.say_first or facts.outcome is None:
        return ""
    say = f"\n{_first_words(facts)}"
    if facts.reply_by is None:
        return say
    by = words.soon(facts.reply_by, facts.ballot, facts.now)
    return f"{say}\n{languages.say('The organisers answer by {by}.', by=by)}"


def _first_words(facts: CardFacts) -> str:
    said = words.safe(languages.say(facts.say_first))
    return languages.say("💬 Say: “{words}”", words=said)


LANDING = languages.mark(
    "Papers are still on their way: none is lost yet. Asked again on {day}."
)


def _heading(facts: CardFacts) -> str:
    member = facts.member
    name = words.safe(member.full_name)
    if member.preferred_name and member.preferred_name != member.first_name:
        name = f"{words.safe(member.preferred_name)} ({name})"
    place = f" · {words.safe(member.workplace)}" if member.workplace else ""
    ballot = f"{words.safe(facts.ballot.name)} · " if facts.several_ballots else ""
    return f"{ballot}<b>{name}</b>{place}\n{reasons.colour(facts)}".rstrip()


def _ways(facts: CardFacts) -> str:
    if facts.low_data:
        number = words.safe(facts.member.membership_number or "?")
        return languages.say("Reference {number}", number=number)
    lines = [_way(way) for way in facts.member.methods_to_try()]
    return "\n".join(lines) or languages.say("No way to reach them is known.")


def _way(way: ContactMethod) -> str:
    icon = {Channel.MOBILE: "📱", Channel.PHONE: "☎️"}.get(way.channel, "✉️")
    note = f" ({languages.say(EMPLOYER)})" if way.channel is Channel.WORK_EMAIL else ""
    return f"{icon} {words.safe(way.value)}{note}"


def _household(facts: CardFacts) -> str:
    """Name the others who are rung on this number; each has a card of their own."""
    if not facts.household:
        return ""
    names = words.joined([f"<b>{words.safe(name)}</b>" for name in facts.household])
    return languages.say(
        "👥 The same number as {names}: one call, a card each.", names=names
    )


def _said(facts: CardFacts) -> str:
    notes = [f"“{words.safe(facts.member.notes[:300])}”"] if facts.member.notes else []
    return "\n".join([*notes, *(_word(facts, word) for word in facts.words[:3])])


def _word(facts: CardFacts, word: Word) -> str:
    day = words.ago(facts.ballot.today(word.at), facts.ballot.today(facts.now))
    kept = f": “{words.safe(word.words[:120])}”" if word.words else ""
    return f"· {words.outcome_name(word.outcome)} {day}{kept}"


def _calls(facts: CardFacts) -> str:
    limits = frozenset(hours.Limit(limit) for limit in facts.member.limits)
    if hours.Limit.TEXT_ONLY in limits:
        return languages.say("💬 Text only, please.")
    may_call = hours.may_call(facts.ballot, facts.now, limits)
    return "" if may_call else languages.say(NO_CALLS)


def _question(facts: CardFacts) -> str:
    step = facts.asking.get("step")
    question = QUESTIONS.get(str(step), "")
    if not question:
        return ""
    asked = languages.say(question)
    if step == "paper" and facts.how_to_replace:
        way = languages.say("To get one, they {way}.", way=facts.how_to_replace)
        asked = f"{asked} {way}"
    say = f"\n{_first_words(facts)}" if step in CASES else ""
    return f"{say}\n<b>{words.safe(asked)}</b>"


def _answer(facts: CardFacts) -> str:
    """Give the organisers' answer, for the advocate to pass on."""
    if not facts.answer:
        return ""
    return languages.say("💬 Tell them: “{answer}”", answer=words.safe(facts.answer))


def _plan(facts: CardFacts) -> str:
    """Give the script before the call, or the plan questions if there is none.

    Before a message it is the text that is ready to send.
    """
    if facts.asking.get("step") == "reach":
        return f"\n<i>{words.safe(facts.ready_text)}</i>" if facts.ready_text else ""
    if facts.asking.get("step") not in (None, "home"):
        return ""
    script = f"<i>{words.safe(facts.script)}</i>" if facts.script else ""
    return f"\n{script or languages.say(PLAN)}"
