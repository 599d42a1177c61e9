"""The report of a ballot, and of several side by side: one page without names."""

import datetime as dt
from collections.abc import Iterator, Sequence

from bot.rules.stats import public_report, totals
from bot.rules.stats.stats_report import SMALL, Report, shown
from bot.rules.stats.totals import Care, Means, Range, Totals
from bot.texts import pages, words
from bot.texts.care import case_words
from bot.texts.stats import stats_words, turnout_words

MEANS = {
    Means.CALL: "by telephone",
    Means.TEXT: "by text",
    Means.WHATSAPP: "on WhatsApp",
    Means.EMAIL: "by e-mail",
    Means.IN_PERSON: "in person",
    Means.UNNAMED: "not named",
}
FEW = "too few to say"
BY_DAY = "Reported by the end of the day"
OTHERS = "each of the others"
NO_LIST = "no list yet"
GONE = "not kept"
STATES = {
    "running": "still running, so all of this will change",
    "closed": "closed, the official count not in yet",
    "counted": "closed and counted",
}
HOW_CONTACTS = (
    "How a member was reached is known only where the advocate typed it; a button does "
    "not say. Each range should hold the true share eight times in ten, as far as "
    "chance goes. Different members are reached in different ways, so a higher share "
    "need not mean a better way."
)
HOW_PAPERS = (
    "Contacts are all logged tries, answered or not. Not every reported paper is owed "
    "to one: many would have been posted anyway."
)
REPORTED = "Reported is what advocates were told, not what was counted."
PURGED = (
    "How contacts and questions went is not known any more: the members are erased."
)
SIDE_BY_SIDE = "Several ballots side by side"
MOST_WORKPLACES = 15


def title(found: Sequence[Totals]) -> str:
    """Name the page."""
    return found[0].ballot if len(found) == 1 else SIDE_BY_SIDE


def one(report: Report, found: Totals, drawing: pages.Drawing) -> list[pages.Part]:
    """List the parts of a ballot's page."""
    public = public_report.of(report)
    cautions = turnout_words.cautions(report.band) if found.state == "running" else []
    likely = stats_words.likely_in_public(report)
    head = f"Report of {_day(found.day)}: {STATES[found.state]}."
    parts: list[pages.Part] = [
        pages.Lines([head]),
        pages.Lines(
            [
                stats_words.reported_in_public(report),
                *(likely if found.state == "running" else likely[:1]),
                _contacts(found),
            ]
        ),
    ]
    if public.facts.counts.reported:
        parts.insert(1, drawing)
    parts += [
        *_table("Where members stand", ("standing", "members"), _standings(report)),
        *_table("By workplace", ("workplace", "reported", "of"), _workplaces(report)),
        *_work(found),
    ]
    if found.by_day:
        parts.append(
            pages.Table(BY_DAY, ("day", "reported"), _days(found), folded=True)
        )
    remarks = [REPORTED, HOW_PAPERS, *cautions]
    remarks += [stats_words.IN_STEPS, stats_words.SHARE]
    return [*parts, pages.Lines([" ".join(remarks)], small=True)]


def beside(found: Sequence[Totals], drawing: pages.Drawing) -> list[pages.Part]:
    """List the parts of a page of several ballots."""
    return [
        pages.Lines(
            [f"{one.ballot}, {_day(one.day)}: {STATES[one.state]}." for one in found]
        ),
        drawing,
        pages.Table(
            "Turnout", ("ballot", "reported", "of", "count", "line"), _turnouts(found)
        ),
        pages.Table(
            "Work",
            ("ballot", "contacts", "for each paper", "questions in time"),
            _works(found),
        ),
        *_table("Answered, of the contacts", _heads(), _by_means(found)),
        pages.Lines(
            [f"{REPORTED} {HOW_PAPERS} {HOW_CONTACTS} {stats_words.IN_STEPS}"],
            small=True,
        ),
    ]


def told(found: Sequence[Totals]) -> str:
    """Say the picture of several ballots in words."""
    return " ".join(
        f"{one.ballot}: reported {_reported(one)}, {_count(one)}." for one in found
    )


def _day(day: dt.date) -> str:
    return f"{words.day(day)} {day.year}"


def _table(
    name: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]]
) -> Iterator[pages.Table]:
    """Give a table, if it has rows."""
    if rows:
        yield pages.Table(name, heads, rows)


def _contacts(found: Totals) -> str:
    rate = totals.contacts_a_paper(found)
    told = f"Contacts: {stats_words.public(found.contacts)}"
    return f"{told}, about {rate:.1f} for each reported paper." if rate else f"{told}."


def _standings(report: Report) -> list[tuple[str, ...]]:
    """List where five or more stand; whether anybody stands elsewhere is not said."""
    counts = report.facts.counts
    rows = [
        (said, stats_words.public(counts[standing]))
        for standing, said in stats_words.STANDINGS.items()
        if counts[standing] >= SMALL
    ]
    return [*rows, (OTHERS, stats_words.public(0))] if rows else []


def _workplaces(report: Report) -> list[tuple[str, ...]]:
    cells, others = shown(report.facts.workplaces)
    rows = [(name or stats_words.NO_WORKPLACE, cell) for name, cell in cells.items()]
    if len(rows) < 2:
        return []
    left, rows = rows[MOST_WORKPLACES:], rows[:MOST_WORKPLACES]
    if others.listed:
        rows.append((stats_words.SMALL_ONES, others))
    told: list[tuple[str, ...]] = [
        (name, stats_words.public(cell.reported, cell.listed), f"{cell.listed:,}")
        for name, cell in rows
    ]
    more = words.many(len(left), "more workplace")
    return [*told, (f"and {more}", "", "")] if left else told


def _work(found: Totals) -> Iterator[pages.Part]:
    """Say what worked, and how cases went."""
    if found.work is None:
        yield pages.Lines([PURGED])
        return
    rows = [
        (
            MEANS[cell.means],
            stats_words.public(cell.contacts),
            _range(cell.answered),
            _range(cell.worked),
        )
        for cell in found.work.by_means
    ]
    heads = ("how", "contacts", "answered", "of those, voted or will post")
    yield from _table("How members were reached", heads, rows)
    if rows:
        yield pages.Lines([HOW_CONTACTS], small=True)
    heads = ("kind", "opened", "answered in the time stated", "typical time")
    yield from _table("Questions and complaints", heads, _cares(found.work.care))


def _cares(found: Sequence[Care]) -> list[tuple[str, ...]]:
    """List kinds of five cases or more; whether there is one of another is not said."""
    rows = [
        (
            words.case(line.kind),
            stats_words.public(line.opened),
            _in_time(line),
            FEW
            if line.median_minutes is None
            else case_words.took(dt.timedelta(minutes=line.median_minutes)),
        )
        for line in found
    ]
    return [*rows, (OTHERS, stats_words.public(0), "", "")]


def _in_time(line: Care) -> str:
    if line.in_time is None:
        return FEW
    return (
        "all" if line.in_time == 1 else f"about {turnout_words.percent(line.in_time)}"
    )


def _range(found: Range | None) -> str:
    if found is None:
        return FEW
    return f"{round(100 * found.low)} to {turnout_words.percent(found.high)}"


def _days(found: Totals) -> list[tuple[str, ...]]:
    return [(words.day(day), stats_words.public(n)) for day, n in found.by_day.items()]


def _turnouts(found: Sequence[Totals]) -> list[tuple[str, ...]]:
    return [
        (
            one.ballot,
            _reported(one),
            f"{one.base:,}",
            _count(one),
            "none" if one.line is None else turnout_words.percent(one.line),
        )
        for one in found
    ]


def _reported(one: Totals) -> str:
    if not one.reported:
        return f"under {SMALL}"
    return turnout_words.percent(one.reported / one.base)


def _count(one: Totals) -> str:
    if not one.base:
        return NO_LIST
    if one.state == "counted":
        return f"counted {turnout_words.percent(one.likely)}"
    low, high = round(100 * one.low), turnout_words.percent(one.high)
    return f"likely {low} to {high}"


def _works(found: Sequence[Totals]) -> list[tuple[str, ...]]:
    return [
        (
            one.ballot,
            stats_words.public(one.contacts),
            _a_paper(one),
            GONE if one.work is None else _questions(one.work.care),
        )
        for one in found
    ]


def _a_paper(one: Totals) -> str:
    rate = totals.contacts_a_paper(one)
    return FEW if rate is None else f"{rate:.1f}"


def _questions(care: Sequence[Care]) -> str:
    return next((_in_time(line) for line in care if line.kind == "question"), FEW)


def _heads() -> tuple[str, ...]:
    return ("ballot", *MEANS.values())


def _by_means(found: Sequence[Totals]) -> list[tuple[str, ...]]:
    """Compare the means where any ballot has one that tells something."""
    rows = []
    for one in found:
        cells = {cell.means: cell for cell in one.work.by_means} if one.work else {}
        rows.append(
            (
                one.ballot,
                *(
                    _range(cells[means].answered) if means in cells else FEW
                    for means in MEANS
                ),
            )
        )
    return rows
