"""Words of member care: cases, what needs an organiser, who knows a member."""

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
    Need.TOLD: "words passed on, not matched with a member yet",
    Need.CONFLICT: "two different answers, not settled yet",
}
INVITATION = (
    "Thank you for offering to help! We ring a few members each and remind them to "
    "post their ballot paper; a bot gives you the next one. Shall I send you the link?"
)
NO_WORDS = "(The words were not kept: ask the advocate.)"
TYPE = {
    "ask": "Type your question to the organisers.",
    "feedback": "Type your comment. Then you choose: with your name, or not.",
}
THANKS = {
    "ask": "Your question went to the organisers. The answer comes here.",
    "feedback": "Thank you. It is in the comment box.",
}


def say(ending: care_endings.Plain) -> Message:
    """Say an ending that shows neither a member nor a case."""
    match ending:
        case care_endings.TypeAnswer():
            return Message("Type the answer. It goes back to whoever asked.")
        case care_endings.TypeHere(what=what):
            return Message(TYPE[what])
        case care_endings.WithName(key=key):
            named = (Press("With my name", f"{key}.named"),)
            unnamed = (Press("Anonymously", f"{key}.anonymous"),)
            return Message("With your name, or anonymously?", (named, unnamed))
        case care_endings.Thanks(what=what):
            return Message(THANKS[what])
        case care_endings.More(count=count):
            return Message(more(count))
        case care_endings.KnowsNoted(yes=yes):
            return Message("Thank you: their card comes now." if yes else "Thank you.")
        case care_endings.TypeWhy():
            return Message("Type why: how and when they said so themselves.")
        case care_endings.Lifted():
            return Message("Lifted. They may be contacted again; the reason is kept.")
        case _:
            assert_never(ending)


def cases(ending: care_endings.Cases, facts: showing.CasesFacts) -> Message:
    """List the open cases; a button opens each."""
    key = ending.key
    lines, buttons = [], []
    for case in facts.cases[:20]:
        by = words.soon(case.reply_by, facts.ballot, facts.now)
        late = "⚠️ overdue, " if case.reply_by <= facts.now else ""
        who = case.member.full_name if case.member else f"{case.asker} asks"
        owner = f", {case.owner} has it" if case.owner else ""
        lines.append(
            f"· {words.safe(who)}: {words.case(case.kind)}, "
            f"{late}by {by}{words.safe(owner)}"
        )
        buttons.append(Press(who[:40], f"{key}.c{case.id}"))
    text = "\n".join(lines) or "No open cases."
    rows: Rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    if facts.needs:
        rows += ((Press(f"Needs you ({facts.needs})", f"{key}.needs"),),)
    return Message(text, rows, protect=True)


def case_opened(ending: care_endings.CaseOpened, facts: showing.CaseFacts) -> Message:
    """Show a question or complaint with what can be done about it."""
    case, key = facts.case, ending.key
    who = case.member.full_name if case.member else f"{case.asker} asks"
    text = f"❓ {words.safe(who)}: {words.case(case.kind)}"
    text += f"\n“{words.safe(case.words)}”" if case.words else f"\n{NO_WORDS}"
    if case.member and case.asker:
        text += f"\nTold to {words.safe(case.asker)}."
    if case.over:
        return Message(f"{text}\nDone.", protect=True)
    text += f"\nPlease answer by {facts.ballot.local(case.reply_by):%a %H:%M}."
    text += f"\n{words.safe(case.owner)} has it." if case.owner else ""
    row = [Press("Answer", f"{key}.answer"), Press("Close", f"{key}.close")]
    take = () if case.owner else (Press("I take it", f"{key}.take"),)
    return Message(text, ((*row, *take),), protect=True)


def ask_lift(ending: care_endings.AskLift, member: Member) -> Message:
    """Ask whether the member wishes to be contacted again; the reason is typed next."""
    name = words.safe(member.full_name)
    text = f"{name} asked not to be contacted. Only their own wish lifts that."
    lift = Press("They wish it: lift…", f"{ending.key}.lift")
    return Message(text, ((lift,),), protect=True)


def passed_on(_ending: care_endings.AnswerPassedOn, case: showing.CaseLine) -> Message:
    """Tell whoever answered to whom the answer goes."""
    return Message(f"Passed on to {words.safe(case.asker) or 'the team'}.")


def answered(ending: care_endings.CaseAnswered, case: showing.CaseLine) -> Message:
    """Tell whoever asked the answer, with a button that opens the member's card."""
    whose = words.safe(case.member.initials) if case.member else "Your question"
    text = f"💬 {whose}: the organisers answer\n“{words.safe(case.answer)}”"
    if case.member is None:
        return Message(text)
    text += "\nPass it on, and check their promise while you are at it."
    row = (Press("Open the card", f"{ending.key}.m{case.member.id}"),)
    return Message(text, (row,), protect=True)


def needs(ending: care_endings.Needs, facts: showing.NeedsFacts) -> Message:
    """Count the members who need an organiser; a button opens each kind."""
    found = [(need, count) for need, count in facts.counts.items() if count]
    if not found:
        return Message("Nobody needs you just now.")
    lines = [f"· {count:,} {NEEDS[need]}" for need, count in found]
    rows = tuple((Press(NEEDS[need], f"{ending.key}.n:{need}"),) for need, _ in found)
    return Message("<b>Needs you</b>\n" + "\n".join(lines), rows)


def needs_list(
    ending: care_endings.NeedsList, facts: showing.NeedsListFacts
) -> Message:
    """List the members of one kind; a button opens the card of each."""
    key = ending.key
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
    """Say how many are not on this screen."""
    return f"and {count:,} more"


def told(ending: care_endings.Told, facts: showing.ToldFacts) -> Message:
    """Show words passed on, with a button for each member they may be about."""
    rows = [
        (Press(_named(member), f"{ending.key}.m{member.id}"),)
        for member in facts.people
    ]
    none = (Press("None of these", f"{ending.key}.none"),)
    text = f"{_told(facts)}\nWhom is it about?"
    return Message(text, (*rows, none), protect=True)


def settled(_ending: care_endings.ToldSettled, facts: showing.ToldFacts) -> Message:
    """Say what became of words passed on."""
    whose = facts.settled.full_name if facts.settled else "nobody on the list"
    return Message(f"{_told(facts)}\nMatched with {words.safe(whose)}.", protect=True)


def _told(facts: showing.ToldFacts) -> str:
    said = f": “{facts.draft.words}”" if facts.draft.words else ""
    text = words.safe(f"{facts.by} passes on about “{facts.name}”{said}")
    return f"{text}\nI read: {replies_endings.reading(facts.draft)}."


def _named(member: Member) -> str:
    place = f" · {member.workplace}" if member.workplace else ""
    return f"{member.full_name}{place}"[:60]


def do_you_know(ending: care_endings.DoYouKnow, member: Member) -> Message:
    """Ask one advocate of the same workplace, in private."""
    name = words.safe(member.full_name)
    rows = (
        (Press("Yes, I can reach them", f"{ending.key}.yes"),),
        (Press("No", f"{ending.key}.no"),),
    )
    text = f"Do you know {name} at your workplace? No contact we hold works."
    return Message(text, rows, protect=True)
