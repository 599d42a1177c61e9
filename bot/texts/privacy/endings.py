"""Words of guarding members' data: freeze, leaks, close and purge."""

from typing import assert_never

from bot.rules.privacy import endings as privacy_endings
from bot.rules.privacy.retention import Left
from bot.rules.team import screens as showing
from bot.texts import words
from bot.texts.messages import Message, Press

WHO = "I know nobody of the team by that, or several. Type the whole name: /team"
NAMED = (
    "Something you wrote in the group looks like a member's name, number or address. "
    "Please delete it there now: press and hold it, Delete, for everyone. Members' "
    "details stay in our private chat."
)
LEAK = (
    "⚠️ A message in the group looks like a member's name, number or address. Its "
    "sender has been asked to delete it."
)

NUMBERS = "corrected numbers or addresses"
WISHES = {
    "export": "export all members as a file",
    "purge": "erase all members' details for good",
}


def say(ending: privacy_endings.Ending, facts: showing.Facts) -> Message | None:
    """The message of an ending of guarding."""
    who = (
        words.safe(facts.person.name) if isinstance(facts, showing.PersonFacts) else ""
    )
    match ending:
        case privacy_endings.Frozen():
            frozen = f"Frozen: {who}" if who else "All cards are frozen"
            return Message(f"❄️ {frozen}. An organiser gives cards again.")
        case privacy_endings.FrozenBy():
            whose = f"{who}'s cards" if who else "all cards"
            back = f"/unfreeze {who}" if who else "/unfreeze"
            return Message(f"❄️ Frozen: {whose}. {back} gives cards again.")
        case privacy_endings.Unfrozen():
            return Message(f"Cards are given again{f' to {who}' if who else ''}.")
        case privacy_endings.WhoIsThat():
            return Message(WHO)
        case privacy_endings.YouNamedSomebody():
            return Message(NAMED)
        case privacy_endings.LeakSeen(key=key, can_delete=can_delete):
            rows = ((Press("Delete it", f"{key}.delete"),),) if can_delete else ()
            return Message(LEAK, rows)
        case privacy_endings.LeakDeleted():
            return Message("It is deleted.")
        case privacy_endings.CloseAsked() | privacy_endings.PurgeAsked():
            return _asked(ending, facts)
        case (
            privacy_endings.SecondAsked()
            | privacy_endings.SecondWaits()
            | privacy_endings.SecondSaid()
        ):
            return _second(ending, facts)
        case privacy_endings.BallotClosed():
            return _closed(facts)
        case privacy_endings.Purged():
            return _purged(facts)
        case _:
            assert_never(ending)


def _asked(
    ending: privacy_endings.CloseAsked | privacy_endings.PurgeAsked,
    facts: showing.Facts,
) -> Message | None:
    if not isinstance(facts, showing.LeavingFacts):
        return None
    name, key = words.safe(facts.ballot.name), ending.key
    no = Press("No", f"{key}.no")
    if isinstance(ending, privacy_endings.PurgeAsked):
        text = (
            f"End <b>{name}</b> and erase all its members' details now, for good? "
            "Totals stay. What has not left the program is lost: /export comes first."
        )
        return Message(text, ((Press("Erase them", f"{key}.erase"), no),))
    text = f"End <b>{name}</b> now? All cards go, nobody gets more."
    return Message(text, ((Press("End it now", f"{key}.close"), no),))


def _second(ending: privacy_endings.Seconding, facts: showing.Facts) -> Message | None:
    """A second organiser is asked, or has said."""
    wish = WISHES[ending.what]
    if isinstance(ending, privacy_endings.SecondWaits):
        return Message(
            f"Two of you organise: I have asked the others for their word to {wish}. "
            "Within 24 hours one has to agree."
        )
    if not isinstance(facts, showing.PersonFacts):
        return None
    who, ballot = words.safe(facts.person.name), words.safe(facts.ballot.name)
    if isinstance(ending, privacy_endings.SecondSaid):
        return Message(f"{who} {'agrees' if ending.agreed else 'says no'}: {wish}.")
    yes, no = Press("Agree", f"{ending.key}.agree"), Press("No", f"{ending.key}.no")
    return Message(
        f"⚠️ {who} asks to {wish} (<b>{ballot}</b>). It is done only if you, or another "
        "organiser, agree within 24 hours.",
        ((yes, no),),
    )


def _closed(facts: showing.Facts) -> Message | None:
    if not isinstance(facts, showing.LeavingFacts):
        return None
    head = (
        f"<b>{words.safe(facts.ballot.name)}</b> has closed. Members' details are "
        f"erased on {words.day(facts.purge_on)}; totals stay."
    )
    return Message("\n".join([head, *not_out_yet(facts.left)]))


def not_out_yet(left: Left) -> list[str]:
    """What goes with the members if nobody takes it out: a line each."""
    numbers = words.many(left.numbers, "corrected number or address", NUMBERS)
    among = f", {numbers} among them" if left.numbers else ""
    changes = words.many(left.changes, "change")
    lines = [
        f"· {changes} not keyed into the union's system{among}: /export"
        * bool(left.changes),
        f"· {words.many(left.cases, 'open case')}: /cases" * bool(left.cases),
    ]
    return ["Not out yet:", *filter(None, lines)] if any(lines) else []


def _purged(facts: showing.Facts) -> Message | None:
    if not isinstance(facts, showing.LeavingFacts):
        return None
    name = words.safe(facts.ballot.name)
    return Message(f"Members' details of <b>{name}</b> are erased. Totals stay.")
