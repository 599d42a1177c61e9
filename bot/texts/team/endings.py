"""Words of the team: who asks to join, invitations, roles, the checklist."""

from typing import assert_never

from bot.rules.ballot.ballot import Ballot
from bot.rules.person import Person, Role
from bot.rules.team import endings as team_endings
from bot.rules.team import screens as showing
from bot.texts import words
from bot.texts.messages import Button, Link, Message, Press, Rows

ROLES = {
    Role.OWNER: "owner",
    Role.ORGANISER: "organiser",
    Role.ADVOCATE: "advocate",
    Role.PENDING: "waits to be let in",
    Role.SUSPENDED: "suspended",
}
ACTIONS = {
    "suspend": "Suspend",
    "restore": "Let work again",
    "promote": "Make organiser",
    "demote": "Make advocate",
    "remove": "Remove",
}
GAPS = {
    "dates": "Dates and line of the ballot",
    "agreement": "Your union's agreement",
    "list": "The list of members",
    "group": "The advocates' group, if you have one",
    "advocates": "Advocates",
}
HOW_TO = {
    "agreement": (
        "Who agreed for your union (the data controller) that this list may be worked "
        "on here? Type name, role and date, as in: Dawn Ellis, branch secretary, "
        "2 March. Until then cards show initials and the membership number only."
    ),
    "list": "Send me the spreadsheet here: CSV, XLSX, XLS or ODS.",
}
ADDED = "startgroup=go&admin=delete_messages"
"""Telegram asks for the group and this one right, then sends /start go there."""
CAPS = {"hour": "in an hour", "day": "in a day"}
RIGHTS = (
    "I cannot see who leaves or take messages away here. Making me an administrator "
    "with only “delete messages” helps."
)
REVOKED = "That invitation cannot be used any more."
AGREED = "Noted, with the day. Cards show details from now on."
BY_STRANGER = (
    "Somebody who is no organiser has added me to a group. I stay silent there and "
    "leave after 15 minutes, unless you link it: /link"
)

LINKED = {
    True: "Linked: {who} is never given their own card.",
    False: "That number is not in the list yet. I look again with the next list, so "
    "that {who} is never given their own card.",
}


def say(ending: team_endings.Plain) -> Message:
    """Say an ending that shows nobody of the team."""
    match ending:
        case team_endings.HowTo(gap=gap):
            return Message(HOW_TO[gap])
        case team_endings.Revoked():
            return Message(REVOKED)
        case team_endings.Agreed():
            return Message(AGREED)
        case team_endings.AddedByStranger():
            return Message(BY_STRANGER)
        case team_endings.StrangerInGroup(name=name):
            who = words.safe(name)
            return Message(f"👀 {who} has come into the group and is not in the team.")
        case team_endings.CannotSee():
            return Message(RIGHTS)
        case _:
            assert_never(ending)


def about_one(ending: team_endings.AboutOne, person: Person) -> Message:
    """Say an ending that names one person."""
    who = words.safe(person.name)
    match ending:
        case team_endings.CapReached(cap=cap, limit=limit, key=key):
            text = f"⚠️ {who} has seen {limit} members {CAPS[cap]} and asks for more."
            return Message(text, ((Press("Allow 10 more", f"{key}.allow"),),))
        case team_endings.NewOwner():
            return Message(
                f"⚠️ {who} is an owner of this bot now, by a code from its machine. If "
                f"that is not right: /freeze {who}, and see who can use the machine."
            )
        case team_endings.Scraping(seen=seen):
            return Message(
                f"⚠️ {who} has looked at {seen} members in an hour and recorded "
                f"nothing. /freeze {who} stops that at once."
            )
        case team_endings.TypeNumber():
            return Message(
                f"Type {who}'s own membership number, so that they are never given "
                "their own card. I keep no more of it than a keyed check."
            )
        case team_endings.NumberLinked(listed=listed):
            return Message(LINKED[listed].format(who=who))
        case team_endings.Allowed(more=more):
            return Message(f"{who} may see {more} more today.")
        case team_endings.Unconfirmed():
            return Message(
                f"⚠️ {who} asked for a card. Telegram does not say whether they are "
                "still in the group, so they got none."
            )
        case team_endings.Unreachable():
            return Message(f"{who} has blocked me. What they held is free again.")
        case _:
            assert_never(ending)


def group_silent(ending: team_endings.GroupSilent, ballot: Ballot) -> Message:
    """Tell organisers that the group hears nothing, and how it hears again."""
    name = words.safe(ballot.name)
    if ending.removed:
        return Message(
            f"⚠️ {name}: I am no longer in the group. No countdown can go there until "
            "you add me again and send /link in it."
        )
    return Message(
        f"⚠️ {name}: I may not write in the group, or in a topic of it. Let me send "
        "messages there, or open the topic again; until then the group hears nothing."
    )


def waiting_room(
    ending: team_endings.WaitingRoom, facts: showing.WaitingFacts
) -> Message:
    """List who waits, with a button for each and one for all."""
    key = ending.key
    if not facts.waiting:
        return Message("Nobody waits to be let in.")
    names = "\n".join(
        f"· {words.safe(one.name)}{_look(facts.looks.get(one.id))}"
        for one in facts.waiting
    )
    head = f"They ask to join <b>{words.safe(facts.ballot.name)}</b>:"
    rows: Rows = tuple(
        (
            Press(f"Approve {one.name}"[:40], f"{key}.a{one.id}"),
            Press("No", f"{key}.n{one.id}"),
        )
        for one in facts.waiting[:20]
    )
    plain = [one for one in facts.waiting if one.id not in facts.looks]
    if len(plain) > 1:
        newest = max(map(showing.asked_at, facts.waiting))
        label = f"Approve all {len(plain)}"
        label += f" but {len(facts.looks)}" if facts.looks else ""
        rows = ((Press(label, f"{key}.{showing.ALL}{newest}"),), *rows)
    return Message(f"{head}\n{names}", rows)


def _look(look: showing.Look | None) -> str:
    """Say why this one is approved by name only."""
    if look is None:
        return ""
    said = [f"has the name of {words.safe(look.like)} in the team"] if look.like else []
    said += ["was removed, declined or left before"] if look.before else []
    return f" ⚠️ {', and '.join(said)}: make sure who it is"


def invited(ending: team_endings.Invited, facts: showing.InviteFacts) -> Message:
    """Show the invitation: link and a text ready to be pasted elsewhere."""
    ballot = words.safe(facts.ballot.name)
    people = words.many(facts.uses, "person", "people")
    text = (
        f"Invitation for {people}, until {until(facts)}. Paste this anywhere:\n\n"
        f"Help us get every paper into the post box: {ballot}. Open this link in "
        f"Telegram and press Start: {words.safe(facts.link)}\n\n"
        "You approve everybody who uses it."
    )
    sheet = Press("🖨 Page to print", f"{ending.key}.sheet")
    return Message(text, ((sheet, Press("Revoke", f"{ending.key}.revoke")),))


def until(facts: showing.InviteFacts) -> str:
    """Say until when an invitation can be used."""
    time = words.soon(facts.until, facts.ballot, facts.until)
    return f"{words.day(facts.ballot.today(facts.until))} {time}"


def team(ending: team_endings.Team, facts: showing.TeamFacts) -> Message:
    """List everybody by role, each with a button."""
    lines = [f"<b>{words.safe(facts.ballot.name)}</b>"]
    for role, name in ROLES.items():
        names = [
            words.safe(one.name) + _marks(one) for one in facts.team if one.role is role
        ]
        if names:
            lines.append(f"{name}: {', '.join(names)}")
    shown = [one for one in facts.team if one.role is not Role.PENDING][:40]
    presses = [Press(one.name[:30], f"{ending.key}.see:{one.id}") for one in shown]
    rows = tuple(
        tuple(presses[start : start + 2]) for start in range(0, len(presses), 2)
    )
    return Message("\n".join(lines), rows)


def _marks(person: Person) -> str:
    marks = "❄️" if person.frozen_at else ""
    return marks + ("🔕" if person.blocked_at else "")


def one_person(ending: team_endings.OnePerson, facts: showing.PersonFacts) -> Message:
    """Show one person, with the actions an organiser may take."""
    person, key = facts.person, ending.key
    role = ROLES.get(person.role, "not in the team any more")
    text = (
        f"<b>{words.safe(person.name)}</b>{_marks(person)}: {role}\n"
        f"{words.many(facts.seen_today, 'member')} seen today, {facts.held} held."
    )
    presses = [
        Press(ACTIONS[name], f"{key}.{name}:{person.id}") for name in facts.actions
    ]
    presses.append(Press("Allow 10 more", f"{key}.allow:{person.id}"))
    presses.append(Press("Their own number…", f"{key}.number:{person.id}"))
    rows = tuple(
        tuple(presses[start : start + 2]) for start in range(0, len(presses), 2)
    )
    return Message(text, (*rows, (Press("‹ Back", f"{key}.back"),)))


def set_up(ending: team_endings.Setup, facts: showing.SetupFacts) -> Message:
    """Show the checklist; a tick for what is there, a button for each gap."""
    lines = [
        f"{'▫️' if gap in facts.gaps else '✅'} {name}" for gap, name in GAPS.items()
    ]
    rows = tuple((_closing(gap, facts, ending),) for gap in facts.gaps)
    name = f" for <b>{words.safe(facts.ballot.name)}</b>" if facts.ballot else ""
    head = f"You are an organiser. Before the first card{name}:"
    if not facts.gaps:
        head = f"All is ready{name}. Your advocates type /next, and so can you."
    return Message("\n".join([head, *lines]), rows)


def _closing(gap: str, facts: showing.SetupFacts, ending: team_endings.Setup) -> Button:
    """Make the button for a gap; Telegram itself adds a bot to a group."""
    label = f"{GAPS[gap]}…"
    if gap == "group" and facts.ballot:
        return Link(label, f"https://t.me/{ending.bot_name}?{ADDED}")
    return Press(label, f"{ending.key}.{gap}")


def promotion(
    ending: team_endings.AboutPromotion, facts: showing.PromotionFacts
) -> Message:
    """Tell organisers of a promotion, with a button to undo it, or of the undoing."""
    who, by = words.safe(facts.name), words.safe(facts.by)
    if isinstance(ending, team_endings.PromotionUndone):
        return Message(f"{by} took it back: {who} is an advocate again.")
    text = (
        f"⚠️ {by} made {who} an organiser. If that is not right, any organiser can "
        "undo it within 24 hours."
    )
    return Message(text, ((Press("Undo", f"{ending.key}.undo"),),))
