"""The report of a ballot, and of several side by side: one page without names."""

import datetime as dt
from collections.abc import Iterator, Sequence

from bot.rules.stats import public_report, totals
from bot.rules.stats.stats_report import SMALL, Report, shown
from bot.rules.stats.totals import Care, Means, Range, Totals
from bot.texts import languages, pages, words
from bot.texts.care import case_words
from bot.texts.stats import stats_words, turnout_words

MEANS = languages.mark(
    {
        Means.CALL: "by telephone",
        Means.TEXT: "by text",
        Means.WHATSAPP: "on WhatsApp",
        Means.EMAIL: "by e-mail",
        Means.IN_PERSON: "in person",
        Means.UNNAMED: "not named",
    }
)
FEW = languages.mark("too few to say")
OTHERS = languages.mark("each of the others")
STATES = languages.mark(
    {
        "running": "still running, so all of this will change",
        "closed": "closed, the official count not in yet",
        "counted": "closed and counted",
    }
)
HOW_CONTACTS = languages.mark(
    "How a member was reached is known only where the advocate typed it; a button does "
    "not say. Each range should hold the true share eight times in ten, as far as "
    "chance goes. Different members are reached in different ways, so a higher share "
    "need not mean a better way."
)
HOW_PAPERS = languages.mark(
    "Contacts are all logged tries, answered or not. Not every reported paper is owed "
    "to one: many would have been posted anyway."
)
REPORTED = languages.mark("Reported is what advocates were told, not what was counted.")
PURGED = languages.mark(
    "How contacts and questions went is not known any more: the members are erased."
)
MOST_WORKPLACES = 15


def side_by_side() -> str:
    """Name the page of several ballots."""
    return languages.say("Several ballots side by side")


def one(report: Report, found: Totals, drawing: pages.Drawing) -> list[pages.Part]:
    """List the parts of a ballot's page."""
    public = public_report.of(report)
    cautions = turnout_words.cautions(report.band) if found.state == "running" else []
    likely = stats_words.likely_in_public(report)
    head = languages.say(
        "Report of {day}: {state}.",
        day=_day(found.day),
        state=languages.say(STATES[found.state]),
    )
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
        *_table(
            languages.say("Where members stand"),
            (languages.say("standing"), languages.say("members")),
            _standings(report),
        ),
        *_table(
            languages.say("By workplace"),
            (
                languages.say("workplace"),
                languages.say("reported"),
                languages.say("of"),
            ),
            _workplaces(report),
        ),
        *_work(found),
    ]
    if found.by_day:
        parts.append(
            pages.Table(
                languages.say("Reported by the end of the day"),
                (languages.say("day"), languages.say("reported")),
                _days(found),
                folded=True,
            )
        )
    remarks = [
        *_said(REPORTED, HOW_PAPERS),
        *cautions,
        *_said(stats_words.IN_STEPS, stats_words.SHARE),
    ]
    return [*parts, pages.Lines([" ".join(remarks)], small=True)]


def _said(*texts: str) -> Iterator[str]:
    return map(languages.say, texts)


def beside(found: Sequence[Totals], drawing: pages.Drawing) -> list[pages.Part]:
    """List the parts of a page of several ballots."""
    remarks = (REPORTED, HOW_PAPERS, HOW_CONTACTS, stats_words.IN_STEPS)
    return [
        pages.Lines(
            [
                f"{one.ballot}, {_day(one.day)}: {languages.say(STATES[one.state])}."
                for one in found
            ]
        ),
        drawing,
        _turnouts(found),
        _works(found),
        *_table(languages.say("Answered, of the contacts"), _heads(), _by_means(found)),
        pages.Lines([" ".join(_said(*remarks))], small=True),
    ]


def told(found: Sequence[Totals]) -> str:
    """Say the picture of several ballots in words."""
    return " ".join(
        languages.say(
            "{ballot}: reported {share}, {count}.",
            ballot=one.ballot,
            share=_reported(one),
            count=_count(one),
        )
        for one in found
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
    contacts = stats_words.public(found.contacts)
    if not rate:
        return languages.say("Contacts: {contacts}.", contacts=contacts)
    return languages.say(
        "Contacts: {contacts}, about {rate} for each reported paper.",
        contacts=contacts,
        rate=f"{rate:.1f}",
    )


def _standings(report: Report) -> list[tuple[str, ...]]:
    """List where five or more stand; whether anybody stands elsewhere is not said."""
    counts = report.facts.counts
    rows = [
        (languages.say(said), stats_words.public(counts[standing]))
        for standing, said in stats_words.STANDINGS.items()
        if counts[standing] >= SMALL
    ]
    return [*rows, (languages.say(OTHERS), stats_words.public(0))] if rows else []


def _workplaces(report: Report) -> list[tuple[str, ...]]:
    cells, others = shown(report.facts.workplaces)
    unnamed = languages.say(stats_words.NO_WORKPLACE)
    rows = [(name or unnamed, cell) for name, cell in cells.items()]
    if len(rows) < 2:
        return []
    left, rows = rows[MOST_WORKPLACES:], rows[:MOST_WORKPLACES]
    if others.listed:
        rows.append((languages.say(stats_words.SMALL_ONES), others))
    told: list[tuple[str, ...]] = [
        (name, stats_words.public(cell.reported, cell.listed), f"{cell.listed:,}")
        for name, cell in rows
    ]
    if not left:
        return told
    more = languages.say_many(
        "and {n:,} more workplace", "and {n:,} more workplaces", len(left)
    )
    return [*told, (more, "", "")]


def _work(found: Totals) -> Iterator[pages.Part]:
    """Say what worked, and how cases went."""
    if found.work is None:
        yield pages.Lines([languages.say(PURGED)])
        return
    rows = [
        (
            languages.say(MEANS[cell.means]),
            stats_words.public(cell.contacts),
            _range(cell.answered),
            _range(cell.worked),
        )
        for cell in found.work.by_means
    ]
    heads = (
        languages.say("how"),
        languages.say("contacts"),
        languages.say("answered"),
        languages.say("of those, voted or will post"),
    )
    yield from _table(languages.say("How members were reached"), heads, rows)
    if rows:
        yield pages.Lines([languages.say(HOW_CONTACTS)], small=True)
    heads = (
        languages.say("kind"),
        languages.say("opened"),
        languages.say("answered in the time stated"),
        languages.say("typical time"),
    )
    cared = _cares(found.work.care)
    yield from _table(languages.say("Questions and complaints"), heads, cared)


def _cares(found: Sequence[Care]) -> list[tuple[str, ...]]:
    """List kinds of five cases or more; whether there is one of another is not said."""
    rows = [
        (
            words.case(line.kind),
            stats_words.public(line.opened),
            _in_time(line),
            _typical(line),
        )
        for line in found
    ]
    return [*rows, (languages.say(OTHERS), stats_words.public(0), "", "")]


def _typical(line: Care) -> str:
    if line.median_minutes is None:
        return languages.say(FEW)
    return case_words.took(dt.timedelta(minutes=line.median_minutes))


def _in_time(line: Care) -> str:
    if line.in_time is None:
        return languages.say(FEW)
    if line.in_time == 1:
        return languages.say("all")
    share = turnout_words.percent(line.in_time)
    return languages.say("about {share}", share=share)


def _range(found: Range | None) -> str:
    if found is None:
        return languages.say(FEW)
    low, high = round(100 * found.low), turnout_words.percent(found.high)
    return languages.say("{low} to {high}", low=low, high=high)


def _days(found: Totals) -> list[tuple[str, ...]]:
    return [(words.day(day), stats_words.public(n)) for day, n in found.by_day.items()]


def _turnouts(found: Sequence[Totals]) -> pages.Table:
    heads = (
        languages.say("ballot"),
        languages.say("reported"),
        languages.say("of"),
        languages.say("count"),
        languages.say("line"),
    )
    rows = [
        (one.ballot, _reported(one), f"{one.base:,}", _count(one), _line(one))
        for one in found
    ]
    return pages.Table(languages.say("Turnout"), heads, rows)


def _line(one: Totals) -> str:
    return (
        languages.say("none") if one.line is None else turnout_words.percent(one.line)
    )


def _reported(one: Totals) -> str:
    if not one.reported:
        return languages.say("under {small}", small=SMALL)
    return turnout_words.percent(one.reported / one.base)


def _count(one: Totals) -> str:
    if not one.base:
        return languages.say("no list yet")
    if one.state == "counted":
        return languages.say("counted {share}", share=turnout_words.percent(one.likely))
    low, high = round(100 * one.low), turnout_words.percent(one.high)
    return languages.say("likely {low} to {high}", low=low, high=high)


def _works(found: Sequence[Totals]) -> pages.Table:
    heads = (
        languages.say("ballot"),
        languages.say("contacts"),
        languages.say("for each paper"),
        languages.say("questions in time"),
    )
    rows = [
        (one.ballot, stats_words.public(one.contacts), _a_paper(one), _questions(one))
        for one in found
    ]
    return pages.Table(languages.say("Work"), heads, rows)


def _a_paper(one: Totals) -> str:
    rate = totals.contacts_a_paper(one)
    return languages.say(FEW) if rate is None else f"{rate:.1f}"


def _questions(one: Totals) -> str:
    if one.work is None:
        return languages.say("not kept")
    asked = (line for line in one.work.care if line.kind == "question")
    return next(map(_in_time, asked), languages.say(FEW))


def _heads() -> tuple[str, ...]:
    return (languages.say("ballot"), *_said(*MEANS.values()))


def _by_means(found: Sequence[Totals]) -> list[tuple[str, ...]]:
    """Compare the means where any ballot has one that tells something."""
    rows = []
    for one in found:
        cells = {cell.means: cell for cell in one.work.by_means} if one.work else {}
        rows.append(
            (
                one.ballot,
                *(
                    _range(cells[means].answered if means in cells else None)
                    for means in MEANS
                ),
            )
        )
    return rows
