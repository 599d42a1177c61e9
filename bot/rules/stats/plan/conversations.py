"""What a conversation brings, by the branch's own figures, and where it brings most."""

from collections.abc import Iterable
from statistics import fmean

from bot.rules.outcomes import Outcome
from bot.rules.stats import stats_report
from bot.rules.stats.plan.values import ContactValue, Effort, Settings
from bot.rules.stats.standings import Standing
from bot.rules.stats.turnout import Counts, Facts
from bot.rules.stats.turnout.beliefs import beliefs
from bot.rules.stats.turnout.model import Model

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


def persuadable(facts: Facts, settings: Settings) -> dict[Standing, float]:
    """Share of each standing, among those spoken with, who could be moved to vote."""
    assumed = settings.assumed
    rates = {name: b.odds for name, b in beliefs(facts, assumed).items()}
    worth = Model(facts, assumed).worth(rates)
    answered = max(1, facts.counts.answered)
    refusing = facts.counts[Standing.NOT_VOTING] / answered
    may_refuse = dict.fromkeys((Standing.UNTOUCHED, Standing.NO_ANSWER), refusing)
    return {
        standing: max(0.0, 1 - may_refuse.get(standing, 0.0) - worth[standing])
        for standing in TO_ASK
    }


def answer_rate(facts: Facts, standing: Standing | None, settings: Settings) -> float:
    """Share of tries that are answered; None: at any standing."""
    own = facts.contacts
    rows = list(own.values()) if standing is None else [own.get(standing, {})]
    tries = sum(sum(row.values()) for row in rows)
    silent = sum(row.get(Outcome.NO_ANSWER, 0) for row in rows)
    weight = settings.answering_weight
    return (settings.answering * weight + tries - silent) / (weight + tries)


def expected(facts: Facts, effort: Effort, settings: Settings) -> float:
    """How many conversations an effort gives until the last posting day."""
    days, within = len(facts.posting_days), settings.assumed.pace_days
    recent = [
        contacts
        for day, contacts in facts.contacts_by_day.items()
        if (facts.today - day).days < within
    ]
    pace = sum(recent) / within
    each = pace / facts.advocates if facts.advocates else 0.0
    tries = days * (effort.contacts_per_day + effort.advocates * each)
    tonight = effort.conversations if days else 0
    return tonight + tries * answer_rate(facts, None, settings)


def posted_in_time(facts: Facts, effort: Effort, settings: Settings) -> float:
    """Share of the papers gained that are posted by the last posting day."""
    days = len(facts.posting_days)
    stays = 1 - settings.assumed.posting_per_day
    if effort.contacts_per_day or effort.advocates:
        return fmean([1 - stays**left for left in range(1, days + 1)] or [0.0])
    return 1.0 - stays**days


def _best(
    facts: Facts, cells: Iterable[tuple[str, Counts]], settings: Settings
) -> list[ContactValue]:
    win = persuadable(facts, settings)
    answers = {s: answer_rate(facts, s, settings) for s in TO_ASK}
    places = []
    for name, counts in cells:
        members = sum(counts[s] for s in TO_ASK)
        if members >= stats_report.SMALL:
            brings = sum(counts[s] * answers[s] * win[s] for s in TO_ASK)
            share = brings * settings.moved / members
            places.append(ContactValue(name, members, 100 * share))
    return sorted(places, key=lambda place: -place.papers_per_100)
