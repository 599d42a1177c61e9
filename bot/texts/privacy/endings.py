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
from bot.texts import messages, words
from bot.texts.messages import Message, Press
from bot.texts.team import endings as team_words

NIGHT = (
    "⚠️ My nightly check has found something. Please show this to whoever runs me: "
    "<code>mantelpiece check</code> on that machine says what to do."
)
FAULTS = {
    Kind.DAMAGED: "The database is damaged. It has to be restored from a backup soon.",
    Kind.SQLITE: "The machine's SQLite may lose what is saved.",
    Kind.JOURNAL: "Lines of the list of erasures are missing.",
    Kind.COUNTS: "The counts in /stats do not fit the members.",
    Kind.AUDIT: "The audit log was changed or cut.",
    Kind.DISK: "The disk is nearly full: soon nothing can be saved.",
    Kind.BACKUP: "There is no backup of this night.",
}
WHO = "Nobody in the team has that name. Type the name as /team shows it."
NAMED = (
    "Something you wrote in the group looks like a member's name, number or address. "
    "Please delete it there now: press and hold it, Delete, for everyone. Members' "
    "details stay in our private chat."
)
LEAK = (
    "⚠️ A message in the group looks like a member's name, number or address. Its "
    "sender has been asked to delete it."
)
LIST = "Lists of members never go in this group. "
LIST_DELETED = "I have deleted it. "
DELETE_LIST = "Please delete it now: press and hold it, Delete, for everyone. "
LIST_IN_PRIVATE = "Organisers send lists to me in private."
LIST_LEAKED = "⚠️ A spreadsheet was sent into the group: it may be a list of members. "
LEAKED_DELETED = "I have deleted it; whoever opened it before may still have it."
LEAKED_STANDS = (
    "I may not delete it there: please do, or have its sender do it. As an "
    "administrator with the right to delete messages I do it at once."
)

FREEZE = {
    privacy_endings.ALL: "Freeze all cards? They go from everybody, and nobody gets "
    "more until an organiser types /unfreeze. One person: /freeze and their name.",
    privacy_endings.ME: "Freeze yourself? Your cards go and you can do nothing here "
    "until an organiser lets you work again.",
}
NUMBERS = "corrected numbers or addresses"
WISHES = {
    "export": "export all members as a file",
    "export many": "export more members as a file than one organiser may see in a day",
    "share": "make sheets of more members than one organiser may see in a day",
    "purge": "erase all members' details for good",
}


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
    lines, rows = ["Several people of the team have that name. Whom do you mean?"], []
    for number, (person, held) in enumerate(facts.people, 1):
        lines.append(f"{number}. {_known_by(person, held, facts.ballot)}")
        code = f"{ending.key}.{ending.does}:{person.id}"
        rows.append((Press(f"{ending.does.capitalize()} {number}", code),))
    none = (Press("Nobody", f"{ending.key}.no"),)
    return Message("\n".join(lines), (*rows, none))


def _known_by(person: Person, held: int, ballot: Ballot) -> str:
    """Tell a person from others of their name."""
    role = team_words.ROLES.get(person.role, person.role)
    known = [f"<b>{words.safe(person.name)}</b>: {role}"]
    if person.workplace:
        known.append(words.safe(person.workplace))
    if person.since is not None:
        known.append(f"in the team since {_at(person.since, ballot)}")
    if person.active_at is not None:
        known.append(f"last here {_at(person.active_at, ballot)}")
    return ", ".join((*known, f"holds {words.many(held, 'member')}"))


def _at(moment: dt.datetime, ballot: Ballot) -> str:
    return f"{words.day(ballot.local(moment))} {words.clock(moment, ballot)}"


def say(ending: privacy_endings.Plain) -> Message:
    """Say an ending that names nobody."""
    match ending:
        case privacy_endings.FreezeAsked(key=key, whose=whose):
            yes = Press("Freeze", f"{key}.{whose}")
            return Message(FREEZE[whose], ((yes, Press("No", f"{key}.no")),))
        case privacy_endings.WhoIsThat():
            return Message(WHO)
        case privacy_endings.YouNamedSomebody():
            return Message(NAMED)
        case privacy_endings.LeakSeen(key=key, can_delete=can_delete):
            rows = ((Press("Delete it", f"{key}.delete"),),) if can_delete else ()
            return Message(LEAK, rows)
        case privacy_endings.LeakDeleted():
            return Message("It is deleted.")
        case privacy_endings.ListInGroup(bot_name=bot_name, deleted=deleted):
            what_now = LIST_DELETED if deleted else DELETE_LIST
            way = messages.open_private_chat(bot_name)
            return Message(LIST + what_now + LIST_IN_PRIVATE, ((way,),))
        case privacy_endings.ListLeaked(deleted=deleted):
            return Message(LIST_LEAKED + (LEAKED_DELETED if deleted else LEAKED_STANDS))
        case privacy_endings.SecondWaits(what=what):
            return Message(
                f"You are not the only organiser, so another has to agree to "
                f"{WISHES[what]}. I have asked the others: they have 24 hours."
            )
        case privacy_endings.NightFaults(kinds=kinds):
            return Message("\n".join([NIGHT, *(f"· {FAULTS[Kind(k)]}" for k in kinds)]))
        case _:
            assert_never(ending)


def frozen(_ending: privacy_endings.Frozen, facts: FreezeFacts) -> Message:
    """Say whose cards are frozen."""
    name = words.safe(facts.name)
    whose = f"Frozen: {name}" if name else "All cards are frozen"
    return Message(f"❄️ {whose}. An organiser gives cards again.")


def frozen_by(_ending: privacy_endings.FrozenBy, facts: FreezeFacts) -> Message:
    """Tell the organisers whose cards are frozen, and how to undo it."""
    name = words.safe(facts.name)
    whose = f"{name}'s cards" if name else "all cards"
    back = f"/unfreeze {name}" if name else "/unfreeze"
    return Message(f"❄️ Frozen{_by(facts)}: {whose}. {back} gives cards again.")


def unfrozen_by(_ending: privacy_endings.UnfrozenBy, facts: FreezeFacts) -> Message:
    """Tell the organisers who gets cards again, and by whom."""
    whose = words.safe(facts.name) or "everybody"
    return Message(f"Unfrozen{_by(facts)}: {whose}. Cards are given again.")


def _by(facts: FreezeFacts) -> str:
    return f" by {words.safe(facts.by)}" if facts.by else ""


def unfrozen(_ending: privacy_endings.Unfrozen, facts: FreezeFacts) -> Message:
    """Say to whom cards are given again."""
    to = f" to {words.safe(facts.name)}" if facts.name else ""
    return Message(f"Cards are given again{to}.")


def close_asked(ending: privacy_endings.CloseAsked, ballot: Ballot) -> Message:
    """Ask whether to end the ballot now."""
    text = f"End <b>{words.safe(ballot.name)}</b> now? All cards go, nobody gets more."
    yes = Press("End it now", f"{ending.key}.close")
    return Message(text, ((yes, Press("No", f"{ending.key}.no")),))


def purge_asked(ending: privacy_endings.PurgeAsked, ballot: Ballot) -> Message:
    """Ask whether to erase all members now."""
    text = (
        f"End <b>{words.safe(ballot.name)}</b> and erase all its members' details now, "
        "for good? Totals stay. What has not left the program is lost: /export comes "
        "first."
    )
    yes = Press("Erase them", f"{ending.key}.erase")
    return Message(text, ((yes, Press("No", f"{ending.key}.no")),))


def second_asked(ending: privacy_endings.SecondAsked, facts: SecondFacts) -> Message:
    """Ask the other organisers to agree, or not."""
    who, ballot = words.safe(facts.name), words.safe(facts.ballot.name)
    yes, no = Press("Agree", f"{ending.key}.agree"), Press("No", f"{ending.key}.no")
    return Message(
        f"⚠️ {who} asks to {WISHES[ending.what]} (<b>{ballot}</b>). It is done only if "
        "you, or another organiser, agree within 24 hours.",
        ((yes, no),),
    )


def second_said(ending: privacy_endings.SecondSaid, facts: SecondFacts) -> Message:
    """Tell what the other organiser said."""
    said = "agrees" if ending.agreed else "says no"
    return Message(f"{words.safe(facts.name)} {said}: {WISHES[ending.what]}.")


def ballot_closed(
    _ending: privacy_endings.BallotClosed, facts: UnfinishedFacts
) -> Message:
    """Say when members are erased, and what to take out before."""
    head = (
        f"<b>{words.safe(facts.ballot.name)}</b> has closed. Members' details are "
        f"erased on {words.day(facts.purge_on)}. Totals stay."
    )
    return Message("\n".join([head, *not_out_yet(facts.left)]))


def ballot_opened_again(
    _ending: privacy_endings.BallotOpenedAgain, ballot: Ballot
) -> Message:
    """Say that a ballot closed by a wrong clock goes on."""
    return Message(
        f"<b>{words.safe(ballot.name)}</b> is open again: the clock of the machine I "
        "run on was ahead when I closed it. The cards that were out went back; /next "
        "gives members again."
    )


def not_out_yet(left: UnfinishedWork) -> list[str]:
    """List what the purge erases unless somebody takes it out before."""
    lines = []
    if left.changes:
        changes = words.many(left.changes, "change")
        numbers = words.many(left.numbers, "corrected number or address", NUMBERS)
        among = f", {numbers} among them" if left.numbers else ""
        lines.append(f"· {changes} not keyed into the union's system{among}: /export")
    if left.cases:
        lines.append(f"· {words.many(left.cases, 'open case')}: /cases")
    return ["Not out yet:", *lines] if lines else []


def purged(_ending: privacy_endings.Purged, ballot: Ballot) -> Message:
    """Say that member data is gone."""
    name = words.safe(ballot.name)
    return Message(f"Members' details of <b>{name}</b> are erased. Totals stay.")
