"""Work out what a try at each member is expected to bring, by what they said.

    python -m bench.queue_index

Writes `bot/rules/queue/index.toml`, which orders the queue.
"""

import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.rules.outcomes import Outcome
from bot.rules.queue import index
from bot.rules.stats import simulation
from bot.rules.stats.simulation.beliefs import Beliefs
from bot.rules.stats.simulation.branch import Reply
from bot.rules.stats.simulation.calendar import EVENING, LUNCH, Calendar, Moment
from bot.rules.stats.simulation.parameters import Parameters

PAGE = Path(index.__file__).with_name("index.toml")
WEIGHTS = {"": 0.5, "second_talk_does_nothing": 0.25, "told_means_it": 0.25}
"""Nobody knows which world is the real one: half the published assumptions, a quarter
each those that are hardest on second talks and on members never contacted."""
DAYS_LEFT = 7
TRIES = 3
STATES: dict[str, tuple[bool, tuple[Outcome, ...]]] = {
    "will vote": (True, ()),
    "will vote, undecided": (True, (Outcome.UNDECIDED,)),
    "untouched": (False, ()),
    "undecided": (False, (Outcome.UNDECIDED,)),
}
"""By name: whether the member was on the union's list as "will vote", what they said.
Without an answer *untouched* is *no answer*."""
SAID = (Outcome.WILL_POST, Outcome.UNDECIDED, Outcome.NOT_VOTING)
"""What an answer of a first try brings papers by; all else brings none, "voted" too."""
FIRST = ("will vote", "untouched")
_HEAD = """\
# What the next try at a member is expected to bring: papers from 1,000 tries, after no
# unanswered try since the last talk, after one, two, three. Worked out from the
# assumptions of the model by `python -m bench.queue_index`; not to be edited by hand.
[tries]
"""
_ANSWERS = """\

# What first tries that ended in these words have brought, by the same assumptions:
# papers from 1,000 of them. Any other end brings none.
[answers]
"""


def worth(days_left: int = DAYS_LEFT) -> dict[str, list[float]]:
    """Weigh the worlds: papers from 1,000 tries by state and unanswered tries."""
    total = {name: [0.0] * (TRIES + 1) for name in STATES}
    for world, weight in WEIGHTS.items():
        changes = simulation.worlds()[world] if world else ""
        found = _in_world(simulation.with_changes(changes), days_left)
        for (name, silent), papers in found.items():
            total[name][silent] += 1000 * weight * papers
    return total


def answers(days_left: int = DAYS_LEFT) -> dict[str, dict[Outcome, float]]:
    """Weigh the worlds: papers from 1,000 first tries that ended in such words."""
    chance: Counter[tuple[str, Outcome]] = Counter()
    papers: Counter[tuple[str, Outcome]] = Counter()
    for world, weight in WEIGHTS.items():
        changes = simulation.worlds()[world] if world else ""
        rows, beliefs, now = _begin(simulation.with_changes(changes), days_left)
        for said, moment in itertools.product(SAID, now):
            found = zip(rows, *beliefs.of_saying(said, moment), strict=True)
            for (name, silent), says, brings in found:
                if not silent:
                    chance[name, said] += weight * says
                    papers[name, said] += weight * brings
    return {
        name: {said: 1000 * papers[name, said] / chance[name, said] for said in SAID}
        for name in FIRST
    }


def _in_world(p: Parameters, days_left: int) -> dict[tuple[str, int], float]:
    """Papers that a try at lunch or in the evening brings, some days after the last."""
    rows, beliefs, now = _begin(p, days_left)
    papers = sum(beliefs.of_a_try(moment) for moment in now) / len(now)
    return dict(zip(rows, papers, strict=True))


def _begin(
    p: Parameters, days_left: int
) -> tuple[list[tuple[str, int]], Beliefs, list[Moment]]:
    """Believe of each state, after so many unanswered tries, what follows from it."""
    calendar = Calendar(p)
    day = calendar.last - days_left
    rows = list(itertools.product(STATES, range(TRIES + 1)))
    told = [-10 if STATES[name][0] else None for name, _ in rows]
    beliefs = Beliefs(p, calendar, told)
    beliefs.pass_until(calendar.moment(day - 2, EVENING).time)
    for member, (name, silent) in enumerate(rows):
        for said in STATES[name][1]:
            beliefs.learn(member, EVENING, Reply(said))
        for number in range(silent):
            slot = LUNCH if number % 2 else EVENING
            beliefs.learn(member, slot, Reply(Outcome.NO_ANSWER))
    now = [calendar.moment(day, slot) for slot in (LUNCH, EVENING)]
    beliefs.pass_until(now[0].time)
    return rows, beliefs, now


def page() -> str:
    """Write the file."""
    return _HEAD + "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    for name, papers in worth().items():
        yield f'"{name}" = [{", ".join(f"{one:.1f}" for one in papers)}]'
    yield _ANSWERS.rstrip("\n")
    for name, said in answers().items():
        brings = ", ".join(f"{what} = {one:.0f}" for what, one in said.items())
        yield f'"{name}" = {{ {brings} }}'


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
