"""Words of /nudges, /mute, /away and /pledge."""

import datetime as dt
from typing import assert_never

from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.screens import BallotFacts
from bot.rules.nudges import coming_nudges, nudge_facts
from bot.rules.nudges import endings as nudges_endings
from bot.rules.nudges.coming_nudges import Outlook
from bot.rules.nudges.planned_nudge import Kind
from bot.texts import words
from bot.texts.messages import Message, Press
from bot.texts.nudges import nudge_words

MOST = 8
KINDS = {
    Kind.COUNTDOWN: "countdown to the group",
    Kind.CUTOFF: "replacement cut-off ahead, to group and organisers",
    Kind.RIPE: "promises and call-backs that are due",
    Kind.HANDED: "promises and call-backs handed to others",
    Kind.LAPSE: "a card lapses soon",
    Kind.PLEDGE: "a pledge",
    Kind.DIGEST: "evening digest to organisers (if anything was recorded)",
    Kind.CASE: "a case is overdue",
    Kind.SURVEY: "survey to advocates, after the close",
    Kind.PURGE: "what to take out before the details are erased",
    Kind.ALARM: "alarm",
}
MISREAD = {
    "pledge": "Say how many contacts, and when if not at 18:00: /pledge 5 19:30",
    "away": "Say for how many days, up to 60: /away 7",
}


def say(ending: nudges_endings.Plain) -> Message:
    """Say an ending that shows no dates."""
    match ending:
        case nudges_endings.Muted():
            return _muted(ending)
        case nudges_endings.Back():
            return Message("Welcome back. /next gives you a member.")
        case nudges_endings.GaveBack():
            return Message("Given back. /next gives you another.")
        case nudges_endings.Misread(what=what):
            return Message(MISREAD[what])
        case _:
            assert_never(ending)


def _muted(ending: nudges_endings.Muted) -> Message:
    if not ending.muted:
        return Message("Nudges are on again.")
    if ending.group:
        press = Press("Let me post again", f"{ending.key}.group")
        return Message(
            "I post no nudges here any more. Commands still work.", ((press,),)
        )
    press = Press("Nudge me again", f"{ending.key}.me")
    return Message("No more nudges to you. Commands still work.", ((press,),))


def group_nudged(
    ending: nudges_endings.GroupNudged, told: nudge_facts.ToGroup
) -> Message:
    """Say a nudge to a group."""
    return nudge_words.to_group(told, ending.bot_name)


def nudged(ending: nudges_endings.Nudged, told: nudge_facts.NudgeFacts) -> Message:
    """Say a nudge to a person."""
    return nudge_words.say(told, ending.key)


def sent_now(ending: nudges_endings.SentNow, facts: BallotFacts) -> Message:
    """Say to how many groups the countdown goes, and when."""
    if not ending.groups:
        return Message("No group is linked yet: /link in the group.")
    when = words.soon(ending.at, facts.ballot, facts.now)
    groups = words.many(ending.groups, "group")
    return Message(f"The countdown goes to {groups}: {when}.")


def pledged(ending: nudges_endings.Pledged, facts: BallotFacts) -> Message:
    """Say how many contacts, and when the reminder comes."""
    count = words.many(ending.contacts, "contact")
    when = words.soon(ending.at, facts.ballot, facts.now)
    return Message(f"Noted: {count}. One reminder: {when}.")


def kept_on(ending: nudges_endings.KeptOn, facts: BallotFacts) -> Message:
    """Say until when the card is kept."""
    until = words.soon(ending.until, facts.ballot, facts.now)
    return Message(f"Kept: yours until {until}.")


def away(ending: nudges_endings.Away, ballot: Ballot) -> Message:
    """Say until when they are away, and what became of the members they held."""
    done = []
    if ending.released:
        done.append(f"{words.many(ending.released, 'card')} given back")
    if ending.handed:
        done.append(f"{words.many(ending.handed, 'promise')} handed over")
    held = ", ".join(done) or "you held nobody"
    until = words.day(ballot.local(ending.until).date())
    return Message(
        f"Away until {until}: {held}, no nudges meanwhile.",
        ((Press("Back", f"{ending.key}.back"),),),
    )


def planned(ending: nudges_endings.Planned, facts: Outlook) -> Message:
    """Show the plan, with buttons to steer it."""
    key = ending.key
    pause = ("resume", "Resume") if facts.paused else ("pause", "Pause all")
    quiet = (
        ("loud", "Unmute the group") if facts.group_muted else ("quiet", "Mute group")
    )
    rows = (
        (Press(pause[1], f"{key}.{pause[0]}"), Press(quiet[1], f"{key}.{quiet[0]}")),
        (Press("Send the countdown now", f"{key}.now"),),
    )
    return Message("\n".join(plan(facts)), rows)


def plan(facts: Outlook) -> list[str]:
    """List the nudges to come, and what became of those sent."""
    lines = [f"<b>Nudges of {words.safe(facts.ballot.name)}</b>"]
    if facts.paused:
        lines.append("⏸ Paused: nothing is sent.")
    if facts.group_muted:
        lines.append("🔇 The group is muted.")
    lines += [coming(one, facts) for one in facts.coming[:MOST]]
    if len(facts.coming) > MOST:
        lines.append(f"and {len(facts.coming) - MOST} later")
    return [*lines, *_counts(facts), *ended(facts)]


def _counts(facts: Outlook) -> list[str]:
    """Count what has no time yet: promises due within a day, pledges, the muted."""
    lines = []
    if facts.ripening:
        due = words.many(
            facts.ripening, "promise or call-back", "promises and call-backs"
        )
        advocates = words.many(facts.advocates, "advocate")
        lines.append(f"Due within a day: {due}, for {advocates}.")
    if facts.pledges:
        lines.append(f"{words.many(facts.pledges, 'pledge')} ahead.")
    if facts.muted:
        lines.append(f"{words.many(facts.muted, 'person', 'people')} muted.")
    return lines


def coming(one: coming_nudges.Coming, facts: Outlook) -> str:
    """Say what is coming, as in "Tue 9 June 12:15: countdown to the group (1)"."""
    when = words.soon(one.at, facts.ballot, facts.now)
    return f"{when}: {KINDS[one.kind]} ({one.to})"


def ended(facts: Outlook) -> list[str]:
    """List what became of the nudges so far, with the reasons."""
    return [
        f"{count:,} {nudge_words.became(state, why)}"
        for (state, why), count in sorted(facts.ended.items())
    ]


def for_shell(facts: Outlook) -> list[str]:
    """List the plan for the shell: the same lines without markup."""
    return [words.without_markup(line) for line in plan(facts)]


def log_line(
    kind: Kind, at: dt.datetime, to_group: bool, state: str, why: str | None
) -> str:
    """Write a line of the log: when, what, to whom, how it ended."""
    whom = "group" if to_group else "a person"
    became = nudge_words.became(state, why)
    return f"{at:%Y-%m-%d %H:%M}  {KINDS[kind]} ({whom}): {became}"
