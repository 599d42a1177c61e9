"""Words of `/policy`: the policies of all kinds, one of them, a value asked for."""

from collections.abc import Iterable

from bot.rules.care import policies, policy_endings
from bot.rules.care.policies import CHANNEL, LAST_WEEK, OWNER, SAY_FIRST, USUAL, Policy
from bot.rules.care.screens import PolicyFacts
from bot.texts import words
from bot.texts.care.case_words import CHANNELS
from bot.texts.messages import Message, Press, Rows, by_place

PARTS = {
    USUAL: "usually",
    LAST_WEEK: "in the last week",
    "landing": "while papers land",
    "open": "while papers are out",
    "cutoff_near": "near the replacement cut-off",
    "posting": "after the replacement cut-off",
    "last_days": "in the last three posting days",
    "too_late": "too late to post",
    "closed": "after the close",
    CHANNEL: "How it is answered",
    OWNER: "Who is told",
    SAY_FIRST: "What to say first",
}
OWNERS = {"organisers": "all organisers", "owner": "the owner"}
CHOICES = {
    **dict.fromkeys(policies.PERIODS, ("0.5", "1", "2", "4", "8", "16")),
    CHANNEL: tuple(CHANNELS),
    OWNER: tuple(OWNERS),
}
OFFERED = (USUAL, LAST_WEEK, "closed", CHANNEL, OWNER, SAY_FIRST)
"""The parts with a button; other phases are typed."""
HOW_TO_TYPE = (
    "/policy shows the policies. Or type one value:\n"
    "/policy question usual 2 hours\n"
    "/policy upset last week 30 minutes\n"
    "/policy replacement cutoff near 1\n"
    "/policy data owner owner\n"
    "/policy complaint channel phone\n"
    "/policy question say first Good question. I am asking the organisers.\n"
    f"Kinds: {', '.join(policies.KINDS)}."
)


def every(ending: policy_endings.PolicyList, facts: PolicyFacts) -> Message:
    """Show the policies of all kinds in short; a button opens each."""
    at = facts.policies.working_hours
    lines = [
        "<b>By when what is answered</b>",
        f"Working hours are {at.begin:%H:%M} to {at.end:%H:%M} on working days; in the "
        "last week every day, and never past noon of the last posting day.",
    ]
    for place, kind in enumerate(policies.KINDS, 1):
        policy = facts.policies.of(kind)
        changed = " (changed here)" if kind in facts.changed else ""
        lines.append(f"{place}. {_name(kind)}: {_times(policy)}{changed}")
    rows = by_place(ending.key, [f"show:{kind}" for kind in policies.KINDS])
    return Message("\n".join(lines), rows)


def one(ending: policy_endings.PolicyShown, facts: PolicyFacts) -> Message:
    """Show the policy of one kind, with a button for each part of it."""
    policy = facts.policies.of(ending.kind)
    lines = [
        f"<b>{_name(ending.kind)}</b>",
        f"Answered within {_times(policy)}",
        f"{PARTS[CHANNEL]}: {CHANNELS[policy.channel]}",
        f"{PARTS[OWNER]}: {OWNERS[policy.owner]}",
        f"{PARTS[SAY_FIRST]}: “{words.safe(policy.say_first)}”",
    ]
    asks = [
        Press(_label(name), f"{ending.key}.ask:{ending.kind}:{name}")
        for name in OFFERED
    ]
    rows = _pairs(asks)
    if ending.kind in facts.changed:
        rows += ((Press("Back to the file's", f"{ending.key}.file:{ending.kind}"),),)
    rows += ((Press("‹ All policies", f"{ending.key}.home"),),)
    return Message("\n".join(lines), rows)


def asks(ending: policy_endings.PolicyAsks, facts: PolicyFacts) -> Message:
    """Ask for a value: buttons where there are some, else typed."""
    kind, name = ending.kind, ending.name
    policy = facts.policies.of(kind)
    lines = [f"<b>{_name(kind)}: {_label(name).lower()}</b>"]
    if name == SAY_FIRST:
        lines.append(f"Now: “{words.safe(policy.say_first)}”\nType the new words.")
        if ending.refused:
            lines.append(f"⚠️ At most {policies.MOST_WORDS} characters, please.")
    elif name in policies.PERIODS:
        lines.append("How many working hours? Tap, or type: 3, 90 minutes.")
    if ending.refused and name != SAY_FIRST:
        lines.append("⚠️ I cannot read that.")
    start = f"{ending.key}.set:{kind}:{name}"
    choices = CHOICES.get(name, ())
    rows = _pairs([Press(_value(name, one), f"{start}:{one}") for one in choices])
    back = (Press("‹ Back", f"{ending.key}.show:{kind}"),)
    return Message("\n".join(lines), (*rows, back))


def how_to_type(_ending: policy_endings.HowToTypePolicy) -> Message:
    """Say how a policy is typed."""
    return Message(HOW_TO_TYPE)


def hours(number: float) -> str:
    """As in "4 h", "90 min"."""
    whole = number == int(number)
    return f"{number:g} h" if whole or number > 2 else f"{number * 60:.0f} min"


def _times(policy: Policy) -> str:
    told = [
        f"{hours(policy.reply_hours[name])} {PARTS[name]}"
        for name in policies.PERIODS
        if name in policy.reply_hours
    ]
    return ", ".join(told)


def _name(kind: str) -> str:
    return words.case(kind).capitalize()


def _label(name: str) -> str:
    if name in policies.PERIODS:
        return f"Hours {PARTS[name]}"
    return PARTS[name]


def _value(name: str, value: str) -> str:
    if name in policies.PERIODS:
        return hours(float(value))
    return {**CHANNELS, **OWNERS}[value].capitalize()


def _pairs(presses: Iterable[Press]) -> Rows:
    listed = list(presses)
    return tuple(tuple(listed[at : at + 2]) for at in range(0, len(listed), 2))
