"""What a try brings, by the member's standing: from the model of the simulation.

Its figures and their sources stand in `bot/rules/stats/simulation/parameters.toml`.
"""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from bot.rules.outcomes import Outcome
from bot.rules.stats.plan.values import Yield
from bot.rules.stats.simulation import parameters
from bot.rules.stats.simulation.beliefs import Beliefs
from bot.rules.stats.simulation.branch import Reply
from bot.rules.stats.simulation.calendar import EVENING, LUNCH, Calendar, Moment
from bot.rules.stats.standings import Standing
from bot.rules.stats.turnout import Facts

SHORTEST = 14
"""Days from the opening to the last posting day that the model needs at least."""
_SAID = {
    Standing.WILL_VOTE: None,
    Standing.UNTOUCHED: None,
    Standing.NO_ANSWER: (Outcome.NO_ANSWER, 2),
    Standing.UNDECIDED: (Outcome.UNDECIDED, 4),
}
"""What was said last, and days ago. Assumption: only promises are counted by day; a few
days more or less change what a try brings by very little."""


class _Alike(NamedTuple):
    """Members who are alike to the model: their standing, and what they said last."""

    standing: Standing
    said: tuple[Outcome, int] | None
    members: int = 1


def by_day(facts: Facts) -> Mapping[dt.date, Mapping[Standing, Yield]]:
    """Work out what a try brings today, and on each posting day left.

    Days are counted back from the last safe posting day, online from the close. Only
    who is the union's "will vote" is taken to have told it so.
    """
    if not facts.posting_days:
        return {}
    last = facts.last_posting or facts.posting_days[-1]
    opened = None if facts.opens is None else (last - facts.opens).days
    left = {day: (last - day).days for day in (facts.today, *facts.posting_days)}
    ages = tuple(sorted(facts.promise_ages.items())) or ((0, 1),)
    found = _by_days_left(opened, left[facts.today], frozenset(left.values()), ages)
    return {day: found[days] for day, days in left.items()}


@lru_cache(maxsize=64)
def _by_days_left(
    opened: int | None,
    today: int,
    wanted: frozenset[int],
    ages: tuple[tuple[int, int], ...],
) -> Mapping[int, Mapping[Standing, Yield]]:
    p, calendar = _model(opened)
    kinds = _kinds(ages)
    told = [0 if one.standing is Standing.WILL_VOTE else None for one in kinds]
    beliefs = Beliefs(p, calendar, told)
    landed = p.members.landing_days[1]

    def moment(left: int, slot: int) -> Moment:
        return calendar.moment(max(calendar.last - left, landed), slot)

    heard = [(n, *one.said) for n, one in enumerate(kinds) if one.said]
    for n, said, ago in sorted(heard, key=lambda one: -one[2]):
        beliefs.pass_until(moment(today + ago, LUNCH).time)
        beliefs.learn(n, LUNCH, Reply(said))
    return {
        left: _yields(beliefs, kinds, [moment(left, slot) for slot in (LUNCH, EVENING)])
        for left in sorted(wanted, reverse=True)
    }


def _kinds(ages: tuple[tuple[int, int], ...]) -> list[_Alike]:
    promised = (
        _Alike(Standing.PROMISED, (Outcome.WILL_POST, age), members)
        for age, members in ages
    )
    return [*(_Alike(standing, said) for standing, said in _SAID.items()), *promised]


def _yields(
    beliefs: Beliefs, kinds: list[_Alike], moments: list[Moment]
) -> dict[Standing, Yield]:
    """Average over the hours of a day, and over the members of each standing."""
    answered = dict.fromkeys((one.standing for one in kinds), 0.0)
    papers, members = dict(answered), dict(answered)
    for moment in moments:
        beliefs.pass_until(moment.time)
        tries = zip(
            kinds, beliefs.of_answering(moment), beliefs.of_a_try(moment), strict=True
        )
        for one, answers, brings in tries:
            members[one.standing] += one.members
            answered[one.standing] += one.members * float(answers)
            papers[one.standing] += one.members * float(brings)
    return {
        standing: Yield(share / members[standing], papers[standing] / share)
        for standing, share in answered.items()
    }


@lru_cache(maxsize=64)
def _model(opened: int | None) -> tuple[parameters.Parameters, Calendar]:
    """Get the published model, opened so many days before the last safe posting day."""
    published = parameters.published()
    calendar = Calendar(published)
    if opened is None:
        return published, calendar
    opens = calendar.date(calendar.last - max(opened, SHORTEST))
    changed = parameters.with_changes(f"[ballot]\nopens = {opens}")
    return changed, Calendar(changed)
