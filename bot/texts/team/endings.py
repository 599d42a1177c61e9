"""Words of the team: who asks to join, invitations, roles, the checklist."""

from typing import assert_never

from bot.rules.ballot.ballot import Ballot
from bot.rules.person import Person, Role
from bot.rules.team import endings as team_endings
from bot.rules.team import screens as showing
from bot.texts import languages, words
from bot.texts.messages import (
    Button,
    Link,
    Message,
    Press,
    Rows,
    in_pairs,
    naming,
)

ROLES = languages.mark(
    {
        Role.OWNER: "owner",
        Role.ORGANISER: "organiser",
        Role.ADVOCATE: "advocate",
        Role.PENDING: "waits to be let in",
        Role.SUSPENDED: "suspended",
    }
)
GONE = languages.mark("not in the team any more")
ACTIONS = languages.mark(
    {
        "suspend": "Suspend",
        "restore": "Let work again",
        "promote": "Make organiser",
        "demote": "Make advocate",
        "remove": "Remove",
    }
)
GAPS = languages.mark(
    {
        "dates": "Dates and line of the ballot",
        "agreement": "Your union's agreement",
        "list": "The list of members",
        "group": "The advocates' group, if you have one",
        "advocates": "Advocates",
    }
)
HOW_TO = languages.mark(
    {
        "agreement": (
            "Who agreed for your union (the data controller) that this list may be "
            "worked on here? Type name, role and date, as in: Dawn Ellis, branch "
            "secretary, 2 March. Until then cards show initials and the membership "
            "number only."
        ),
        "list": "Send me the spreadsheet here: CSV, XLSX, XLS or ODS.",
    }
)
ADDED = "startgroup=go&admin=delete_messages"
"""Telegram asks for the group and this one right, then sends /start go there."""
CAPS = languages.mark(
    {
        "hour": "⚠️ {who} has seen {limit} members in an hour and asks for more.",
        "day": "⚠️ {who} has seen {limit} members in a day and asks for more.",
    }
)
BEFORE = languages.mark("You are an organiser. Before the first card:")
BEFORE_FOR = languages.mark(
    "You are an organiser. Before the first card for <b>{name}</b>:"
)
ALL_READY = languages.mark("All is ready. Your advocates type /next, and so can you.")
ALL_READY_FOR = languages.mark(
    "All is ready for <b>{name}</b>. Your advocates type /next, and so can you."
)
RIGHTS = languages.mark(
    "I cannot see who leaves or take messages away here. Making me an administrator "
    "with only “delete messages” helps."
)
REVOKED = languages.mark("That invitation cannot be used any more.")
AGREED = languages.mark("Noted, with the day. Cards show details from now on.")
BY_STRANGER = languages.mark(
    "Somebody who is no organiser has added me to a group. I stay silent there and "
    "leave after 15 minutes, unless you link it: /link"
)

LINKED = languages.mark(
    {
        True: "Linked: {who} is never given their own card.",
        False: "That number is not in the list yet. I look again with the next list, "
        "so that {who} is never given their own card.",
    }
)


def say(ending: team_endings.Plain) -> Message:
    """Say an ending that shows nobody of the team."""
    match ending:
        case team_endings.HowTo(gap=gap):
            return Message(languages.say(HOW_TO[gap]))
        case team_endings.Revoked():
            return Message(languages.say(REVOKED))
        case team_endings.Agreed():
            return Message(languages.say(AGREED))
        case team_endings.AddedByStranger():
            return Message(languages.say(BY_STRANGER))
        case team_endings.StrangerInGroup(name=name):
            who = words.safe(name)
            return Message(
                languages.say(
                    "👀 {who} has come into the group and is not in the team.", who=who
                )
            )
        case team_endings.CannotSee():
            return Message(languages.say(RIGHTS))
        case _:
            assert_never(ending)


def about_one(ending: team_endings.AboutOne, person: Person) -> Message:
    """Say an ending that names one person."""
    who = words.safe(person.name)
    match ending:
        case team_endings.CapReached(cap=cap, limit=limit, key=key):
            text = languages.say(CAPS[cap], who=who, limit=limit)
            return Message(
                text, ((Press(languages.say("Allow 10 more"), f"{key}.allow"),),)
            )
        case team_endings.NewOwner():
            return Message(
                languages.say(
                    "⚠️ {who} is an owner of this bot now, by a code from its "
                    "machine. If that is not right: /freeze {who}, and see who "
                    "can use the machine.",
                    who=who,
                )
            )
        case team_endings.Scraping(seen=seen):
            return Message(
                languages.say(
                    "⚠️ {who} has looked at {seen} members in an hour and "
                    "recorded nothing. /freeze {who} stops that at once.",
                    who=who,
                    seen=seen,
                )
            )
        case team_endings.TypeNumber():
            return Message(
                languages.say(
                    "Type {who}'s own membership number, so that they are never "
                    "given their own card. I keep no more of it than a keyed "
                    "check.",
                    who=who,
                )
            )
        case team_endings.NumberLinked(listed=listed):
            return Message(languages.say(LINKED[listed], who=who))
        case team_endings.Allowed(more=more):
            return Message(
                languages.say("{who} may see {more} more today.", who=who, more=more)
            )
        case team_endings.Unconfirmed():
            return Message(
                languages.say(
                    "⚠️ {who} asked for a card. Telegram does not say whether "
                    "they are still in the group, so they got none.",
                    who=who,
                )
            )
        case team_endings.Unreachable():
            return Message(
                languages.say(
                    "{who} has blocked me. What they held is free again.", who=who
                )
            )
        case _:
            assert_never(ending)


def group_silent(ending: team_endings.GroupSilent, ballot: Ballot) -> Message:
    """Tell organisers that the group hears nothing, and how it hears again."""
    name = words.safe(ballot.name)
    if ending.removed:
        return Message(
            languages.say(
                "⚠️ {name}: I am no longer in the group. No countdown can go "
                "there until you add me again and send /link in it.",
                name=name,
            )
        )
    return Message(
        languages.say(
            "⚠️ {name}: I may not write in the group, or in a topic of it. Let me "
            "send messages there, or open the topic again; until then the group "
            "hears nothing.",
            name=name,
        )
    )


def waiting_room(
    ending: team_endings.WaitingRoom, facts: showing.WaitingFacts
) -> Message:
    """List who waits, with a button for each and one for all."""
    key = ending.key
    if not facts.waiting:
        return Message(languages.say("Nobody waits to be let in."))
    names = "\n".join(
        f"· {words.safe(one.name)}{_look(facts.looks.get(one.id))}"
        for one in facts.waiting
    )
    head = languages.say(
        "They ask to join <b>{name}</b>:", name=words.safe(facts.ballot.name)
    )
    rows: Rows = tuple(
        (
            Press(naming(_approve, one.name, 2), f"{key}.a{one.id}"),
            Press(languages.say("No"), f"{key}.n{one.id}"),
        )
        for one in facts.waiting[:20]
    )
    plain = [one for one in facts.waiting if one.id not in facts.looks]
    if len(plain) > 1:
        newest = max(map(showing.asked_at, facts.waiting))
        label = languages.say("Approve all {all}", all=len(plain))
        if facts.looks:
            label = languages.say(
                "Approve all {all} but {others}",
                all=len(plain),
                others=len(facts.looks),
            )
        rows = ((Press(label, f"{key}.{showing.ALL}{newest}"),), *rows)
    return Message(f"{head}\n{names}", rows)


def _approve(name: str) -> str:
    return languages.say("Approve {name}", name=name)


def _look(look: showing.Look | None) -> str:
    """Say why this one is approved by name only."""
    if look is None:
        return ""
    like = words.safe(look.like or "")
    if like and look.before:
        why = languages.say(
            "has the name of {like} in the team, and was removed, declined or left "
            "before: make sure who it is",
            like=like,
        )
    elif like:
        why = languages.say(
            "has the name of {like} in the team: make sure who it is", like=like
        )
    else:
        why = languages.say("was removed, declined or left before: make sure who it is")
    return f" ⚠️ {why}"


def invited(ending: team_endings.Invited, facts: showing.InviteFacts) -> Message:
    """Show the invitation: link and a text ready to be pasted elsewhere."""
    ballot = words.safe(facts.ballot.name)
    head = languages.say_many(
        "Invitation for {n:,} person, until {until}. Paste this anywhere:",
        "Invitation for {n:,} people, until {until}. Paste this anywhere:",
        facts.uses,
        until=until(facts),
    )
    pasted = languages.say(
        "Help us get every paper into the post box: {ballot}. Open this link in "
        "Telegram and press Start: {link}",
        ballot=ballot,
        link=words.safe(facts.link),
    )
    you = languages.say("You approve everybody who uses it.")
    text = f"{head}\n\n{pasted}\n\n{you}"
    sheet = Press(languages.say("🖨 Page to print"), f"{ending.key}.sheet")
    return Message(
        text, ((sheet, Press(languages.say("Revoke"), f"{ending.key}.revoke")),)
    )


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
            lines.append(f"{languages.say(name)}: {', '.join(names)}")
    shown = [one for one in facts.team if one.role is not Role.PENDING][:40]
    presses = [
        Press(naming(str, one.name), f"{ending.key}.see:{one.id}") for one in shown
    ]
    return Message("\n".join(lines), in_pairs(presses))


def _marks(person: Person) -> str:
    marks = "❄️" if person.frozen_at else ""
    return marks + ("🔕" if person.blocked_at else "")


def one_person(ending: team_endings.OnePerson, facts: showing.PersonFacts) -> Message:
    """Show one person, with the actions an organiser may take."""
    person, key = facts.person, ending.key
    role = languages.say(ROLES.get(person.role, GONE))
    head = f"<b>{words.safe(person.name)}</b>{_marks(person)}: {role}"
    seen = languages.say_many(
        "{n:,} member seen today, {held} held.",
        "{n:,} members seen today, {held} held.",
        facts.seen_today,
        held=facts.held,
    )
    text = f"{head}\n{seen}"
    presses = [
        Press(languages.say(ACTIONS[name]), f"{key}.{name}:{person.id}")
        for name in facts.actions
    ]
    presses.append(Press(languages.say("Allow 10 more"), f"{key}.allow:{person.id}"))
    presses.append(
        Press(languages.say("Their own number…"), f"{key}.number:{person.id}")
    )
    rows = in_pairs(presses)
    return Message(text, (*rows, (Press(languages.say("‹ Back"), f"{key}.back"),)))


def set_up(ending: team_endings.Setup, facts: showing.SetupFacts) -> Message:
    """Show the checklist; a tick for what is there, a button for each gap."""
    lines = [
        f"{'▫️' if gap in facts.gaps else '✅'} {languages.say(name)}"
        for gap, name in GAPS.items()
    ]
    rows = tuple((_closing(gap, facts, ending),) for gap in facts.gaps)
    head = _set_up_head(facts)
    return Message("\n".join([head, *lines]), rows)


def _set_up_head(facts: showing.SetupFacts) -> str:
    ready = not facts.gaps
    if facts.ballot is None:
        return languages.say(ALL_READY if ready else BEFORE)
    name = words.safe(facts.ballot.name)
    return languages.say(ALL_READY_FOR if ready else BEFORE_FOR, name=name)


def _closing(gap: str, facts: showing.SetupFacts, ending: team_endings.Setup) -> Button:
    """Make the button for a gap; Telegram itself adds a bot to a group."""
    label = f"{languages.say(GAPS[gap])}…"
    if gap == "group" and facts.ballot:
        return Link(label, f"https://t.me/{ending.bot_name}?{ADDED}")
    return Press(label, f"{ending.key}.{gap}")


def promotion(
    ending: team_endings.AboutPromotion, facts: showing.PromotionFacts
) -> Message:
    """Tell organisers of a promotion, with a button to undo it, or of the undoing."""
    who, by = words.safe(facts.name), words.safe(facts.by)
    if isinstance(ending, team_endings.PromotionUndone):
        return Message(
            languages.say(
                "{by} took it back: {who} is an advocate again.", by=by, who=who
            )
        )
    text = languages.say(
        "⚠️ {by} made {who} an organiser. If that is not right, any organiser "
        "can undo it within 24 hours.",
        by=by,
        who=who,
    )
    return Message(text, ((Press(languages.say("Undo"), f"{ending.key}.undo"),),))
