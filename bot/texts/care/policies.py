"""Words of `/policy`: the policies of all kinds, one of them, a value asked for."""

from bot.rules.care import policies, policy_endings
from bot.rules.care.policies import CHANNEL, LAST_WEEK, OWNER, SAY_FIRST, USUAL, Policy
from bot.rules.care.screens import PolicyFacts
from bot.texts import languages, words
from bot.texts.care.case_words import CHANNELS
from bot.texts.messages import Message, Press, by_place, in_pairs

PARTS = languages.mark(
    {
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
)
OWNERS = languages.mark({"organisers": "all organisers", "owner": "the owner"})
CHOICES = {
    **dict.fromkeys(policies.PERIODS, ("0.5", "1", "2", "4", "8", "16")),
    CHANNEL: tuple(CHANNELS),
    OWNER: tuple(OWNERS),
}
OFFERED = (USUAL, LAST_WEEK, "closed", CHANNEL, OWNER, SAY_FIRST)
"""The parts with a button; other phases are typed."""
HOW_TO_TYPE = languages.mark("/policy shows the policies. Or type one value:")
EXAMPLES = (
    "/policy question usual 2 hours",
    "/policy upset last week 30 minutes",
    "/policy replacement cutoff near 1",
    "/policy data owner owner",
    "/policy complaint channel phone",
    "/policy question say first Good question. I am asking the organisers.",
)
"""Typed words are read in English."""


def every(ending: policy_endings.PolicyList, facts: PolicyFacts) -> Message:
    """Show the policies of all kinds in short; a button opens each."""
    at = facts.policies.working_hours
    lines = [
        languages.say("<b>By when what is answered</b>"),
        languages.say(
            "Working hours are {begin} to {end} on working days; in "
            "the last week every day, and never past noon of the last posting "
            "day.",
            begin=words.hour(at.begin),
            end=words.hour(at.end),
        ),
    ]
    for place, kind in enumerate(policies.KINDS, 1):
        policy = facts.policies.of(kind)
        line = f"{place}. {_name(kind)}: {_times(policy)}"
        if kind in facts.changed:
            line = languages.say("{line} (changed here)", line=line)
        lines.append(line)
    rows = by_place(ending.key, [f"show:{kind}" for kind in policies.KINDS])
    return Message("\n".join(lines), rows)


def one(ending: policy_endings.PolicyShown, facts: PolicyFacts) -> Message:
    """Show the policy of one kind, with a button for each part of it."""
    policy = facts.policies.of(ending.kind)
    lines = [
        f"<b>{_name(ending.kind)}</b>",
        languages.say("Answered within {times}", times=_times(policy)),
        f"{languages.say(PARTS[CHANNEL])}: {languages.say(CHANNELS[policy.channel])}",
        f"{languages.say(PARTS[OWNER])}: {languages.say(OWNERS[policy.owner])}",
        f"{languages.say(PARTS[SAY_FIRST])}: “{words.safe(policy.say_first)}”",
    ]
    asks = [
        Press(_label(name), f"{ending.key}.ask:{ending.kind}:{name}")
        for name in OFFERED
    ]
    rows = in_pairs(asks)
    if ending.kind in facts.changed:
        rows += (
            (
                Press(
                    languages.say("Back to the file's"),
                    f"{ending.key}.file:{ending.kind}",
                ),
            ),
        )
    rows += ((Press(languages.say("‹ All policies"), f"{ending.key}.home"),),)
    return Message("\n".join(lines), rows)


def asks(ending: policy_endings.PolicyAsks, facts: PolicyFacts) -> Message:
    """Ask for a value: buttons where there are some, else typed."""
    kind, name = ending.kind, ending.name
    policy = facts.policies.of(kind)
    lines = [f"<b>{_name(kind)}: {_small(_label(name))}</b>"]
    if name == SAY_FIRST:
        lines.append(
            languages.say(
                "Now: “{words}”\nType the new words.",
                words=words.safe(policy.say_first),
            )
        )
        if ending.refused:
            lines.append(
                languages.say(
                    "⚠️ At most {most} characters, please.",
                    most=policies.MOST_WORDS,
                )
            )
    elif name in policies.PERIODS:
        lines.append(
            languages.say("How many working hours? Tap, or type: 3, 90 minutes.")
        )
    if ending.refused and name != SAY_FIRST:
        lines.append(languages.say("⚠️ I cannot read that."))
    start = f"{ending.key}.set:{kind}:{name}"
    choices = CHOICES.get(name, ())
    rows = in_pairs([Press(_value(name, one), f"{start}:{one}") for one in choices])
    back = (Press(languages.say("‹ Back"), f"{ending.key}.show:{kind}"),)
    return Message("\n".join(lines), (*rows, back))


def how_to_type(_ending: policy_endings.HowToTypePolicy) -> Message:
    """Say how a policy is typed."""
    kinds = languages.say("Kinds: {kinds}.", kinds=", ".join(policies.KINDS))
    return Message("\n".join([languages.say(HOW_TO_TYPE), *EXAMPLES, kinds]))


def hours(number: float) -> str:
    """As in "4 h", "90 min"."""
    whole = number == int(number)
    if whole or number > 2:
        return languages.say("{hours} h", hours=f"{number:g}")
    return languages.say("{minutes} min", minutes=round(number * 60))


def _times(policy: Policy) -> str:
    told = [
        f"{hours(policy.reply_hours[name])} {languages.say(PARTS[name])}"
        for name in policies.PERIODS
        if name in policy.reply_hours
    ]
    return ", ".join(told)


def _name(kind: str) -> str:
    return words.capital(words.case(kind))


def _label(name: str) -> str:
    if name in policies.PERIODS:
        return languages.say("Hours {when}", when=languages.say(PARTS[name]))
    return languages.say(PARTS[name])


def _small(label: str) -> str:
    return f"{label[:1].lower()}{label[1:]}"


def _value(name: str, value: str) -> str:
    if name in policies.PERIODS:
        return hours(float(value))
    return words.capital(languages.say({**CHANNELS, **OWNERS}[value]))
