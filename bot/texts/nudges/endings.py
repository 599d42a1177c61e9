"""Words of /nudges, /mute, /away and /pledge."""

import datetime as dt
from typing import assert_never

from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.screens import BallotFacts
from bot.rules.nudges import coming_nudges, nudge_facts
from bot.rules.nudges import endings as nudges_endings
from bot.rules.nudges.coming_nudges import Outlook
from bot.rules.nudges.planned_nudge import Kind
from bot.texts import languages, words
from bot.texts.messages import Message, Press
from bot.texts.nudges import nudge_words

MOST = 8
KINDS = languages.mark(
    {
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
)
PAUSE = languages.mark(("pause", "Pause all"))
RESUME = languages.mark(("resume", "Resume"))
QUIET = languages.mark(("quiet", "Mute group"))
LOUD = languages.mark(("loud", "Unmute the group"))
MISREAD = languages.mark(
    {
        "pledge": "Say how many contacts, and when if not at 18:00: /pledge 5 19:30",
        "away": "Say for how many days, up to 60: /away 7",
    }
)


def say(ending: nudges_endings.Plain) -> Message:
    """Say an ending that shows no dates."""
    match ending:
        case nudges_endings.Muted():
            return _muted(ending)
        case nudges_endings.Back():
            return Message(languages.say("Welcome back. /next gives you a member."))
        case nudges_endings.GaveBack():
            return Message(languages.say("Given back. /next gives you another."))
        case nudges_endings.Misread(what=what):
            return Message(languages.say(MISREAD[what]))
        case _:
            assert_never(ending)


def _muted(ending: nudges_endings.Muted) -> Message:
    if not ending.muted:
        return Message(languages.say("Nudges are on again."))
    if ending.group:
        press = Press(languages.say("Let me post again"), f"{ending.key}.group")
        return Message(
            languages.say("I post no nudges here any more. Commands still work."),
            ((press,),),
        )
    press = Press(languages.say("Nudge me again"), f"{ending.key}.me")
    return Message(
        languages.say("No more nudges to you. Commands still work."), ((press,),)
    )


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
        return Message(languages.say("No group is linked yet: /link in the group."))
    when = words.soon(ending.at, facts.ballot, facts.now)
    text = languages.say_many(
        "The countdown goes to {n:,} group: {when}.",
        "The countdown goes to {n:,} groups: {when}.",
        ending.groups,
        when=when,
    )
    return Message(text)


def pledged(ending: nudges_endings.Pledged, facts: BallotFacts) -> Message:
    """Say how many contacts, and when the reminder comes."""
    text = languages.say_many(
        "Noted: {n:,} contact. One reminder: {when}.",
        "Noted: {n:,} contacts. One reminder: {when}.",
        ending.contacts,
        when=words.soon(ending.at, facts.ballot, facts.now),
    )
    return Message(text)


def kept_on(ending: nudges_endings.KeptOn, facts: BallotFacts) -> Message:
    """Say until when the card is kept."""
    until = words.soon(ending.until, facts.ballot, facts.now)
    return Message(languages.say("Kept: yours until {until}.", until=until))


def away(ending: nudges_endings.Away, ballot: Ballot) -> Message:
    """Say until when they are away, and what became of the members they held."""
    done = []
    if ending.released:
        done.append(
            languages.say_many(
                "{n:,} card given back", "{n:,} cards given back", ending.released
            )
        )
    if ending.handed:
        done.append(
            languages.say_many(
                "{n:,} promise handed over", "{n:,} promises handed over", ending.handed
            )
        )
    held = ", ".join(done) or languages.say("you held nobody")
    until = words.day(ballot.local(ending.until).date())
    return Message(
        languages.say(
            "Away until {until}: {held}, no nudges meanwhile.", until=until, held=held
        ),
        ((Press(languages.say("Back"), f"{ending.key}.back"),),),
    )


def planned(ending: nudges_endings.Planned, facts: Outlook) -> Message:
    """Show the plan, with buttons to steer it."""
    key = ending.key
    pause = RESUME if facts.paused else PAUSE
    quiet = LOUD if facts.group_muted else QUIET
    first = [
        Press(languages.say(label), f"{key}.{code}") for code, label in (pause, quiet)
    ]
    rows = (
        tuple(first),
        (Press(languages.say("Send the countdown now"), f"{key}.now"),),
    )
    return Message("\n".join(plan(facts)), rows)


def plan(facts: Outlook) -> list[str]:
    """List the nudges to come, and what became of those sent."""
    lines = [
        languages.say("<b>Nudges of {name}</b>", name=words.safe(facts.ballot.name))
    ]
    if facts.paused:
        lines.append(languages.say("⏸ Paused: nothing is sent."))
    if facts.group_muted:
        lines.append(languages.say("🔇 The group is muted."))
    lines += [coming(one, facts) for one in facts.coming[:MOST]]
    if len(facts.coming) > MOST:
        lines.append(languages.say("and {more} later", more=len(facts.coming) - MOST))
    return [*lines, *_counts(facts), *ended(facts)]


def _counts(facts: Outlook) -> list[str]:
    """Count what has no time yet: promises due within a day, pledges, the muted."""
    lines = []
    if facts.ripening:
        advocates = languages.say_many(
            "{n:,} advocate", "{n:,} advocates", facts.advocates
        )
        due = languages.say_many(
            "Due within a day: {n:,} promise or call-back, for {advocates}.",
            "Due within a day: {n:,} promises and call-backs, for {advocates}.",
            facts.ripening,
            advocates=advocates,
        )
        lines.append(due)
    if facts.pledges:
        lines.append(
            languages.say_many(
                "{n:,} pledge ahead.", "{n:,} pledges ahead.", facts.pledges
            )
        )
    if facts.muted:
        lines.append(
            languages.say_many(
                "{n:,} person muted.", "{n:,} people muted.", facts.muted
            )
        )
    return lines


def coming(one: coming_nudges.Coming, facts: Outlook) -> str:
    """Say what is coming, as in "Tue 9 June 12:15: countdown to the group (1)"."""
    when = words.soon(one.at, facts.ballot, facts.now)
    return f"{when}: {languages.say(KINDS[one.kind])} ({one.to})"


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
    whom = languages.say("group") if to_group else languages.say("a person")
    became = nudge_words.became(state, why)
    return f"{at:%Y-%m-%d %H:%M}  {languages.say(KINDS[kind])} ({whom}): {became}"
