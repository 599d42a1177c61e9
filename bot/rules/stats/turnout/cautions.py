"""Which warnings go with the figures, as codes; their words are in texts."""

from bot.rules.stats.standings import Standing
from bot.rules.stats.turnout.beliefs import promises_checked
from bot.rules.stats.turnout.settings import Settings
from bot.rules.stats.turnout.values import Caution, Facts


def cautions(facts: Facts, settings: Settings) -> tuple[Caution, ...]:
    """List the cautions that apply, most important first."""
    counts = facts.counts
    answered, reported = counts.answered, counts.reported
    unheard = (
        facts.base
        - answered
        - counts[Standing.VOTED_HEARSAY]
        - counts[Standing.VOTED_UNION]
    )
    _, checked = promises_checked(facts)
    applies = {
        Caution.TOO_LATE: not facts.posting_days,
        Caution.ENTITLED_UNKNOWN: facts.entitled is None,
        Caution.LIST_LONGER: counts.listed > (facts.entitled or facts.base),
        Caution.NOBODY_REACHED: not answered,
        Caution.SMALL_SAMPLE: 0 < answered < settings.small_sample,
        Caution.WILLING_FIRST: answered > 0 and unheard > answered,
        Caution.UNEVEN: _uneven(facts),
        Caution.PART_LIST: facts.unlisted > facts.base / 5,
        Caution.PRIOR_PROMISES: counts[Standing.PROMISED] > facts.base / 20
        and checked < settings.kept_weight,
        Caution.MUCH_HEARSAY: counts[Standing.VOTED_HEARSAY] > reported / 5,
    }
    return tuple(code for code, yes in applies.items() if yes)


def _uneven(facts: Facts) -> bool:
    """Whether workplaces with few answers hold more than a quarter of the members."""
    cells = [c for c in facts.workplaces.values() if c.listed >= 5]
    answered = sum(c.answered for c in cells)
    listed = sum(c.listed for c in cells)
    if len(cells) < 2 or not answered:
        return False
    quiet = [c for c in cells if c.answered / c.listed < answered / listed / 2]
    return sum(c.listed for c in quiet) > listed / 4
