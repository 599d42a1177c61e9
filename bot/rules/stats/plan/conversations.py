"""What conversations bring, by the model and the branch's own tries; and where most."""

from collections.abc import Iterable, Mapping
from statistics import fmean

from bot.rules.outcomes import Outcome
from bot.rules.stats import stats_report
from bot.rules.stats.plan.values import ContactValue, Effort, Settings, Yield
from bot.rules.stats.standings import Standing
from bot.rules.stats.turnout import Counts, Facts
from bot.rules.stats.turnout.log_odds import expit, logit

TO_ASK = (
    Standing.PROMISED,
    Standing.WILL_VOTE,
    Standing.UNTOUCHED,
    Standing.NO_ANSWER,
    Standing.UNDECIDED,
)
"""Who is still asked. Lost papers are left out: they depend on the cut-off."""


def workplaces(facts: Facts, settings: Settings | None = None) -> list[ContactValue]:
    """Rank workplaces by what a contact there brings; leave small cells out."""
    return _best(facts, facts.workplaces.items(), settings or Settings())


def standings(facts: Facts, settings: Settings | None = None) -> list[ContactValue]:
    """Rank standings by what a contact brings; leave small cells out."""
    cells = ((s.value, Counts({s: facts.counts[s]})) for s in TO_ASK)
    return _best(facts, cells, settings or Settings())


def expected(facts: Facts, effort: Effort, counts: Counts, settings: Settings) -> float:
    """How many conversations an effort gives until the last posting day."""
    days, within = len(facts.posting_days), settings.assumed.pace_days
    if not days:
        return 0.0
    recent = [
        contacts
        for day, contacts in facts.contacts_by_day.items()
        if (facts.today - day).days < within
    ]
    pace = sum(recent) / within
    each = pace / facts.advocates if facts.advocates else 0.0
    tries = days * (effort.contacts_per_day + effort.advocates * each)
    answered = fmean(
        _answered(counts, worth) for worth in _by_day(facts, effort, settings)
    )
    return effort.conversations + tries * answered


def papers_each(
    facts: Facts, effort: Effort, counts: Counts, settings: Settings
) -> float:
    """Papers that each of these conversations brings, in time to be counted."""
    each = [
        _papers(counts, worth) / (_answered(counts, worth) or 1.0)
        for worth in _by_day(facts, effort, settings)
    ]
    return fmean(each) if each else 0.0


def spread(papers: float, settings: Settings, deviations: float) -> float:
    """Move what a contact brings by so many of its standard deviations."""
    return expit(logit(papers) + deviations * settings.moved_spread)


def _by_day(
    facts: Facts, effort: Effort, settings: Settings
) -> list[Mapping[Standing, Yield]]:
    """List what a try brings on the days of an effort; none without posting days."""
    from bot.rules.stats.plan import yields  # brings the simulation along

    found = yields.by_day(facts)
    daily = effort.contacts_per_day or effort.advocates
    days = facts.posting_days if daily else (facts.today,)
    return [_own(facts, found[day], settings) for day in days if day in found]


def _own(
    facts: Facts, model: Mapping[Standing, Yield], settings: Settings
) -> dict[Standing, Yield]:
    """Correct the model's share of answered tries by those of the branch."""
    weight = settings.answering_weight
    found = {}
    for standing in TO_ASK:
        tried = facts.contacts.get(standing, {})
        tries = sum(tried.values())
        answers = tries - tried.get(Outcome.NO_ANSWER, 0)
        assumed = model[standing].answered
        rate = (assumed * weight + answers) / (weight + tries)
        found[standing] = Yield(rate, model[standing].papers)
    return found


def _answered(counts: Counts, worth: Mapping[Standing, Yield]) -> float:
    """Share of tries that are answered, of one at each member left to ask."""
    left = sum(counts[s] for s in TO_ASK)
    return sum(counts[s] * worth[s].answered for s in TO_ASK) / max(1, left)


def _papers(counts: Counts, worth: Mapping[Standing, Yield]) -> float:
    """Papers that a try brings, of one at each member left to ask."""
    left = sum(counts[s] for s in TO_ASK)
    brings = sum(counts[s] * worth[s].answered * worth[s].papers for s in TO_ASK)
    return brings / max(1, left)


def _best(
    facts: Facts, cells: Iterable[tuple[str, Counts]], settings: Settings
) -> list[ContactValue]:
    """Rank cells by what a contact there brings today; none where it brings nothing."""
    today = _by_day(facts, Effort(conversations=1), settings)
    places = []
    for name, counts in cells:
        members = sum(counts[s] for s in TO_ASK)
        papers = _papers(counts, today[0]) if today else 0.0
        if members >= stats_report.SMALL and papers:
            low, high = (spread(papers, settings, by) for by in (-_REACH, _REACH))
            values = (100 * papers, 100 * low, 100 * high)
            places.append(ContactValue(name, members, *values))
    return sorted(places, key=lambda place: -place.papers_per_100)


_REACH = 1.28
"""Standard deviations that hold eight in ten."""
