"""What /stats and /plan say at a glance: three lines, read in three seconds."""

from bot.rules.ballot.ballot import Ballot
from bot.rules.queue.bands import Band as QueueBand
from bot.rules.stats.screens import PlanFacts
from bot.rules.stats.stats_report import Block, First, Report
from bot.rules.stats.turnout import Caution
from bot.texts import languages, words
from bot.texts.stats import plan_words, stats_words, turnout_words

HELPS = languages.mark("Would help most today")
TONIGHT = languages.mark("Tonight first")
CROSSED = languages.mark(
    "By reports the line is crossed. Reported, not counted: keep going."
)
FEW = languages.mark("Few have answered yet.")
_FEW = {Caution.NOBODY_REACHED, Caution.SMALL_SAMPLE}
_FIRST = languages.mark(
    {
        QueueBand.PIN_RED: "contact {members} picked out by an organiser",
        QueueBand.CALL_BACK: "ring {members} back who asked for it",
        QueueBand.NO_PAPER: "tell {members} without a paper how to get another",
        QueueBand.REPLACEMENT: "ask {members} whether the new paper has come",
        QueueBand.PROMISE: "ask {members} who promised whether it is posted",
        QueueBand.WILL_VOTE: "contact {members} who said that they will vote",
        QueueBand.UNTOUCHED: "contact {members} whom nobody has contacted yet",
        QueueBand.NO_ANSWER: "try {members} again who did not answer",
        QueueBand.UNDECIDED: "ask {members} again who were undecided",
        QueueBand.PIN_AMBER: "contact {members} picked out by an organiser",
        QueueBand.HEARSAY: "ask {members} who are only said to have voted",
    }
)
_UNBLOCKS = languages.mark(
    {
        Block.CASE: "answer {members} who asked or complained: /cases",
        Block.NO_WAY: "find out who knows {members} without a working number or "
        "address",
        Block.TRIED_OUT: "decide about {members} who did not answer after all tries",
    }
)
"""What organisers can do about who is blocked."""


def stats(report: Report, ballot: Ballot) -> str:
    """Say the reported turnout, the band and the line, and what would help today."""
    lines = [
        f"<b>{words.safe(report.name)}</b> · {stats_words.reported(report)}",
        _likely(report),
        to_do(languages.say(HELPS), report, ballot),
    ]
    return "\n".join(lines)


def plan(facts: PlanFacts) -> str:
    """Say what to do tonight first, and what an evening of it would bring."""
    tonight = next(iter(facts.tried))
    lead, of = languages.say(TONIGHT), (facts.report, facts.ballot)
    lines = [
        f"<b>{words.safe(facts.ballot.name)}</b> · {to_do(lead, *of)}",
        plan_words.moves(tonight.effort, tonight.odds, tonight.at),
        *([languages.say(stats_words.SHARE)] if tonight.odds else []),
    ]
    return "\n".join(lines)


def to_do(lead: str, report: Report, ballot: Ballot) -> str:
    """Say who comes first now; where nobody can be handed out, what would help that."""
    if not report.band.base:
        return languages.say("{lead}: send me the branch's list, as a file.", lead=lead)
    if report.first is not None and not report.facts.advocates:
        return languages.say(
            "{lead}: invite advocates, since there are none: /invite", lead=lead
        )
    if report.first is not None:
        return f"{lead}: {_first(report.first)} (/next)."
    if not report.facts.posting_days:
        return languages.say(
            "The last posting day has passed: nobody is handed out any more."
        )
    stuck = [one for one in report.blocked if one.members and one.why in _UNBLOCKS]
    if stuck:
        most = max(stuck, key=lambda one: one.members)
        return f"{lead}: {_of(_UNBLOCKS[most.why], most.members)}."
    times = [one.until for one in report.blocked if one.until and one.members]
    if times:
        local = ballot.local(min(times))
        when = f"{words.day(local.date())} {words.hour(local)}"
        return languages.say(
            "Nobody can be handed out just now, the next {when}.", when=when
        )
    return languages.say("Nobody is left to contact.")


def _first(first: First) -> str:
    return _of(_FIRST[first.band], first.members)


def _of(text: str, count: int) -> str:
    members = languages.say_many("{n:,} member", "{n:,} members", count)
    return languages.say(text, members=members)


def _likely(report: Report) -> str:
    """Say the band and the chance of the line; that it is crossed, or rests on few."""
    facts, band = report.facts, report.band
    if not band.base or (facts.official and facts.official.final):
        return turnout_words.headline(facts, band)
    low, high, likely = map(turnout_words.percent, (band.low, band.high, band.likely))
    said = [
        languages.say(
            "Likely count: {low} to {high}, most likely {likely}.",
            low=low,
            high=high,
            likely=likely,
        )
    ]
    if facts.line is not None and band.chance is not None:
        chance = turnout_words.in_hundred(band.chance)
        line = turnout_words.percent(facts.line)
        said.append(
            languages.say(
                "{chance} to reach {line}, the branch's share towards the line.",
                chance=chance,
                line=line,
            )
        )
    said += [languages.say(CROSSED)] if band.papers == 0 else []
    said += [languages.say(FEW)] if _FEW & set(band.cautions) else []
    return " ".join(said)
