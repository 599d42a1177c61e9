"""One step of look-ahead with what the bot can see: a bound, not an order."""

from collections.abc import Sequence

import numpy as np

from bot.rules.outcomes import Outcome
from bot.rules.stats.simulation.beliefs import Beliefs
from bot.rules.stats.simulation.branch import Reply
from bot.rules.stats.simulation.calendar import Calendar, Moment
from bot.rules.stats.simulation.parameters import Parameters


class LookAhead:
    """Always tries whoever is expected to bring most papers now, by what was said.

    It sees no more than this program does, but reckons anew for everybody at each
    moment, and knows how the members of this world are.
    """

    def __init__(
        self, p: Parameters, calendar: Calendar, told: Sequence[int | None]
    ) -> None:
        self._beliefs = Beliefs(p, calendar, told)
        self._at: Moment | None = None
        self._gone = np.zeros(len(told), dtype=bool)
        self._worth = np.zeros(len(told))

    def next(self, _advocate: int, moment: Moment) -> int | None:
        """Choose the member worth most; nobody twice at one moment."""
        if moment is not self._at:
            self._at = moment
            self._beliefs.pass_until(moment.time)
            worth = self._beliefs.of_a_try(moment)
            self._worth = np.where(self._gone, 0.0, worth)
        best = int(self._worth.argmax())
        if self._worth[best] <= 0:
            return None
        self._worth[best] = 0.0
        return best

    def learn(self, _advocate: int, member: int, moment: Moment, reply: Reply) -> None:
        """Believe what was said; cross off who says that it is over."""
        if reply.outcome in (Outcome.VOTED, Outcome.NOT_VOTING):
            self._gone[member] = True
        else:
            self._beliefs.learn(member, moment.slot, reply)
