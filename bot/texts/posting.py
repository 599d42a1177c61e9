"""Words of the posting clock: the plan of nudges, mute, away, pledge."""

import datetime as dt
from typing import assert_never

from bot.rules import nudged, plans
from bot.rules.endings import posting
from bot.rules.planned import Kind
from bot.rules.plans import Outlook
from bot.rules.showing import QueueFacts
from bot.texts import nudges, words
from bot.texts.messages import Message, Press

Facts = nudged.Told | Outlook | QueueFacts | None
MOST = 8
KINDS = {
    Kind.COUNTDOWN: "countdown to the group",
    Kind.CUTOFF: "replacement cut-off ahead, to group and organisers",
    Kind.RIPE: "promises and call-backs that are due",
    Kind.HANDED: "what goes to others",
    Kind.LAPSE: "a card lapses soon",
    Kind.PLEDGE: "a pledge",
    Kind.DIGEST: "evening digest to organisers (if anything was recorded)",
    Kind.CASE: "a case is overdue",
    Kind.PURGE: "what has not left before the details are erased",
    Kind.ALARM: "alarm",
}
MISREAD = {
    "pledge": "Say how many contacts, and when if not at 18:00: /pledge 5 19:30",
    "away": "Say for how many days, up to 60: /away 7",
}


def say(ending: posting.Ending, facts: Facts) -> Message | None:
    """The message of an ending; None where nothing is left to say."""
    match ending:
        case posting.GroupNudged(bot_name=bot_name):
            if isinstance(facts, nudged.Countdown | nudged.Cutoff):
                return nudges.to_group(facts, bot_name)
            return None
        case posting.Nudged(key=key):
            return nudges.say(facts, key) if isinstance(facts, nudged.Told) else None
        case posting.Planned(key=key):
            return _plan(facts, key) if isinstance(facts, Outlook) else None
        case posting.SentNow(groups=groups):
            return Message(_sent_now(groups, _when(ending, facts)))
        case posting.Muted():
            return _muted(ending)
        case posting.Away():
            return _away(ending, _day(ending, facts))
        case posting.Back():
            return Message("Welcome back. /next gives you a member.")
        case posting.Pledged(contacts=contacts):
            count = words.many(contacts, "contact")
            return Message(f"Noted: {count}. One reminder: {_when(ending, facts)}.")
        case posting.KeptOn():
            return Message(f"Kept: yours until {_when(ending, facts)}.")
        case posting.GaveBack():
            return Message("Given back. /next gives you another.")
        case posting.Misread(what=what):
            return Message(MISREAD[what])
        case _:
            assert_never(ending)


def _when(
    ending: posting.SentNow | posting.Away | posting.Pledged | posting.KeptOn,
    facts: Facts,
) -> str:
    moment = ending.at if hasattr(ending, "at") else ending.until
    assert isinstance(facts, QueueFacts)
    return words.soon(moment, facts.ballot, facts.now)


def _day(ending: posting.Away, facts: Facts) -> str:
    assert isinstance(facts, QueueFacts)
    return words.day(facts.ballot.local(ending.until).date())


def _sent_now(groups: int, when: str) -> str:
    if not groups:
        return "No group is linked yet: /link in the group."
    return f"The countdown goes to {words.many(groups, 'group')}: {when}."


def _muted(ending: posting.Muted) -> Message:
    if not ending.muted:
        return Message("Nudges are on again.")
    if ending.group:
        press = Press("Let me post again", f"{ending.key}.group")
        return Message(
            "I post no nudges here any more. Commands still work.", ((press,),)
        )
    press = Press("Nudge me again", f"{ending.key}.me")
    return Message("No more nudges to you. Commands still work.", ((press,),))


def _away(ending: posting.Away, until: str) -> Message:
    back = [
        f"{words.many(ending.released, 'card')} given back" * bool(ending.released),
        f"{words.many(ending.handed, 'promise')} handed over" * bool(ending.handed),
    ]
    done = ", ".join(filter(None, back)) or "you held nobody"
    return Message(
        f"Away until {until}: {done}, no nudges meanwhile.",
        ((Press("Back", f"{ending.key}.back"),),),
    )


def _plan(facts: Outlook, key: str) -> Message:
    """The plan, with buttons to steer it."""
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
    """What will go when, to how many; what became of the last: a line each."""
    lines = [f"<b>Nudges of {words.safe(facts.ballot.name)}</b>"]
    lines += ["⏸ Paused: nothing goes."] * facts.paused
    lines += ["🔇 The group is muted."] * facts.group_muted
    lines += [coming(one, facts) for one in facts.coming[:MOST]]
    left = len(facts.coming) - MOST
    lines += [f"and {left} later"] * (left > 0)
    ripe = words.many(facts.ripening, "promise or call-back", "promises and call-backs")
    to = words.many(facts.advocates, "advocate")
    lines += [f"Within a day: {ripe} fall due, to {to}."] * bool(facts.ripening)
    lines += [f"{words.many(facts.pledges, 'pledge')} ahead."] * bool(facts.pledges)
    lines += [f"{words.many(facts.muted, 'person', 'people')} muted."] * bool(
        facts.muted
    )
    return [*lines, *ended(facts)]


def coming(one: plans.Coming, facts: Outlook) -> str:
    """As in "Tue 9 June 12:15: countdown to the group (1)"."""
    when = words.soon(one.at, facts.ballot, facts.now)
    return f"{when}: {KINDS[one.kind]} ({one.to})"


def ended(facts: Outlook) -> list[str]:
    """What became of the nudges so far, with the reasons."""
    return [
        f"{count:,} {state}{f', {why}' if why else ''}"
        for (state, why), count in sorted(facts.ended.items())
    ]


def by_hand(facts: Outlook) -> list[str]:
    """The plan for the shell: the same lines without Telegram's marks."""
    return [words.plain(line) for line in plan(facts)]


def logged(
    kind: Kind, at: dt.datetime, to_group: bool, state: str, why: str | None
) -> str:
    """One nudge of the log: when, what, to whom, how it ended."""
    whom = "group" if to_group else "a person"
    reason = f", {why}" if why else ""
    return f"{at:%Y-%m-%d %H:%M}  {KINDS[kind]} ({whom}): {state}{reason}"
