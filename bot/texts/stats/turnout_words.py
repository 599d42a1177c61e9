"""Words about the turnout band: what is likely, what is missing, what to beware of."""

import datetime as dt

from bot.rules.stats.turnout import Band, Caution, Facts
from bot.texts import languages, words

CAUTIONS = languages.mark(
    {
        Caution.TOO_LATE: "The last safe posting day has passed: what is posted now may"
        " come too late.",
        Caution.ENTITLED_UNKNOWN: "How many are entitled to vote is not set, so all "
        "shares are of the list. Set it with /ballot.",
        Caution.LIST_LONGER: "The list holds more members than are entitled, so shares "
        "are of the list. Mark those who are not in this ballot, or correct the "
        "number.",
        Caution.NOBODY_REACHED: "Nobody has been spoken with yet: the band is what "
        "ballots are like, not what this one is like.",
        Caution.SMALL_SAMPLE: "Few members have answered so far. The band is wide, and "
        "may still move a lot.",
        Caution.WILLING_FIRST: "More than half have not answered yet, and the willing "
        "answer first. The rest are counted as less likely to vote; if they hardly "
        "vote, the band is too high.",
        Caution.UNEVEN: "Some workplaces have hardly been asked. Until they are, the "
        "band rests on the others.",
        Caution.PART_LIST: "Many of those entitled are not on the list. Nothing is "
        "known of them: they are guessed from the rest.",
        Caution.PRIOR_PROMISES: "Few promises have been checked yet. Until more are, "
        "about half are taken to be kept.",
        Caution.MUCH_HEARSAY: "Much of what is reported is hearsay. It is worth asking "
        "the members themselves.",
        Caution.OFFICIAL_FAR: "The official count is far from what we were told. The "
        "band now follows the count; ask how it can be.",
    }
)
WIDEST = languages.mark(
    {
        "chance": "pure chance",
        "overclaim": "how many say “voted” and have not",
        "hearsay": "how much of the hearsay is true",
        "union": "how sure the union's own reports are",
        "kept": "how many promises are kept",
        "will_vote": "how many of the union's “will vote” do",
        "replacement": "how many lost papers are replaced in time",
        "undecided": "what the undecided do",
        "refused": "whether some who said no vote after all",
        "sample": "how few have answered",
        "answering": "how many can be reached at all",
        "silent": "those who do not answer",
        "untouched": "those nobody has contacted",
        "unlisted": "those who are not on the list",
        "along": "how far along the post is",
    }
)


def percent(share: float) -> str:
    """As in "46 %"; never 0 or 100 unless it is."""
    whole = round(100 * share)
    if whole == 0 and share > 0:
        return languages.say("under 1 %")
    if whole == 100 and share < 1:
        return languages.say("over 99 %")
    return f"{whole} %"


def in_hundred(chance: float) -> str:
    """Word a chance as people say it: "48 in 100"."""
    return languages.say("{chance} in 100", chance=of_hundred(chance))


def of_hundred(chance: float) -> int:
    """Round a chance to whole hundredths, 1 to 99: nothing here is certain."""
    return min(99, max(1, round(100 * chance)))


def of_whom(facts: Facts) -> str:
    """Say what the shares are of."""
    if facts.entitled is None or facts.entitled < facts.base:
        return languages.say("of the list")
    return languages.say_many(
        "of {n:,} member entitled", "of {n:,} members entitled", facts.base
    )


def headline(facts: Facts, band: Band) -> str:
    """Say the band in a sentence."""
    if not band.base:
        return languages.say(
            "There is no list yet, so nothing can be said of the turnout."
        )
    if facts.official and facts.official.final:
        return languages.say(
            "Counted: {share} {of_whom}.",
            share=percent(band.likely),
            of_whom=of_whom(facts),
        )
    return languages.say(
        "The count is likely to be {low} to {high} {of_whom}, most likely {likely}.",
        low=percent(band.low),
        high=percent(band.high),
        of_whom=of_whom(facts),
        likely=percent(band.likely),
    )


def to_the_line(facts: Facts, band: Band, *, pace: bool = True) -> list[str]:
    """Say the chance, the papers missing, the pace; nothing without a line."""
    if facts.line is None or band.papers is None or not band.base:
        return []
    lines = []
    if band.chance is not None and not (facts.official and facts.official.final):
        lines.append(
            languages.say(
                "Reaching the line of {line}: {chance}.",
                line=percent(facts.line),
                chance=in_hundred(band.chance),
            )
        )
    if band.papers:
        lines.append(_missing(band))
    else:
        lines.append(
            languages.say(
                "By reports the line is crossed. Reported, not counted: keep going."
            )
        )
    if band.short:
        short = languages.say_many(
            "The likely count falls {n:,} paper short of the line.",
            "The likely count falls {n:,} papers short of the line.",
            band.short,
        )
        lines.append(short)
    if pace:
        lines += _pace(facts, band)
    return lines


def cautions(band: Band) -> list[str]:
    """Say what must be said beside the figures."""
    said = [languages.say(CAUTIONS[code]) for code in band.cautions]
    if band.high - band.low > 0.15:
        said.append(
            languages.say(
                "The band is as wide as it is mostly because of {why}.",
                why=languages.say(WIDEST[band.widest]),
            )
        )
    return said


def caption(facts: Facts, band: Band, last_posting: dt.date | None) -> str:
    """Say the curve in words, for those who cannot see it; the picture's caption."""
    told = facts.counts.reported
    share = percent(facts.reported_share)
    parts = [
        languages.say(
            "Reported turnout on {day}: {told:,} papers, {share} {of_whom}.",
            day=words.day(facts.today),
            told=told,
            share=share,
            of_whom=of_whom(facts),
        ),
        headline(facts, band),
    ]
    if facts.line is not None:
        parts.append(languages.say("The line is at {line}.", line=percent(facts.line)))
    if last_posting:
        parts.append(
            languages.say("Last safe posting day: {day}.", day=words.day(last_posting))
        )
    return " ".join(parts)


def _missing(band: Band) -> str:
    papers = band.papers or 0
    if not band.per_advocate_day:
        return languages.say_many(
            "By a cautious count of what we were told, {n:,} paper is still needed to "
            "reach the line.",
            "By a cautious count of what we were told, {n:,} papers are still needed "
            "to reach the line.",
            papers,
        )
    return languages.say_many(
        "By a cautious count of what we were told, {n:,} paper is still needed to "
        "reach the line: {rate} for each advocate on each posting day left.",
        "By a cautious count of what we were told, {n:,} papers are still needed to "
        "reach the line: {rate} for each advocate on each posting day left.",
        papers,
        rate=_rate(band.per_advocate_day),
    )


def _pace(facts: Facts, band: Band) -> list[str]:
    if not band.papers or not facts.posting_days:
        return []
    if band.crossing:
        return [
            languages.say(
                "At today's pace, {rate} a day, reports cross the line {when}.",
                rate=_rate(band.pace),
                when=words.ahead(band.crossing, facts.today),
            )
        ]
    return [
        languages.say(
            "At today's pace, {rate} a day, reports do not cross the line by the "
            "last posting day.",
            rate=_rate(band.pace),
        )
    ]


def _rate(rate: float) -> str:
    return f"{rate:.1f}" if rate < 10 else f"{rate:.0f}"
