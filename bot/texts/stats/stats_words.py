"""The stats in words: two lines for the group, the details for an organiser."""

from bot.rules.ballot.ballot import Ballot
from bot.rules.stats import public_report
from bot.rules.stats.standings import Standing
from bot.rules.stats.stats_report import SMALL, Block, Blocked, Report, shown
from bot.rules.stats.turnout import Counts
from bot.texts import languages, words
from bot.texts.stats import turnout_words

MOST_WORKPLACES = 15
SHARE = languages.mark(
    "The line counts over the whole ballot; this is the branch's share towards it."
)
TOWARDS = languages.mark("the branch's share towards the line")
CROSSED = languages.mark("By reports it is crossed. Reported, not counted: keep going.")
KEEP_GOING = languages.mark("Reported, not counted: keep going.")
IN_STEPS = languages.mark(
    "Counts here go in steps of five, so that none tells of one person."
)
SMALL_ONES = languages.mark("small workplaces together")
NO_WORKPLACE = languages.mark("no workplace on the list")
STANDINGS = languages.mark(
    {
        Standing.VOTED: "voted, told by the member",
        Standing.VOTED_HEARSAY: "voted, by hearsay",
        Standing.VOTED_UNION: "voted, told by the union",
        Standing.PROMISED: "promised",
        Standing.WILL_VOTE: "will vote, says the list",
        Standing.NEEDS_REPLACEMENT: "need a new paper",
        Standing.REPLACEMENT_REQUESTED: "new paper asked for",
        Standing.UNDECIDED: "undecided",
        Standing.CALL_BACK: "call back",
        Standing.IN_A_CASE: "with a question or complaint",
        Standing.NO_ANSWER: "no answer yet",
        Standing.UNTOUCHED: "not contacted yet",
        Standing.NOT_VOTING: "not voting",
        Standing.NO_WAY_TO_REACH: "no way to reach them",
        Standing.NOT_IN_BALLOT: "not in this ballot",
        Standing.DO_NOT_CONTACT: "do not contact",
    }
)
BLOCKS = languages.mark(
    {
        Block.LATER: "wait until their time",
        Block.HELD: "on somebody's card",
        Block.WAITING: "have a message, no answer yet",
        Block.NO_PAPER: "have no paper, and none can come in time any more",
        Block.REPLACEMENT: "wait for a new paper",
        Block.CASE: "wait for an organiser's answer",
        Block.TRIED_OUT: "did not answer after all tries: they need an organiser",
        Block.NO_WAY: "have no working number or address: who knows them?",
    }
)


def few(count: int) -> str:
    """Write a count; hide one from 1 to 4 as "under 5"."""
    hidden = languages.say("under {small}", small=SMALL)
    return hidden if 0 < count < SMALL else f"{count:,}"


def public(count: int, of: int | None = None) -> str:
    """Write a count for those who may not see members: "under 5", "at least 25".

    Of fewer than ten nothing is said: whichever it were would leave a small rest.
    """
    if of is not None and of < 2 * SMALL:
        return languages.say("hidden")
    steps = public_report.in_steps(count, of)
    if not steps:
        return languages.say("under {small}", small=SMALL)
    return languages.say("at least {steps:,}", steps=steps)


def group(report: Report) -> str:
    """Say two lines to the group: no workplace, all in steps of five."""
    shown = public_report.of(report)
    facts, band = shown.facts, shown.band
    first = f"{_title(report)} · {reported_in_public(report)}"
    if not band.base or (facts.official and facts.official.final):
        return f"{first}\n{turnout_words.headline(facts, band)}"
    low, high = turnout_words.percent(band.low), turnout_words.percent(band.high)
    likely_ = languages.say("Likely count: {low} to {high}.", low=low, high=high)
    if facts.line is not None:
        likely_ = languages.say(
            "Likely count: {low} to {high}, the branch's share towards the line of "
            "{line}.",
            low=low,
            high=high,
            line=turnout_words.percent(facts.line),
        )
    end = CROSSED if band.papers == 0 else KEEP_GOING
    return f"{first}\n{likely_} {languages.say(end)}"


def details(report: Report, ballot: Ballot) -> str:
    """Write all figures in short blocks, for an organiser in private."""
    parts = [
        [_title(report), reported(report), languages.say(SHARE)],
        _block(
            languages.say("The count"),
            likely(report) + turnout_words.cautions(report.band),
        ),
        _block(languages.say("Today"), _work(report)),
        _block(languages.say("What the others wait for"), _blocked(report, ballot)),
        _block(languages.say("Where members stand"), _standings(report.facts.counts)),
        _block(languages.say("Reported by workplace"), _workplaces(report)),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _block(title: str, lines: list[str]) -> list[str]:
    return [f"<b>{title}</b>", *lines] if lines else []


def _title(report: Report) -> str:
    return f"<b>{words.safe(report.name)}</b>"


def reported(report: Report) -> str:
    """Say the reported turnout."""
    facts = report.facts
    return languages.say(
        "Reported turnout: {told} {of_whom}, {share}.",
        told=f"{facts.counts.reported:,}",
        of_whom=turnout_words.of_whom(facts),
        share=turnout_words.percent(facts.reported_share),
    )


def reported_in_public(report: Report) -> str:
    """Say the reported turnout in steps; the share is that of the steps."""
    facts = public_report.of(report).facts
    told = public(facts.counts.reported)
    of_whom = turnout_words.of_whom(facts)
    if not facts.counts.reported:
        return languages.say(
            "Reported turnout: {told} {of_whom}.", told=told, of_whom=of_whom
        )
    return languages.say(
        "Reported turnout: {told} {of_whom}, {share}.",
        told=told,
        of_whom=of_whom,
        share=turnout_words.percent(facts.reported_share),
    )


def likely(report: Report) -> list[str]:
    """Say the band, and the way to the line."""
    facts, band = report.facts, report.band
    return [
        turnout_words.headline(facts, band),
        *turnout_words.to_the_line(facts, band),
    ]


def likely_in_public(report: Report) -> list[str]:
    """Say the same in steps, without what a small count could be worked out from.

    The papers missing are the line less the reports; the pace is those of few days.
    """
    shown = public_report.of(report)
    facts, band = shown.facts, shown.band
    if facts.counts.reported < SMALL:
        return [turnout_words.headline(facts, band)]
    to_the_line = turnout_words.to_the_line(facts, band, pace=False)
    return [turnout_words.headline(facts, band), *to_the_line]


def _standings(counts: Counts) -> list[str]:
    return [
        f"{counts[standing]:,} {languages.say(name)}"
        for standing, name in STANDINGS.items()
        if counts[standing]
    ]


def _work(report: Report) -> list[str]:
    today = report.today
    contacts = languages.say_many("{n:,} contact", "{n:,} contacts", today.contacts)
    advocates = languages.say_many("{n:,} advocate", "{n:,} advocates", today.advocates)
    return [
        languages.say(
            "{contacts} by {advocates}: {voted:,} voted, {promised:,} promised.",
            contacts=contacts,
            advocates=advocates,
            voted=today.voted,
            promised=today.promised,
        ),
        languages.say(
            "Ready to hand out: {ready:,}. Cards open: {open_cards:,}. Promises "
            "due: {promises_due:,}.",
            ready=report.ready,
            open_cards=report.open_cards,
            promises_due=report.promises_due,
        ),
    ]


def _blocked(report: Report, ballot: Ballot) -> list[str]:
    return [_waits(blocked, ballot) for blocked in report.blocked if blocked.members]


def _waits(blocked: Blocked, ballot: Ballot) -> str:
    said = f"{blocked.members:,} {languages.say(BLOCKS[blocked.why])}"
    if blocked.until is None:
        return said
    local = ballot.local(blocked.until)
    until = f"{words.day(local.date())} {words.hour(local)}"
    return languages.say("{said}, the first until {until}", said=said, until=until)


def _workplaces(report: Report) -> list[str]:
    """Say reported of listed by workplace, with what is hidden said."""
    cells, others = shown(report.facts.workplaces)
    if not cells:
        return []
    names = list(cells)
    lines = [_workplace(words.safe(n), cells[n]) for n in names[:MOST_WORKPLACES]]
    if len(names) > MOST_WORKPLACES:
        more = languages.say_many(
            "and {n:,} more workplace: see the sheet of all members",
            "and {n:,} more workplaces: see the sheet of all members",
            len(names) - MOST_WORKPLACES,
        )
        lines.append(more)
    if others.listed:
        lines.append(_workplace(languages.say(SMALL_ONES), others))
    return lines


def _workplace(name: str, counts: Counts) -> str:
    return languages.say(
        "{name}: {reported} of {listed:,}",
        name=name or languages.say(NO_WORKPLACE),
        reported=few(counts.reported),
        listed=counts.listed,
    )
