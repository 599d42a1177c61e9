"""Words of member care: cases, what needs an organiser, who knows a member."""

from collections.abc import Sequence
from typing import assert_never

from bot.rules.care import endings as care_endings
from bot.rules.care import policies
from bot.rules.care import screens as showing
from bot.rules.care.needs import Need
from bot.rules.member import Member
from bot.rules.replies.steps import COMPLAINTS, Out
from bot.texts import words
from bot.texts.care import case_words
from bot.texts.messages import Copy, Message, Press, by_place
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
HOW = (
    "With your name, or anonymously? Anonymously nothing I keep tells whose it is, and "
    "it is shown only with four others."
)
THANKS = {
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
            named = (Press("With my name", f"{key}:named"),)
            unnamed = (Press("Anonymously", f"{key}:anonymous"),)
            return Message(HOW, (named, unnamed))
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


def new_case(ending: care_endings.NewCase) -> Message:
    """Ask what a new case is about."""
    kinds = [f"new:{kind}" for kind in policies.KINDS]
    return Message(_numbered("What is it about?"), by_place(ending.key, kinds))


def type_case(ending: care_endings.TypeCase) -> Message:
    """Ask for the words of a new case."""
    name = words.case(ending.kind).capitalize()
    return Message(f"{name}: type it now, without a member's name.")


def cases(ending: care_endings.Cases, facts: showing.CasesFacts) -> Message:
    """List the open cases by initials; a button opens each."""
    key = ending.key
    lines = []
    shown = facts.cases[:20]
    for place, case in enumerate(shown, 1):
        by = words.soon(case.reply_by, facts.ballot, facts.now)
        late = "⚠️ overdue, " if case.reply_by <= facts.now else ""
        who = case.member.initials if case.member else f"{case.asker} asks"
        owner = f", {case.owner} has it" if case.owner else ""
        lines.append(
            f"{place}. {words.safe(who)}: {words.case(case.kind)}, "
            f"{late}by {by}{words.safe(owner)}"
        )
    text = "\n".join(lines) or "No open cases."
    rows = by_place(key, [f"c{case.id}" for case in shown])
    if facts.needs:
        rows += ((Press(f"Needs you ({facts.needs})", f"{key}.needs"),),)
    last = [Press("New case", f"{key}.new")]
    if facts.settled:
        last.insert(0, Press(f"Answered ({facts.settled})", f"{key}.answered"))
    if facts.complaints:
        last.insert(0, Press(f"Complaints ({facts.complaints})", f"{key}.complaints"))
    if facts.settled or facts.cases:
        last.append(Press("How it goes", f"{key}.report"))
    pairs = (tuple(last[at : at + 2]) for at in range(0, len(last), 2))
    return Message(text, (*rows, *pairs), guarded=True)


def complaints(ending: care_endings.Complaints, facts: showing.CasesFacts) -> Message:
    """List complaints and upset members with how they stand; a button opens each."""
    lines = ["<b>Complaints</b>"]
    for place, case in enumerate(facts.cases, 1):
        who = case.member.initials if case.member else f"{case.asker} asked"
        by = f"open, by {words.soon(case.reply_by, facts.ballot, facts.now)}"
        stands = "settled" if case.over else by
        owner = f", {case.owner}" if case.owner else ""
        told = f"{place}. {who}: {words.case(case.kind)}, {stands}{owner}"
        lines.append(words.safe(told))
    rows = by_place(ending.key, [f"c{case.id}" for case in facts.cases])
    return Message("\n".join(lines), rows, guarded=True)


def spoken(_ending: care_endings.Spoken, case: showing.CaseLine) -> Message:
    """Tell whoever was told that an organiser has spoken with the member."""
    whose = words.safe(case.member.initials) if case.member else "They"
    by = words.safe(case.owner) or "An organiser"
    return Message(f"🕊 {whose}: {by} has spoken with them. Thank you.", protect=True)


def answered_cases(
    ending: care_endings.AnsweredCases, facts: showing.CasesFacts
) -> Message:
    """List the cases settled last; a button opens each."""
    lines = ["<b>Answered or closed last</b>"]
    for place, case in enumerate(facts.cases, 1):
        who = case.member.initials if case.member else f"{case.asker} asked"
        said = f": “{case.answer[:80]}”" if case.answer else ""
        lines.append(words.safe(f"{place}. {who}, {words.case(case.kind)}{said}"))
    rows = by_place(ending.key, [f"c{case.id}" for case in facts.cases])
    return Message("\n".join(lines), rows, guarded=True)


def report(_ending: care_endings.CaseReport, facts: showing.ReportFacts) -> Message:
    """Say how cases went, by kind."""
    lines = [f"· {case_words.line(line)}" for line in facts.lines]
    return Message("\n".join(["<b>How cases go</b>", *lines]))


def case_opened(ending: care_endings.CaseOpened, facts: showing.CaseFacts) -> Message:
    """Show a question or complaint with what can be done about it."""
    case, key = facts.case, ending.key
    text = _case_name(facts)
    text += f"\n“{words.safe(case.words)}”" if case.words else f"\n{NO_WORDS}"
    if case.member and case.asker:
        text += f"\nTold to {words.safe(case.asker)}."
    if case.over:
        done = f"Done by {words.safe(case.owner)}." if case.owner else "Done."
        said = f"Answered: “{words.safe(case.answer)}”" if case.answer else done
        text += f"\n{said}"
        reopen = (Press("Reopen", f"{key}.reopen"),)
        return Message(text, (reopen,), guarded=True)
    text += f"\nPlease answer by {facts.ballot.local(case.reply_by):%a %H:%M}"
    text += f", {case_words.CHANNELS[facts.policy.channel]}."
    text += f"\n{words.safe(case.owner)} has it." if case.owner else ""
    if case.answer:
        text += f"\nAnswered before: “{words.safe(case.answer)}”"
    text += _ready(facts)
    sends = [
        (Press(f"Send answer {place}", f"{key}.f{entry.code}"),)
        for place, entry in enumerate(facts.ready, 1)
    ]
    if case.member and case.kind in COMPLAINTS:
        text += f"\n{_pause(facts, case.member)}"
        spoken = Press("🕊 I spoke with them", f"{key}.spoken")
        sends.append((spoken,))
    row = [Press("Answer", f"{key}.answer"), Press("Close", f"{key}.close")]
    take = () if case.owner else (Press("I take it", f"{key}.take"),)
    more = (Press("Hand over…", f"{key}.hand"), Press("Kind…", f"{key}.kind"))
    return Message(text, (*sends, (*row, *take), more), guarded=True)


def _pause(facts: showing.CaseFacts, member: Member) -> str:
    """Say until when an upset member is left alone."""
    if member.paused_until is not None:
        until = words.soon(member.paused_until, facts.ballot, facts.now)
        return f"They are left alone until {until}, or until you spoke with them."
    if member.out_reason == Out.CASE:
        return (
            "A pause of a week would pass the last posting day: please speak with them "
            "now. They are left alone until you have."
        )
    return "They are not due for a call."


def _ready(facts: showing.CaseFacts) -> str:
    """Show the ready answers that may fit, numbered."""
    return "".join(
        f"\n📖 {place}. <b>{words.safe(entry.question)}</b> {words.safe(entry.answer)}"
        for place, entry in enumerate(facts.ready, 1)
    )


def _about(facts: showing.CaseFacts, text: str) -> str:
    """Begin with the initials of the member whom it is about, if there is one."""
    if facts.case.member is None:
        return text[0].upper() + text[1:]
    return f"{words.safe(facts.case.member.initials)}: {text}"


def offered(ending: care_endings.AnswerOffered, facts: showing.CaseFacts) -> Message:
    """Offer ready answers to whoever asked; they choose, or ask the organisers."""
    key = ending.key
    text = _about(facts, f"the branch has an answer. Does it fit?{_ready(facts)}")
    takes = tuple(
        Press(f"{place} answers it", f"{key}.f{entry.code}")
        for place, entry in enumerate(facts.ready, 1)
    )
    ask = (Press("Ask the organisers", f"{key}.ask"),)
    return Message(text, (takes, ask), protect=True)


def asked(_ending: care_endings.AskedOrganisers, facts: showing.CaseFacts) -> Message:
    """Say that the organisers have it, and by when they answer."""
    by = words.soon(facts.case.reply_by, facts.ballot, facts.now)
    text = f"your question went to the organisers. They answer by {by}, here."
    return Message(_about(facts, text), protect=True)


def hand_over(ending: care_endings.HandOver, facts: showing.CaseFacts) -> Message:
    """Ask to which organiser a case is handed over."""
    names = [words.safe(name) for _, name in facts.team]
    codes = [f"to{person}" for person, _ in facts.team]
    rows = (*by_place(ending.key, codes), (Press("‹ Back", f"{ending.key}.back"),))
    return Message("\n".join([_case_name(facts), *_listed(names)]), rows, guarded=True)


def choose_kind(ending: care_endings.ChooseKind, facts: showing.CaseFacts) -> Message:
    """Ask of which kind a case really is."""
    codes = [f"k:{kind}" for kind in policies.KINDS]
    rows = (*by_place(ending.key, codes), (Press("‹ Back", f"{ending.key}.back"),))
    return Message(_numbered(_case_name(facts)), rows, guarded=True)


def _case_name(facts: showing.CaseFacts) -> str:
    case = facts.case
    who = case.member.full_name if case.member else f"{case.asker} asks"
    return f"❓ {words.safe(who)}: {words.case(case.kind)}"


def _numbered(head: str) -> str:
    """List the kinds of case below a line, numbered as their buttons."""
    kinds = [words.case(kind).capitalize() for kind in policies.KINDS]
    return "\n".join([head, *_listed(kinds)])


def _listed(lines: Sequence[str]) -> list[str]:
    return [f"{place}. {line}" for place, line in enumerate(lines, 1)]


def ask_lift(ending: care_endings.AskLift, member: Member) -> Message:
    """Ask whether the member wishes to be contacted again; the reason is typed next."""
    name = words.safe(member.full_name)
    text = f"{name} asked not to be contacted. Only their own wish lifts that."
    lift = Press("They wish it: lift…", f"{ending.key}.lift")
    return Message(text, ((lift,),), guarded=True)


def passed_on(_ending: care_endings.AnswerPassedOn, case: showing.CaseLine) -> Message:
    """Tell whoever answered to whom the answer goes."""
    return Message(f"Passed on to {words.safe(case.asker) or 'the team'}.")


def answered(ending: care_endings.CaseAnswered, case: showing.CaseLine) -> Message:
    """Tell whoever asked the answer, with a button that opens the member's card."""
    whose = words.safe(case.member.initials) if case.member else "Your question"
    by = "the organisers answer" if case.owner else "the branch's answer"
    text = f"💬 {whose}: {by}\n“{words.safe(case.answer)}”"
    again = (Press("That does not answer it", f"{ending.again}.again"),)
    more = (again,) if ending.again else ()
    if case.member is None:
        return Message(text, more)
    text += "\nPass it on, and check their promise while you are at it."
    text += " The card has it as a text to send."
    row = (Press("Open the card", f"{ending.key}.m{case.member.id}"),)
    return Message(text, (row, *more), guarded=True)


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
    for place, member in enumerate(facts.people, 1):
        said = facts.words.get(member.id, "")
        told_ = f": “{said[:120]}”" if said else ""
        lines.append(words.safe(f"{place}. {_named(member)}{told_}"))
    left = facts.total - len(facts.people)
    lines += [more(left)] if left > 0 else []
    text = f"<b>{NEEDS[facts.need].capitalize()}</b>\n" + "\n".join(lines)
    rows = by_place(key, [f"m{member.id}" for member in facts.people])
    if facts.need is Need.HELPS:
        text += f"\n\nTo send them, with a link from /invite:\n<i>{INVITATION}</i>"
        rows += ((Copy("Copy invitation", INVITATION),),)
    return Message(text, rows, guarded=True)


def more(count: int) -> str:
    """Say how many are not on this screen."""
    return f"And {count:,} more"


def words_passed_on(
    ending: care_endings.WordsPassedOn, facts: showing.ToldFacts
) -> Message:
    """Show words passed on, with a button to see whom they may be about."""
    none = Press("About nobody on the list", f"{ending.key}.none")
    if not ending.matches:
        text = f"{_told(facts)}\nNobody on the list has this name or number."
        return Message(text, ((none,),), guarded=True)
    show = Press("Whom is it about?", f"{ending.key}.show")
    return Message(_told(facts), ((show,), (none,)), guarded=True)


def told(ending: care_endings.Told, facts: showing.ToldFacts) -> Message:
    """Show words passed on, with a button for each member they may be about."""
    may_be = [
        words.safe(f"{place}. {_named(member)}")
        for place, member in enumerate(facts.people, 1)
    ]
    rows = by_place(ending.key, [f"m{member.id}" for member in facts.people])
    none = (Press("None of these", f"{ending.key}.none"),)
    text = "\n".join([_told(facts), "Whom is it about?", *may_be])
    return Message(text, (*rows, none), guarded=True)


def settled(_ending: care_endings.ToldSettled, facts: showing.ToldFacts) -> Message:
    """Say what became of words passed on."""
    whose = facts.settled.full_name if facts.settled else "nobody on the list"
    return Message(f"{_told(facts)}\nMatched with {words.safe(whose)}.", guarded=True)


def _told(facts: showing.ToldFacts) -> str:
    said = f": “{facts.draft.words}”" if facts.draft.words else ""
    text = words.safe(f"{facts.by} passes on about “{facts.name}”{said}")
    return f"{text}\nI read: {replies_endings.reading(facts.draft)}."


def _named(member: Member) -> str:
    place = f" · {member.workplace}" if member.workplace else ""
    return f"{member.full_name}{place}"


def do_you_know(ending: care_endings.DoYouKnow, member: Member) -> Message:
    """Ask one advocate of the same workplace, in private."""
    name = words.safe(member.full_name)
    rows = (
        (Press("Yes, I can reach them", f"{ending.key}.yes"),),
        (Press("No", f"{ending.key}.no"),),
    )
    text = f"Do you know {name} at your workplace? No contact we hold works."
    return Message(text, rows, guarded=True)
