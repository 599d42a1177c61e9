"""Words about the plan: the odds, and what would move them."""

from bot.rules.stats.plan import ContactValue, Effort, Odds
from bot.texts import languages, words
from bot.texts.stats import stats_words, turnout_words

NO_LINE = languages.mark(
    "This ballot has no line to cross, or nobody on its list: there are no odds."
)
RESTS_ON = languages.mark(
    "Worked out with dice, from the branch's own tries and the assumptions of"
    " “mantelpiece simulate”. What a conversation brings rests on one study of an"
    " American primary: it may be half as much, or half as much again. Brackets hold"
    " eight in ten."
)
OWN_LOG = languages.mark(
    "The order of contact follows the branch's own tries: one at a member who said "
    "that they will vote brings {worth:.1f} times what is assumed, beside one at a "
    "member never contacted."
)
SHORT = languages.mark("There are not enough members left to speak with for all of it.")


def effort(tried: Effort, at: str | None = None) -> str:
    """Say what is tried, as in "20 conversations tonight at Leeds"."""
    parts = []
    if tried.conversations:
        parts.append(
            languages.say_many(
                "{n:,} conversation tonight",
                "{n:,} conversations tonight",
                tried.conversations,
            )
        )
    if tried.contacts_per_day:
        parts.append(
            languages.say_many(
                "{n:,} more contact a day",
                "{n:,} more contacts a day",
                tried.contacts_per_day,
            )
        )
    if tried.advocates:
        parts.append(
            languages.say_many(
                "{n:,} more advocate", "{n:,} more advocates", tried.advocates
            )
        )
    said = words.joined(parts) if parts else languages.say("today's pace")
    return languages.say("{said} at {at}", said=said, at=words.safe(at)) if at else said


def moves(tried: Effort, odds: Odds | None, at: str | None = None) -> str:
    """As in "20 conversations tonight move it from 48 to 61 in 100"."""
    if odds is None:
        return languages.say(NO_LINE)
    before = turnout_words.of_hundred(odds.before)
    after = turnout_words.of_hundred(odds.after)
    papers = languages.say("less than one paper")
    if odds.papers >= 1:
        papers = languages.say_many(
            "about {n:,} paper", "about {n:,} papers", round(odds.papers)
        )
    odds_are = {"effort": effort(tried, at), "papers": papers, "before": before}
    if before == after:
        moved = languages.say(
            "{effort}: {papers} more, which moves the odds by less than one in 100: it "
            "stays at {before}.",
            **odds_are,
        )
    else:
        moved = languages.say(
            "{effort}: {papers} more, which moves the odds from {before} to {after} in "
            "100.",
            **odds_are,
            after=after,
        )
    return f"{moved} {languages.say(SHORT)}" if odds.short else moved


def own_log(told_worth: float) -> list[str]:
    """Say what the branch's own log changes of the order; nothing where it does not."""
    return [] if told_worth == 1 else [languages.say(OWN_LOG, worth=told_worth)]


def places(title: str, best: list[ContactValue], most: int = 5) -> list[str]:
    """List where a contact counts most."""
    if not best:
        return []
    lines = [
        languages.say_many(
            "{place}: {papers:.1f} papers for each 100 contacts "
            "({low:.1f} to {high:.1f}), {n:,} member to ask",
            "{place}: {papers:.1f} papers for each 100 contacts "
            "({low:.1f} to {high:.1f}), {n:,} members to ask",
            place.members,
            place=_named(place.name),
            papers=place.papers_per_100,
            low=place.low,
            high=place.high,
        )
        for place in best[:most]
    ]
    return [title, *lines]


def _named(name: str) -> str:
    known = {standing.value: said for standing, said in stats_words.STANDINGS.items()}
    if name in known:
        return languages.say(known[name])
    return words.safe(name) or languages.say(stats_words.NO_WORKPLACE)
