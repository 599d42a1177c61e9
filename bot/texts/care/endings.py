"""Words of member care: cases, what needs an organiser, who knows a member."""

from collections.abc import Sequence
from typing import assert_never

from bot.rules.care import endings as care_endings
from bot.rules.care import policies
from bot.rules.care import screens as showing
from bot.rules.care.needs import Need
from bot.rules.member import Member
from bot.rules.replies.steps import COMPLAINTS, Out
from bot.texts import languages, words
from bot.texts.care import case_words
from bot.texts.messages import Copy, Message, Press, by_place, in_pairs
from bot.texts.replies import endings as replies_endings

NEEDS = languages.mark(
    {
        Need.TRIED: "no answer after all tries",
        Need.UNREACHABLE: "no working channel",
        Need.NO_PAPER: "no paper, and none can come any more",
        Need.NOT_IN_BALLOT: "said not to be in this ballot",
        Need.HELPS: "offer to help",
        Need.TOLD: "words passed on, not matched yet",
        Need.CONFLICT: "two different answers, not settled yet",
    }
)
INVITATION = languages.mark(
    "Thank you for offering to help! We ring a few members each and remind them to "
    "post their ballot paper; a bot gives you the next one. Shall I send you the link?"
)
NO_WORDS = languages.mark("(The words were not kept: ask the advocate.)")
TYPE = languages.mark(
    {
        "ask": "Type your question to the organisers.",
        "feedback": "Type your comment. Then you choose: with your name, or not.",
    }
)
HOW = languages.mark(
    "With your name, or anonymously? Anonymously nothing I keep tells whose it is, and "
    "it is shown only with four others."
)
ORGANISERS_ANSWER = languages.mark("{whose}: the organisers answer")
BRANCH_ANSWER = languages.mark("{whose}: the branch's answer")
PASS_IT_ON = languages.mark(
    "Pass it on, and check their promise while you are at it. "
    "The card has it as a text to send."
)
CARD_COMES = languages.mark("Thank you: their card comes now.")
THANK_YOU = languages.mark("Thank you.")
THANKS = languages.mark(
    {
        "feedback": "Thank you. It is in the comment box.",
    }
)


def say(ending: care_endings.Plain) -> Message:
    """Say an ending that shows neither a member nor a case."""
    match ending:
        case care_endings.TypeAnswer():
            return Message(
                languages.say("Type the answer. It goes back to whoever asked.")
            )
        case care_endings.TypeHere(what=what):
            return Message(languages.say(TYPE[what]))
        case care_endings.WithName(key=key):
            named = (Press(languages.say("With my name"), f"{key}:named"),)
            unnamed = (Press(languages.say("Anonymously"), f"{key}:anonymous"),)
            return Message(languages.say(HOW), (named, unnamed))
        case care_endings.Thanks(what=what):
            return Message(languages.say(THANKS[what]))
        case care_endings.More(count=count):
            return Message(more(count))
        case care_endings.KnowsNoted(yes=yes):
            return Message(languages.say(CARD_COMES if yes else THANK_YOU))
        case care_endings.TypeWhy():
            return Message(
                languages.say("Type why: how and when they said so themselves.")
            )
        case care_endings.Lifted():
            return Message(
                languages.say(
                    "Lifted. They may be contacted again; the reason is kept."
                )
            )
        case _:
            assert_never(ending)


def new_case(ending: care_endings.NewCase) -> Message:
    """Ask what a new case is about."""
    kinds = [f"new:{kind}" for kind in policies.KINDS]
    return Message(
        _numbered(languages.say("What is it about?")), by_place(ending.key, kinds)
    )


def type_case(ending: care_endings.TypeCase) -> Message:
    """Ask for the words of a new case."""
    name = words.capital(words.case(ending.kind))
    return Message(
        languages.say("{name}: type it now, without a member's name.", name=name)
    )


def cases(ending: care_endings.Cases, facts: showing.CasesFacts) -> Message:
    """List the open cases by initials; a button opens each."""
    key = ending.key
    shown = facts.cases[:20]
    lines = [_open_case(place, one, facts) for place, one in enumerate(shown, 1)]
    text = "\n".join(lines) or languages.say("No open cases.")
    rows = by_place(key, [f"c{case.id}" for case in shown])
    if facts.needs:
        needs_you = languages.say("Needs you ({count})", count=facts.needs)
        rows += ((Press(needs_you, f"{key}.needs"),),)
    last = [Press(languages.say("New case"), f"{key}.new")]
    if facts.settled:
        label = languages.say("Answered ({count})", count=facts.settled)
        last.insert(0, Press(label, f"{key}.answered"))
    if facts.complaints:
        label = languages.say("Complaints ({count})", count=facts.complaints)
        last.insert(0, Press(label, f"{key}.complaints"))
    if facts.settled or facts.cases:
        last.append(Press(languages.say("How it goes"), f"{key}.report"))
    return Message(text, (*rows, *in_pairs(last)), guarded=True)


def _open_case(place: int, case: showing.CaseLine, facts: showing.CasesFacts) -> str:
    """As in "1. S.P.: question, overdue, by 9:00, Dawn has it"."""
    by = words.soon(case.reply_by, facts.ballot, facts.now)
    parts = [words.case(case.kind)]
    if case.reply_by <= facts.now:
        parts.append(languages.say("⚠️ overdue"))
    parts.append(languages.say("by {time}", time=by))
    if case.owner:
        parts.append(languages.say("{owner} has it", owner=words.safe(case.owner)))
    return f"{place}. {words.safe(_who_asks(case))}: {', '.join(parts)}"


def _who_asks(case: showing.CaseLine) -> str:
    """Name the member by initials, or the advocate who asks."""
    if case.member:
        return case.member.initials
    return languages.say("{asker} asks", asker=case.asker)


def _who_asked(case: showing.CaseLine) -> str:
    if case.member:
        return case.member.initials
    return languages.say("{asker} asked", asker=case.asker)


def complaints(ending: care_endings.Complaints, facts: showing.CasesFacts) -> Message:
    """List complaints and upset members with how they stand; a button opens each."""
    lines = [languages.say("<b>Complaints</b>")]
    for place, case in enumerate(facts.cases, 1):
        by = words.soon(case.reply_by, facts.ballot, facts.now)
        still = languages.say("open, by {time}", time=by)
        stands = languages.say("settled") if case.over else still
        owner = f", {case.owner}" if case.owner else ""
        told = f"{place}. {_who_asked(case)}: {words.case(case.kind)}, {stands}{owner}"
        lines.append(words.safe(told))
    rows = by_place(ending.key, [f"c{case.id}" for case in facts.cases])
    return Message("\n".join(lines), rows, guarded=True)


def spoken(_ending: care_endings.Spoken, case: showing.CaseLine) -> Message:
    """Tell whoever was told that an organiser has spoken with the member."""
    by = words.safe(case.owner) or languages.say("An organiser")
    whose = words.safe(case.member.initials) if case.member else ""
    if not whose:
        text = languages.say("🕊 {by} has spoken with them. Thank you.", by=by)
        return Message(text, protect=True)
    text = languages.say(
        "🕊 {whose}: {by} has spoken with them. Thank you.", whose=whose, by=by
    )
    return Message(text, protect=True)


def answered_cases(
    ending: care_endings.AnsweredCases, facts: showing.CasesFacts
) -> Message:
    """List the cases settled last; a button opens each."""
    lines = [languages.say("<b>Answered or closed last</b>")]
    for place, case in enumerate(facts.cases, 1):
        said = f": “{case.answer[:80]}”" if case.answer else ""
        lines.append(
            words.safe(f"{place}. {_who_asked(case)}, {words.case(case.kind)}{said}")
        )
    rows = by_place(ending.key, [f"c{case.id}" for case in facts.cases])
    return Message("\n".join(lines), rows, guarded=True)


def report(_ending: care_endings.CaseReport, facts: showing.ReportFacts) -> Message:
    """Say how cases went, by kind."""
    lines = [f"· {case_words.line(line)}" for line in facts.lines]
    return Message("\n".join([languages.say("<b>How cases go</b>"), *lines]))


def case_opened(ending: care_endings.CaseOpened, facts: showing.CaseFacts) -> Message:
    """Show a question or complaint with what can be done about it."""
    case, key = facts.case, ending.key
    lines = [_case_name(facts), f"“{words.safe(case.words)}”"]
    if not case.words:
        lines[1:] = [languages.say(NO_WORDS)]
    if case.member and case.asker:
        lines.append(languages.say("Told to {name}.", name=words.safe(case.asker)))
    if case.over:
        lines.append(_done(case))
        reopen = (Press(languages.say("Reopen"), f"{key}.reopen"),)
        return Message("\n".join(lines), (reopen,), guarded=True)
    lines.append(_please_answer(facts))
    if case.owner:
        lines.append(languages.say("{owner} has it.", owner=words.safe(case.owner)))
    if case.answer:
        before = words.safe(case.answer)
        lines.append(languages.say("Answered before: “{words}”", words=before))
    text = "\n".join(lines)
    text += _ready(facts)
    sends = [
        (
            Press(
                languages.say("Send answer {place}", place=place),
                f"{key}.f{entry.code}",
            ),
        )
        for place, entry in enumerate(facts.ready, 1)
    ]
    if case.member and case.kind in COMPLAINTS:
        text += f"\n{_pause(facts, case.member)}"
        spoken = Press(languages.say("🕊 I spoke with them"), f"{key}.spoken")
        sends.append((spoken,))
    row = [
        Press(languages.say("Answer"), f"{key}.answer"),
        Press(languages.say("Close"), f"{key}.close"),
    ]
    take = () if case.owner else (Press(languages.say("I take it"), f"{key}.take"),)
    more = (
        Press(languages.say("Hand over…"), f"{key}.hand"),
        Press(languages.say("Kind…"), f"{key}.kind"),
    )
    return Message(text, (*sends, (*row, *take), more), guarded=True)


def _done(case: showing.CaseLine) -> str:
    if case.answer:
        return languages.say("Answered: “{words}”", words=words.safe(case.answer))
    if case.owner:
        return languages.say("Done by {owner}.", owner=words.safe(case.owner))
    return languages.say("Done.")


def _please_answer(facts: showing.CaseFacts) -> str:
    by = words.weekday_and_time(facts.ballot.local(facts.case.reply_by))
    way = languages.say(case_words.CHANNELS[facts.policy.channel])
    return languages.say("Please answer by {by}, {way}.", by=by, way=way)


def _pause(facts: showing.CaseFacts, member: Member) -> str:
    """Say until when an upset member is left alone."""
    if member.paused_until is not None:
        until = words.soon(member.paused_until, facts.ballot, facts.now)
        return languages.say(
            "They are left alone until {until}, or until you spoke with them.",
            until=until,
        )
    if member.out_reason == Out.CASE:
        return languages.say(
            "A pause of a week would pass the last posting day: please speak "
            "with them now. They are left alone until you have."
        )
    return languages.say("They are not due for a call.")


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
    fits = languages.say("the branch has an answer. Does it fit?")
    text = f"{_about(facts, fits)}{_ready(facts)}"
    takes = tuple(
        Press(languages.say("{place} answers it", place=place), f"{key}.f{entry.code}")
        for place, entry in enumerate(facts.ready, 1)
    )
    ask = (Press(languages.say("Ask the organisers"), f"{key}.ask"),)
    return Message(text, (takes, ask), protect=True)


def asked(_ending: care_endings.AskedOrganisers, facts: showing.CaseFacts) -> Message:
    """Say that the organisers have it, and by when they answer."""
    by = words.soon(facts.case.reply_by, facts.ballot, facts.now)
    text = languages.say(
        "your question went to the organisers. They answer by {by}, here.", by=by
    )
    return Message(_about(facts, text), protect=True)


def hand_over(ending: care_endings.HandOver, facts: showing.CaseFacts) -> Message:
    """Ask to which organiser a case is handed over."""
    names = [words.safe(name) for _, name in facts.team]
    codes = [f"to{person}" for person, _ in facts.team]
    rows = (
        *by_place(ending.key, codes),
        (Press(languages.say("‹ Back"), f"{ending.key}.back"),),
    )
    return Message("\n".join([_case_name(facts), *_listed(names)]), rows, guarded=True)


def choose_kind(ending: care_endings.ChooseKind, facts: showing.CaseFacts) -> Message:
    """Ask of which kind a case really is."""
    codes = [f"k:{kind}" for kind in policies.KINDS]
    rows = (
        *by_place(ending.key, codes),
        (Press(languages.say("‹ Back"), f"{ending.key}.back"),),
    )
    return Message(_numbered(_case_name(facts)), rows, guarded=True)


def _case_name(facts: showing.CaseFacts) -> str:
    case = facts.case
    who = case.member.full_name if case.member else _who_asks(case)
    return f"❓ {words.safe(who)}: {words.case(case.kind)}"


def _numbered(head: str) -> str:
    """List the kinds of case below a line, numbered as their buttons."""
    kinds = [words.capital(words.case(kind)) for kind in policies.KINDS]
    return "\n".join([head, *_listed(kinds)])


def _listed(lines: Sequence[str]) -> list[str]:
    return [f"{place}. {line}" for place, line in enumerate(lines, 1)]


def ask_lift(ending: care_endings.AskLift, member: Member) -> Message:
    """Ask whether the member wishes to be contacted again; the reason is typed next."""
    name = words.safe(member.full_name)
    text = languages.say(
        "{name} asked not to be contacted. Only their own wish lifts that.", name=name
    )
    lift = Press(languages.say("They wish it: lift…"), f"{ending.key}.lift")
    return Message(text, ((lift,),), guarded=True)


def passed_on(_ending: care_endings.AnswerPassedOn, case: showing.CaseLine) -> Message:
    """Tell whoever answered to whom the answer goes."""
    if not case.asker:
        return Message(languages.say("Passed on to the team."))
    return Message(languages.say("Passed on to {name}.", name=words.safe(case.asker)))


def answered(ending: care_endings.CaseAnswered, case: showing.CaseLine) -> Message:
    """Tell whoever asked the answer, with a button that opens the member's card."""
    whose = languages.say("Your question")
    if case.member:
        whose = words.safe(case.member.initials)
    by = ORGANISERS_ANSWER if case.owner else BRANCH_ANSWER
    head = f"💬 {languages.say(by, whose=whose)}"
    text = f"{head}\n“{words.safe(case.answer)}”"
    again = (Press(languages.say("That does not answer it"), f"{ending.again}.again"),)
    more = (again,) if ending.again else ()
    if case.member is None:
        return Message(text, more)
    text = f"{text}\n{languages.say(PASS_IT_ON)}"
    row = (Press(languages.say("Open the card"), f"{ending.key}.m{case.member.id}"),)
    return Message(text, (row, *more), guarded=True)


def needs(ending: care_endings.Needs, facts: showing.NeedsFacts) -> Message:
    """Count the members who need an organiser; a button opens each kind."""
    found = [(need, count) for need, count in facts.counts.items() if count]
    if not found:
        return Message(languages.say("Nobody needs you just now."))
    lines = [f"· {count:,} {languages.say(NEEDS[need])}" for need, count in found]
    rows = tuple(
        (Press(languages.say(NEEDS[need]), f"{ending.key}.n:{need}"),)
        for need, _ in found
    )
    return Message("\n".join([languages.say("<b>Needs you</b>"), *lines]), rows)


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
    lines.insert(0, f"<b>{words.capital(languages.say(NEEDS[facts.need]))}</b>")
    rows = by_place(key, [f"m{member.id}" for member in facts.people])
    if facts.need is Need.HELPS:
        invitation = languages.say(INVITATION)
        to_send = languages.say("To send them, with a link from /invite:")
        lines += ["", to_send, f"<i>{invitation}</i>"]
        rows += ((Copy(languages.say("Copy invitation"), invitation),),)
    text = "\n".join(lines)
    return Message(text, rows, guarded=True)


def more(count: int) -> str:
    """Say how many are not on this screen."""
    return languages.say("And {count:,} more", count=count)


def words_passed_on(
    ending: care_endings.WordsPassedOn, facts: showing.ToldFacts
) -> Message:
    """Show words passed on, with a button to see whom they may be about."""
    none = Press(languages.say("About nobody on the list"), f"{ending.key}.none")
    if not ending.matches:
        nobody = languages.say("Nobody on the list has this name or number.")
        text = f"{_told(facts)}\n{nobody}"
        return Message(text, ((none,),), guarded=True)
    show = Press(languages.say("Whom is it about?"), f"{ending.key}.show")
    return Message(_told(facts), ((show,), (none,)), guarded=True)


def told(ending: care_endings.Told, facts: showing.ToldFacts) -> Message:
    """Show words passed on, with a button for each member they may be about."""
    may_be = [
        words.safe(f"{place}. {_named(member)}")
        for place, member in enumerate(facts.people, 1)
    ]
    rows = by_place(ending.key, [f"m{member.id}" for member in facts.people])
    none = (Press(languages.say("None of these"), f"{ending.key}.none"),)
    text = "\n".join([_told(facts), languages.say("Whom is it about?"), *may_be])
    return Message(text, (*rows, none), guarded=True)


def settled(_ending: care_endings.ToldSettled, facts: showing.ToldFacts) -> Message:
    """Say what became of words passed on."""
    became = languages.say("Matched with nobody on the list.")
    if facts.settled:
        name = words.safe(facts.settled.full_name)
        became = languages.say("Matched with {name}.", name=name)
    return Message(f"{_told(facts)}\n{became}", guarded=True)


def _told(facts: showing.ToldFacts) -> str:
    said = f": “{facts.draft.words}”" if facts.draft.words else ""
    who = {"by": facts.by, "name": facts.name}
    text = languages.say("{by} passes on about “{name}”", **who)
    read = replies_endings.reading(facts.draft)
    i_read = languages.say("I read: {reading}.", reading=read)
    return f"{words.safe(f'{text}{said}')}\n{i_read}"


def _named(member: Member) -> str:
    place = f" · {member.workplace}" if member.workplace else ""
    return f"{member.full_name}{place}"


def do_you_know(ending: care_endings.DoYouKnow, member: Member) -> Message:
    """Ask one advocate of the same workplace, in private."""
    name = words.safe(member.full_name)
    rows = (
        (Press(languages.say("Yes, I can reach them"), f"{ending.key}.yes"),),
        (Press(languages.say("No"), f"{ending.key}.no"),),
    )
    text = languages.say(
        "Do you know {name} at your workplace? No contact we hold works.", name=name
    )
    return Message(text, rows, guarded=True)
