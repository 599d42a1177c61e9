"""Words of member care: cases, what needs an organiser, who knows them."""

from typing import assert_never

from bot.rules.care import endings as care_endings
from bot.rules.care import screens as showing
from bot.rules.care.needs import Need
from bot.rules.member import Member
from bot.texts import words
from bot.texts.messages import Copy, Message, Press, Rows
from bot.texts.replies import endings as replies_endings

NEEDS = {
    Need.TRIED: "no answer after all tries",
    Need.UNREACHABLE: "no working channel",
    Need.NO_PAPER: "no paper, and none can come any more",
    Need.NOT_IN_BALLOT: "said not to be in this ballot",
    Need.HELPS: "offer to help",
    Need.TOLD: "words passed on, not matched yet",
    Need.CONFLICT: "two different words, not settled yet",
}
INVITATION = (
    "Thank you for offering to help! We ring a few members each and remind them to "
    "post their ballot paper; a bot gives you the next one. Shall I send you the link?"
)
TYPE = {
    "ask": "Type your question to the organisers.",
    "feedback": "Type your comment. Then you choose: with your name, or not.",
}
THANKS = {
    "ask": "Your question went to the organisers. The answer comes here.",
    "feedback": "Thank you. It is in the comment box.",
}


def say(ending: care_endings.Ending, facts: showing.Facts) -> Message | None:
    """The message of an ending of member care."""
    match ending:
        case care_endings.AskLift(key=key):
            return ask_lift(key, facts)
        case care_endings.TypeWhy():
            return Message("Type why: how and when they said so themselves.")
        case care_endings.Lifted():
            return Message("Lifted. They may be contacted again; the reason is kept.")
        case care_endings.Cases(key=key):
            return cases(key, facts)
        case care_endings.TypeAnswer():
            return Message("Type the answer. It goes back to whoever asked.")
        case care_endings.AnswerPassedOn():
            to = facts.asker if isinstance(facts, showing.CaseLine) else ""
            return Message(f"Passed on to {words.safe(to) or 'the team'}.")
        case care_endings.CaseAnswered(key=key):
            return answered(key, facts)
        case care_endings.TypeHere(what=what):
            return Message(TYPE[what])
        case care_endings.WithName(key=key):
            named = (Press("With my name", f"{key}.named"),)
            unnamed = (Press("Anonymously", f"{key}.anonymous"),)
            return Message("With your name, or anonymously?", (named, unnamed))
        case care_endings.Thanks(what=what):
            return Message(THANKS[what])
        case care_endings.Needs(key=key):
            return overview(key, facts)
        case care_endings.NeedsList(key=key):
            return one_list(key, facts)
        case care_endings.More(count=count):
            return Message(more(count))
        case care_endings.Told() | care_endings.ToldSettled():
            return told(ending, facts)
        case care_endings.DoYouKnow(key=key):
            return do_you_know(key, facts)
        case care_endings.KnowsNoted(yes=yes):
            return Message("Thank you: their card comes now." if yes else "Thank you.")
        case _:
            assert_never(ending)


def cases(key: str, facts: showing.Facts) -> Message | None:
    """`/cases`: each opens by its button."""
    if not isinstance(facts, showing.CasesFacts):
        return None
    lines, buttons = [], []
    for case in facts.cases[:20]:
        by = words.soon(case.reply_by, facts.ballot, facts.now)
        late = "⚠️ overdue, " if case.reply_by <= facts.now else ""
        who = case.member.full_name if case.member else f"{case.asker} asks"
        owner = f", {case.owner} has it" if case.owner else ""
        lines.append(
            f"· {words.safe(who)}: {case.kind}, {late}by {by}{words.safe(owner)}"
        )
        buttons.append(Press(who[:40], f"{key}.c{case.id}"))
    text = "\n".join(lines) or "No open cases."
    rows: Rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    if facts.needs:
        rows += ((Press(f"Needs you ({facts.needs})", f"{key}.needs"),),)
    return Message(text, rows, protect=True)


def ask_lift(key: str, facts: showing.Facts) -> Message | None:
    """Only at the member's own wish, with a reason."""
    if not isinstance(facts, showing.KnowFacts):
        return None
    name = words.safe(facts.member.full_name)
    text = f"{name} asked not to be contacted. Only their own wish lifts that."
    return Message(
        text, ((Press("They wish it: lift…", f"{key}.lift"),),), protect=True
    )


def answered(key: str, facts: showing.Facts) -> Message | None:
    """To whoever asked: the answer, and the member to open again."""
    if not isinstance(facts, showing.CaseLine):
        return None
    whose = words.safe(facts.member.initials) if facts.member else "Your question"
    text = f"💬 {whose}: the organisers answer\n“{words.safe(facts.answer)}”"
    if facts.member is None:
        return Message(text)
    text += "\nPass it on, and check their promise while you are at it."
    row = (Press("Open the card", f"{key}.m{facts.member.id}"),)
    return Message(text, (row,), protect=True)


def overview(key: str, facts: showing.Facts) -> Message | None:
    """How many need a hand; each kind opens by its button."""
    if not isinstance(facts, showing.NeedsFacts):
        return None
    found = [(need, count) for need, count in facts.counts.items() if count]
    if not found:
        return Message("Nobody needs you just now.")
    lines = [f"· {count:,} {NEEDS[need]}" for need, count in found]
    rows = tuple((Press(NEEDS[need], f"{key}.n:{need}"),) for need, _ in found)
    return Message("<b>Needs you</b>\n" + "\n".join(lines), rows)


def one_list(key: str, facts: showing.Facts) -> Message | None:
    """The members of one kind, each opens as a card."""
    if not isinstance(facts, showing.NeedsListFacts):
        return None
    lines = []
    for member in facts.people:
        said = facts.words.get(member.id, "")
        place = f" · {member.workplace}" if member.workplace else ""
        told_ = f": “{said[:120]}”" if said else ""
        lines.append(words.safe(f"· {member.full_name}{place}{told_}"))
    left = facts.total - len(facts.people)
    lines += [more(left)] if left > 0 else []
    text = f"<b>{NEEDS[facts.need].capitalize()}</b>\n" + "\n".join(lines)
    pairs = [Press(m.full_name[:40], f"{key}.m{m.id}") for m in facts.people]
    rows: Rows = tuple(tuple(pairs[at : at + 2]) for at in range(0, len(pairs), 2))
    if facts.need is Need.HELPS:
        text += f"\n\nTo send them, with a link from /invite:\n<i>{INVITATION}</i>"
        rows += ((Copy("Copy invitation", INVITATION),),)
    return Message(text, rows, protect=True)


def more(count: int) -> str:
    """How many are not on this screen."""
    return f"and {count:,} more"


def told(
    ending: care_endings.Told | care_endings.ToldSettled, facts: showing.Facts
) -> Message | None:
    """Words passed on: an organiser matches them with one tap."""
    if not isinstance(facts, showing.ToldFacts):
        return None
    said = f": “{facts.draft.words}”" if facts.draft.words else ""
    text = words.safe(f"{facts.by} passes on about “{facts.name}”{said}")
    text += f"\nI read: {replies_endings.reading(facts.draft)}."
    if isinstance(ending, care_endings.ToldSettled):
        whose = facts.settled.full_name if facts.settled else "nobody on the list"
        return Message(f"{text}\nMatched with {words.safe(whose)}.", protect=True)
    rows = [
        (Press(_named(member), f"{ending.key}.m{member.id}"),)
        for member in facts.people
    ]
    none = (Press("None of these", f"{ending.key}.none"),)
    return Message(f"{text}\nWhom is it about?", (*rows, none), protect=True)


def _named(member: Member) -> str:
    place = f" · {member.workplace}" if member.workplace else ""
    return f"{member.full_name}{place}"[:60]


def do_you_know(key: str, facts: showing.Facts) -> Message | None:
    """In private, to one advocate of the same workplace."""
    if not isinstance(facts, showing.KnowFacts):
        return None
    name = words.safe(facts.member.full_name)
    rows = (
        (Press("Yes, I can reach them", f"{key}.yes"),),
        (Press("No", f"{key}.no"),),
    )
    text = f"Do you know {name} at your workplace? No contact we hold works."
    return Message(text, rows, protect=True)
