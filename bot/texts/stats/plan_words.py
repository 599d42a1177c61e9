"""Words about the plan: the odds, and what would move them."""

from bot.rules.stats.plan import ContactValue, Effort, Odds
from bot.texts import words
from bot.texts.stats import stats_words, turnout_words

NO_LINE = "This ballot has no line to cross, or nobody on its list: there are no odds."
RESTS_ON = (
    "Worked out with dice, from the branch's own tries and the assumptions of"
    " “mantelpiece simulate”. What a conversation brings rests on one study of an"
    " American primary: it may be half as much, or half as much again. Brackets hold"
    " eight in ten."
)
OWN_LOG = (
    "The order of contact follows the branch's own tries: one at a member who said that"
    " they will vote brings {:.1f} times what is assumed, beside one at a member never"
    " contacted."
)
SHORT = "There are not enough members left to speak with for all of it."


def effort(tried: Effort, at: str | None = None) -> str:
    """Say what is tried, as in "20 conversations tonight at Leeds"."""
    parts = []
    if tried.conversations:
        parts.append(f"{words.many(tried.conversations, 'conversation')} tonight")
    if tried.contacts_per_day:
        parts.append(f"{words.many(tried.contacts_per_day, 'more contact')} a day")
    if tried.advocates:
        parts.append(words.many(tried.advocates, "more advocate"))
    said = " and ".join(parts) or "today's pace"
    return f"{said} at {words.safe(at)}" if at else said


def moves(tried: Effort, odds: Odds | None, at: str | None = None) -> str:
    """As in "20 conversations tonight move it from 48 to 61 in 100"."""
    if odds is None:
        return NO_LINE
    before, after = (
        turnout_words.of_hundred(odds.before),
        turnout_words.of_hundred(odds.after),
    )
    papers = "less than one paper"
    if odds.papers >= 1:
        papers = "about " + words.many(round(odds.papers), "paper")
    change = f"from {before} to {after} in 100"
    if before == after:
        change = f"by less than one in 100: it stays at {before}"
    moved = f"{effort(tried, at)}: {papers} more, which moves the odds {change}."
    return f"{moved} {SHORT}" if odds.short else moved


def own_log(told_worth: float) -> list[str]:
    """Say what the branch's own log changes of the order; nothing where it does not."""
    return [] if told_worth == 1 else [OWN_LOG.format(told_worth)]


def places(title: str, best: list[ContactValue], most: int = 5) -> list[str]:
    """List where a contact counts most."""
    if not best:
        return []
    lines = [
        f"{_named(place.name)}: {place.papers_per_100:.1f} papers for each 100"
        f" contacts ({place.low:.1f} to {place.high:.1f}),"
        f" {words.many(place.members, 'member')} to ask"
        for place in best[:most]
    ]
    return [title, *lines]


def _named(name: str) -> str:
    known = {standing.value: said for standing, said in stats_words.STANDINGS.items()}
    return words.safe(known.get(name, name) or stats_words.NO_WORKPLACE)
