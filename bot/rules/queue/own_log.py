"""What the branch's own first tries make of one figure of the index.

How many times what is stated "will vote" is worth, beside *never contacted*.
"""

import math
from collections.abc import Mapping

from bot.rules.outcomes import Outcome
from bot.rules.queue.index import ANSWERS, TOLD, UNTOUCHED, WORTH

Said = Mapping[Outcome, int]
"""How many first tries ended in what."""
LEAST = 50
"""With fewer first tries the index is as stated: how five or ten end is chance."""
STEP = 1.2
"""The figure in force changes only by so much at once, so that no order goes to and
fro: of 180 first tries, chance alone gives three "will post" in a hundred more or less,
which move it by a tenth."""


def told_worth(told: Said, untouched: Said, now: float, weight: int) -> float:
    """Correct what "will vote" is worth by what first tries in the branch came to.

    `now` is the figure in force; at first it is 1, which leaves all as stated. What is
    stated counts like so many tries as the `weight`. Only first tries count: who is
    tried again and again is also reported more.
    """
    if sum(told.values()) + sum(untouched.values()) < LEAST:
        return 1.0
    found = _of_stated(TOLD, told, weight) / _of_stated(UNTOUCHED, untouched, weight)
    return found if abs(math.log(found / now)) >= math.log(STEP) else now


def _of_stated(state: str, said: Said, weight: int) -> float:
    """How many times the stated papers a first try brings; stated where none was."""
    stated, brings = WORTH[state][0], ANSWERS[state]
    papers = sum(count * brings.get(what, 0.0) for what, count in said.items())
    tries = sum(said.values())
    return (weight + papers / stated) / (weight + tries)
