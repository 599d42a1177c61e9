"""The stats in words: two lines for the group, the details for an organiser."""

from bot.rules.ballot.ballot import Ballot
from bot.rules.stats import public_report
from bot.rules.stats.standings import Standing
from bot.rules.stats.stats_report import SMALL, Block, Blocked, Report, shown
from bot.rules.stats.turnout import Counts
from bot.texts import words
from bot.texts.stats import turnout_words

MOST_WORKPLACES = 15
SHARE = "The line counts over the whole ballot; this is the branch's share towards it."
TOWARDS = "the branch's share towards the line"
IN_STEPS = "Counts here go in steps of five, so that none tells of one person."
SMALL_ONES = "small workplaces together"
NO_WORKPLACE = "no workplace on the list"
STANDINGS = {
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
BLOCKS = {
    Block.LATER: "wait until their time",
    Block.HELD: "on somebody's card",
    Block.WAITING: "have a message, no answer yet",
    Block.NO_PAPER: "have no paper, and none can come in time any more",
    Block.REPLACEMENT: "wait for a new paper",
    Block.CASE: "wait for an organiser's answer",
    Block.TRIED_OUT: "did not answer after all tries: they need an organiser",
    Block.NO_WAY: "have no working number or address: who knows them?",
}


def few(count: int) -> str:
    """Write a count; hide one from 1 to 4 as "under 5"."""
    return f"under {SMALL}" if 0 < count < SMALL else f"{count:,}"


def public(count: int, of: int | None = None) -> str:
    """Write a count for those who may not see members: "under 5", "at least 25".

    Of fewer than ten nothing is said: whichever it were would leave a small rest.
    """
    if of is not None and of < 2 * SMALL:
        return "hidden"
    steps = public_report.in_steps(count, of)
    return f"at least {steps:,}" if steps else f"under {SMALL}"


def group(report: Report) -> str:
    """Say two lines to the group: no workplace, all in steps of five."""
    shown = public_report.of(report)
    facts, band = shown.facts, shown.band
    first = f"{_title(report)} · {reported_in_public(report)}"
    if not band.base or (facts.official and facts.official.final):
        return f"{first}\n{turnout_words.headline(facts, band)}"
    low, high = turnout_words.percent(band.low), turnout_words.percent(band.high)
    line = f" of {turnout_words.percent(facts.line)}" if facts.line is not None else ""
    towards = f", {TOWARDS}{line}" if line else ""
    crossed = "By reports it is crossed. " if band.papers == 0 else ""
    return (
        f"{first}\nLikely count: {low} to {high}{towards}. {crossed}"
        "Reported, not counted: keep going."
    )


def details(report: Report, ballot: Ballot) -> str:
    """Write all figures in short blocks, for an organiser in private."""
    parts = [
        [_title(report), reported(report), SHARE],
        _block("The count", likely(report) + turnout_words.cautions(report.band)),
        _block("Today", _work(report)),
        _block("What the others wait for", _blocked(report, ballot)),
        _block("Where members stand", _standings(report.facts.counts)),
        _block("Reported by workplace", _workplaces(report)),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _block(title: str, lines: list[str]) -> list[str]:
    return [f"<b>{title}</b>", *lines] if lines else []


def _title(report: Report) -> str:
    return f"<b>{words.safe(report.name)}</b>"


def reported(report: Report) -> str:
    """Say the reported turnout."""
    facts = report.facts
    share = turnout_words.percent(facts.reported_share)
    told = f"{facts.counts.reported:,} {turnout_words.of_whom(facts)}"
    return f"Reported turnout: {told}, {share}."


def reported_in_public(report: Report) -> str:
    """Say the reported turnout in steps; the share is that of the steps."""
    facts = public_report.of(report).facts
    told = f"{public(facts.counts.reported)} {turnout_words.of_whom(facts)}"
    share = f", {turnout_words.percent(facts.reported_share)}"
    return f"Reported turnout: {told}{share if facts.counts.reported else ''}."


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
        f"{counts[standing]:,} {name}"
        for standing, name in STANDINGS.items()
        if counts[standing]
    ]


def _work(report: Report) -> list[str]:
    today = report.today
    contacts = words.many(today.contacts, "contact")
    advocates = words.many(today.advocates, "advocate")
    return [
        f"{contacts} by {advocates}: {today.voted:,} voted,"
        f" {today.promised:,} promised.",
        f"Ready to hand out: {report.ready:,}. Cards open: {report.open_cards:,}."
        f" Promises due: {report.promises_due:,}.",
    ]


def _blocked(report: Report, ballot: Ballot) -> list[str]:
    return [_waits(blocked, ballot) for blocked in report.blocked if blocked.members]


def _waits(blocked: Blocked, ballot: Ballot) -> str:
    said = f"{blocked.members:,} {BLOCKS[blocked.why]}"
    if blocked.until is None:
        return said
    local = ballot.local(blocked.until)
    return f"{said}, the first until {words.day(local.date())} {local:%H:%M}"


def _workplaces(report: Report) -> list[str]:
    """Say reported of listed by workplace, with what is hidden said."""
    cells, others = shown(report.facts.workplaces)
    if not cells:
        return []
    names = list(cells)
    lines = [_workplace(words.safe(n), cells[n]) for n in names[:MOST_WORKPLACES]]
    if len(names) > MOST_WORKPLACES:
        more = words.many(len(names) - MOST_WORKPLACES, "more workplace")
        lines.append(f"and {more}: see the sheet of all members")
    if others.listed:
        lines.append(_workplace(SMALL_ONES, others))
    return lines


def _workplace(name: str, counts: Counts) -> str:
    return f"{name or NO_WORKPLACE}: {few(counts.reported)} of {counts.listed:,}"
