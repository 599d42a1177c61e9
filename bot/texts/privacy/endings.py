"""Words of privacy: freeze, leaks, close and purge."""

import datetime as dt
from typing import assert_never

from bot.rules.ballot.ballot import Ballot
from bot.rules.person import Person
from bot.rules.privacy import endings as privacy_endings
from bot.rules.privacy.fault import Kind, Night
from bot.rules.privacy.retention import UnfinishedWork
from bot.rules.privacy.screens import (
    FreezeFacts,
    NamesakeFacts,
    SecondFacts,
    UnfinishedFacts,
)
from bot.texts import languages, messages, words
from bot.texts.messages import Message, Press
from bot.texts.team import endings as team_words

NIGHT = languages.mark(
    "⚠️ My nightly check has found something. Please show this to whoever runs me: "
    "<code>mantelpiece check</code> on that machine says what to do."
)
FAULTS = languages.mark(
    {
        Kind.DAMAGED: "The database is damaged. It has to be restored from a backup "
        "soon.",
        Kind.SQLITE: "The machine's SQLite may lose what is saved.",
        Kind.JOURNAL: "Lines of the list of erasures are missing.",
        Kind.COUNTS: "The counts in /stats do not fit the members.",
        Kind.AUDIT: "The audit log was changed or cut.",
        Kind.DISK: "The disk is nearly full: soon nothing can be saved.",
        Kind.BACKUP: "There is no backup of this night.",
    }
)
WHO = languages.mark(
    "Nobody in the team has that name. Type the name as /team shows it."
)
NAMED = languages.mark(
    "Something you wrote in the group looks like a member's name, number or address. "
    "Please delete it there now: press and hold it, Delete, for everyone. Members' "
    "details stay in our private chat."
)
LEAK = languages.mark(
    "⚠️ A message in the group looks like a member's name, number or address. Its "
    "sender has been asked to delete it."
)
LIST = languages.mark("Lists of members never go in this group.")
LIST_DELETED = languages.mark("I have deleted it.")
DELETE_LIST = languages.mark(
    "Please delete it now: press and hold it, Delete, for everyone."
)
LIST_IN_PRIVATE = languages.mark("Organisers send lists to me in private.")
LIST_LEAKED = languages.mark(
    "⚠️ A spreadsheet was sent into the group: it may be a list of members."
)
LEAKED_DELETED = languages.mark(
    "I have deleted it; whoever opened it before may still have it."
)
LEAKED_STANDS = languages.mark(
    "I may not delete it there: please do, or have its sender do it. As an "
    "administrator with the right to delete messages I do it at once."
)

FREEZE = languages.mark(
    {
        privacy_endings.ALL: "Freeze all cards? They go from everybody, and nobody "
        "gets more until an organiser types /unfreeze. One person: /freeze and their "
        "name.",
        privacy_endings.ME: "Freeze yourself? Your cards go and you can do nothing "
        "here until an organiser lets you work again.",
    }
)
FROZEN = languages.mark("❄️ Frozen: {name}'s cards. /unfreeze {name} gives cards again.")
FROZEN_BY = languages.mark(
    "❄️ Frozen by {by}: {name}'s cards. /unfreeze {name} gives cards again."
)
ALL_FROZEN = languages.mark("❄️ Frozen: all cards. /unfreeze gives cards again.")
ALL_FROZEN_BY = languages.mark(
    "❄️ Frozen by {by}: all cards. /unfreeze gives cards again."
)
UNFROZEN = languages.mark("Unfrozen: {whose}. Cards are given again.")
UNFROZEN_BY = languages.mark("Unfrozen by {by}: {whose}. Cards are given again.")
AGREES = languages.mark("{name} agrees: {wish}.")
SAYS_NO = languages.mark("{name} says no: {wish}.")
DOES = languages.mark({"freeze": "Freeze {number}", "unfreeze": "Unfreeze {number}"})
WISHES = languages.mark(
    {
        "export": "export all members as a file",
        "export many": "export more members as a file than one organiser may see in a "
        "day",
        "share": "make sheets of more members than one organiser may see in a day",
        "purge": "erase all members' details for good",
    }
)


def night(found: Night | None) -> str:
    """Say in the shell how the last nightly check ended."""
    if found is None:
        return "Nightly check: none yet; the running bot makes it after 03:00 UTC."
    head = f"Nightly check of {found.began:%d %B %Y, %H:%M} UTC:"
    if found.ended is None:
        return f"{head} it did not end."
    if found.faults:
        return "\n".join([head, *(f"· {fault.sentence}" for fault in found.faults)])
    return f"{head} all sound{f', backup {found.backup}' if found.backup else ''}."


def which_person(ending: privacy_endings.WhichPerson, facts: NamesakeFacts) -> Message:
    """Ask which of several people of one name is meant, with what tells them apart."""
    lines = [
        languages.say("Several people of the team have that name. Whom do you mean?")
    ]
    rows = []
    for number, (person, held) in enumerate(facts.people, 1):
        lines.append(f"{number}. {_known_by(person, held, facts.ballot)}")
        code = f"{ending.key}.{ending.does}:{person.id}"
        rows.append((Press(languages.say(DOES[ending.does], number=number), code),))
    none = (Press(languages.say("Nobody"), f"{ending.key}.no"),)
    return Message("\n".join(lines), (*rows, none))


def _known_by(person: Person, held: int, ballot: Ballot) -> str:
    """Tell a person from others of their name."""
    role = languages.say(team_words.ROLES.get(person.role, team_words.GONE))
    known = [f"<b>{words.safe(person.name)}</b>: {role}"]
    if person.workplace:
        known.append(words.safe(person.workplace))
    if person.since is not None:
        known.append(
            languages.say("in the team since {at}", at=_at(person.since, ballot))
        )
    if person.active_at is not None:
        known.append(languages.say("last here {at}", at=_at(person.active_at, ballot)))
    return ", ".join(
        (*known, languages.say_many("holds {n:,} member", "holds {n:,} members", held))
    )


def _at(moment: dt.datetime, ballot: Ballot) -> str:
    return f"{words.day(ballot.local(moment))} {words.clock(moment, ballot)}"


def say(ending: privacy_endings.Plain) -> Message:
    """Say an ending that names nobody."""
    match ending:
        case privacy_endings.FreezeAsked(key=key, whose=whose):
            yes = Press(languages.say("Freeze"), f"{key}.{whose}")
            return Message(
                languages.say(FREEZE[whose]),
                ((yes, Press(languages.say("No"), f"{key}.no")),),
            )
        case privacy_endings.WhoIsThat():
            return Message(languages.say(WHO))
        case privacy_endings.YouNamedSomebody():
            return Message(languages.say(NAMED))
        case privacy_endings.LeakSeen(key=key, can_delete=can_delete):
            rows = (
                ((Press(languages.say("Delete it"), f"{key}.delete"),),)
                if can_delete
                else ()
            )
            return Message(languages.say(LEAK), rows)
        case privacy_endings.LeakDeleted():
            return Message(languages.say("It is deleted."))
        case privacy_endings.ListInGroup(bot_name=bot_name, deleted=deleted):
            what_now = LIST_DELETED if deleted else DELETE_LIST
            said = map(languages.say, (LIST, what_now, LIST_IN_PRIVATE))
            way = messages.open_private_chat(bot_name)
            return Message(" ".join(said), ((way,),))
        case privacy_endings.ListLeaked(deleted=deleted):
            stands = LEAKED_DELETED if deleted else LEAKED_STANDS
            return Message(f"{languages.say(LIST_LEAKED)} {languages.say(stands)}")
        case privacy_endings.SecondWaits(what=what):
            return Message(
                languages.say(
                    "You are not the only organiser, so another has to agree to "
                    "{wish}. I have asked the others: they have 24 hours.",
                    wish=languages.say(WISHES[what]),
                )
            )
        case privacy_endings.NightFaults(kinds=kinds):
            lines = [f"· {languages.say(FAULTS[Kind(kind)])}" for kind in kinds]
            return Message("\n".join([languages.say(NIGHT), *lines]))
        case _:
            assert_never(ending)


def frozen(_ending: privacy_endings.Frozen, facts: FreezeFacts) -> Message:
    """Say whose cards are frozen."""
    name = words.safe(facts.name)
    if not name:
        return Message(
            languages.say("❄️ All cards are frozen. An organiser gives cards again.")
        )
    return Message(
        languages.say("❄️ Frozen: {name}. An organiser gives cards again.", name=name)
    )


def frozen_by(_ending: privacy_endings.FrozenBy, facts: FreezeFacts) -> Message:
    """Tell the organisers whose cards are frozen, and how to undo it."""
    name = words.safe(facts.name)
    by = words.safe(facts.by or "")
    if name and by:
        text = FROZEN_BY
    elif name:
        text = FROZEN
    else:
        text = ALL_FROZEN_BY if by else ALL_FROZEN
    return Message(languages.say(text, by=by, name=name))


def unfrozen_by(_ending: privacy_endings.UnfrozenBy, facts: FreezeFacts) -> Message:
    """Tell the organisers who gets cards again, and by whom."""
    whose = words.safe(facts.name or "") or languages.say("everybody")
    text = UNFROZEN_BY if facts.by else UNFROZEN
    return Message(languages.say(text, by=words.safe(facts.by or ""), whose=whose))


def unfrozen(_ending: privacy_endings.Unfrozen, facts: FreezeFacts) -> Message:
    """Say to whom cards are given again."""
    if not facts.name:
        return Message(languages.say("Cards are given again."))
    name = words.safe(facts.name)
    return Message(languages.say("Cards are given again to {name}.", name=name))


def close_asked(ending: privacy_endings.CloseAsked, ballot: Ballot) -> Message:
    """Ask whether to end the ballot now."""
    text = languages.say(
        "End <b>{name}</b> now? All cards go, nobody gets more.",
        name=words.safe(ballot.name),
    )
    yes = Press(languages.say("End it now"), f"{ending.key}.close")
    return Message(text, ((yes, Press(languages.say("No"), f"{ending.key}.no")),))


def purge_asked(ending: privacy_endings.PurgeAsked, ballot: Ballot) -> Message:
    """Ask whether to erase all members now."""
    text = languages.say(
        "End <b>{name}</b> and erase all its members' details now, for good? "
        "Totals stay. What has not left the program is lost: /export comes "
        "first.",
        name=words.safe(ballot.name),
    )
    yes = Press(languages.say("Erase them"), f"{ending.key}.erase")
    return Message(text, ((yes, Press(languages.say("No"), f"{ending.key}.no")),))


def second_asked(ending: privacy_endings.SecondAsked, facts: SecondFacts) -> Message:
    """Ask the other organisers to agree, or not."""
    who, ballot = words.safe(facts.name), words.safe(facts.ballot.name)
    yes, no = (
        Press(languages.say("Agree"), f"{ending.key}.agree"),
        Press(languages.say("No"), f"{ending.key}.no"),
    )
    return Message(
        languages.say(
            "⚠️ {who} asks to {wish} (<b>{ballot}</b>). It is done only if you, "
            "or another organiser, agree within 24 hours.",
            who=who,
            wish=languages.say(WISHES[ending.what]),
            ballot=ballot,
        ),
        ((yes, no),),
    )


def second_said(ending: privacy_endings.SecondSaid, facts: SecondFacts) -> Message:
    """Tell what the other organiser said."""
    text = AGREES if ending.agreed else SAYS_NO
    wish = languages.say(WISHES[ending.what])
    return Message(languages.say(text, name=words.safe(facts.name), wish=wish))


def ballot_closed(
    _ending: privacy_endings.BallotClosed, facts: UnfinishedFacts
) -> Message:
    """Say when members are erased, and what to take out before."""
    head = languages.say(
        "<b>{name}</b> has closed. Members' details are erased on {day}. Totals stay.",
        name=words.safe(facts.ballot.name),
        day=words.day(facts.purge_on),
    )
    return Message("\n".join([head, *not_out_yet(facts.left)]))


def ballot_opened_again(
    _ending: privacy_endings.BallotOpenedAgain, ballot: Ballot
) -> Message:
    """Say that a ballot closed by a wrong clock goes on."""
    return Message(
        languages.say(
            "<b>{name}</b> is open again: the clock of the machine I run on was "
            "ahead when I closed it. The cards that were out went back; /next "
            "gives members again.",
            name=words.safe(ballot.name),
        )
    )


def not_out_yet(left: UnfinishedWork) -> list[str]:
    """List what the purge erases unless somebody takes it out before."""
    lines = []
    if left.changes:
        if left.numbers:
            numbers = languages.say_many(
                "{n:,} corrected number or address",
                "{n:,} corrected numbers or addresses",
                left.numbers,
            )
            line = languages.say_many(
                "· {n:,} change not keyed into the union's system, {numbers} among "
                "them: /export",
                "· {n:,} changes not keyed into the union's system, {numbers} among "
                "them: /export",
                left.changes,
                numbers=numbers,
            )
        else:
            line = languages.say_many(
                "· {n:,} change not keyed into the union's system: /export",
                "· {n:,} changes not keyed into the union's system: /export",
                left.changes,
            )
        lines.append(line)
    if left.cases:
        cases = languages.say_many(
            "· {n:,} open case: /cases", "· {n:,} open cases: /cases", left.cases
        )
        lines.append(cases)
    return [languages.say("Not out yet:"), *lines] if lines else []


def purged(_ending: privacy_endings.Purged, ballot: Ballot) -> Message:
    """Say that member data is gone."""
    name = words.safe(ballot.name)
    return Message(
        languages.say(
            "Members' details of <b>{name}</b> are erased. Totals stay.", name=name
        )
    )
