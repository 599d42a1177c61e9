"""Words of lists, exports and shares."""

import datetime as dt
from typing import assert_never

from bot.rules.ballot.ballot import Ballot
from bot.rules.lists import endings as lists_endings
from bot.rules.lists import screens as showing
from bot.rules.lists.export_kinds import Kind
from bot.texts import languages, words
from bot.texts.lists import export_words, preview
from bot.texts.messages import Document, Message, Press, Rows, Style, naming

NO_LIST = languages.mark(
    {
        "too large": "This file is larger than 20 MB, more than I can fetch. Save only "
        "the sheet with the members, or take it in on the machine: mantelpiece import "
        "FILE",
        "no file": "There is no file in that message. Send the list as CSV, XLSX, XLS "
        "or ODS.",
    }
)
NOTED = languages.mark(
    {
        "keyed": "Ticked off: the next export of changes begins after these.",
        "sent": "Logged: the branch's reminder to {count}.",
    }
)
KEPT = languages.mark(
    "I take this file out of the chat again after an hour. Keep it safe."
)


def say(ending: lists_endings.Plain) -> Message:
    """Say an ending that shows no list, share or file."""
    match ending:
        case lists_endings.NoList(why=why):
            return Message(languages.say(NO_LIST[why]))
        case lists_endings.AskExport(key=key):
            rows = tuple(
                (Press(languages.say(export_words.NAMES[kind]), f"{key}.{kind}"),)
                for kind in Kind
            )
            return Message(languages.say("What shall I put into a file for you?"), rows)
        case lists_endings.NobodyToExport(kind=kind):
            why = languages.say(export_words.NOBODY[Kind(kind)])
            return Message(f"{why} {languages.say(export_words.NO_FILE)}")
        case lists_endings.Ticked(what=what, count=count):
            many = languages.say_many("{n:,} member", "{n:,} members", count)
            return Message(languages.say(NOTED[what], count=many))
        case _:
            assert_never(ending)


def set_aside(ending: lists_endings.SetAside, ballot: Ballot) -> Message:
    """Tell a rep how many members are set aside for them, and until when."""
    text = languages.say_many(
        "{n:,} member is set aside for you until {day}. /next gives you one.",
        "{n:,} members are set aside for you until {day}. /next gives you one.",
        ending.count,
        day=_until(ending.until, ballot),
    )
    return Message(text)


def _until(instant: str, ballot: Ballot) -> str:
    return words.day(ballot.local(dt.datetime.fromisoformat(instant)).date())


def file(ending: lists_endings.FileReady, facts: showing.FileFacts) -> Document:
    """Send the file that a job made, with the buttons to tick it off."""
    about = facts.about
    name = str(about.get("filename", "rows-to-mend.xlsx"))
    caption = languages.say(preview.MEND)
    buttons: Rows = ()
    if what := about.get("what"):
        kind = Kind(what)
        many = languages.say_many(
            "{n:,} member", "{n:,} members", len(about.get("members", ()))
        )
        caption = f"{languages.say(export_words.NAMES[kind])}: {many}."
        buttons = _after(kind, ending.key)
    elif "shares" in about:
        caption = languages.say("The sheets of your reps. Send each only to its rep.")
    return Document(facts.content, name, f"{caption} {languages.say(KEPT)}", buttons)


def _after(kind: Kind, key: str) -> Rows:
    if kind is Kind.CHANGES:
        return ((Press(languages.say("Keyed in"), f"{key}.keyed", Style.PRIMARY),),)
    if kind is Kind.MAILING:
        return ((Press(languages.say("Sent"), f"{key}.sent", Style.PRIMARY),),)
    return ()


def ask_reps(ending: lists_endings.AskReps, facts: showing.RepFacts) -> Message:
    """Ask who takes a share, with a button for each person in the chat."""
    chosen = ending.chosen
    rows = []
    for person_id, name in facts.team:
        label = naming(_ticked if person_id in chosen else str, name)
        rows.append((Press(label, f"{ending.key}.p{person_id}"),))
    rows.append(
        (Press(languages.say("Reps outside this chat"), f"{ending.key}.names"),)
    )
    if chosen or ending.outside:
        rows.append(
            (Press(languages.say("Divide"), f"{ending.key}.divide", Style.PRIMARY),)
        )
    lines = [languages.say("Up to {each} members each. For whom?", each=ending.each)]
    if ending.outside:
        outside = ", ".join(map(words.safe, ending.outside))
        lines.append(languages.say("On a sheet: {outside}.", outside=outside))
    if ending.naming:
        lines.append(
            languages.say("Type the names of the reps, with commas between them.")
        )
    return Message("\n".join(lines), tuple(rows))


def _ticked(name: str) -> str:
    return f"✓ {name}"


def _still_on_it(rep: str) -> str:
    return languages.say("{rep}: still on it", rep=rep)


def shared(ending: lists_endings.Shared, ballot: Ballot) -> Message:
    """Say how many members are set aside for whom, and until when."""
    pairs = zip(ending.reps, ending.counts, strict=True)
    lines = [f"{words.safe(rep)}: {count:,}" for rep, count in pairs]
    if not any(ending.counts):
        return Message(languages.say("Nobody is free to be shared out just now."))
    until = _until(ending.until, ballot)
    lines.append(
        languages.say(
            "Set aside until {until}. /share shows how many are back.", until=until
        )
    )
    return Message("\n".join(lines))


def shares(ending: lists_endings.Shares, facts: showing.SharesFacts) -> Message:
    """List the shares that are out, each with its buttons."""
    if not facts.shares:
        return Message(
            languages.say(
                "No shares are out. /share 10 sets ten members aside for each rep."
            )
        )
    lines, rows = [], []
    for share in facts.shares:
        day = words.day(dt.date.fromisoformat(share.until))
        name = words.safe(share.rep)
        lines.append(
            languages.say(
                "{name}: {back} of {members} back, until {day}",
                name=name,
                back=share.back,
                members=share.members,
                day=day,
            )
        )
        rows.append(
            (
                Press(
                    naming(_still_on_it, share.rep, 2),
                    f"{ending.key}.on_{share.id}",
                ),
                Press(languages.say("Take back"), f"{ending.key}.back_{share.id}"),
            )
        )
    return Message("\n".join(lines), tuple(rows))
