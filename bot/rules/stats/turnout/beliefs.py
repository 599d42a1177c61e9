"""The uncertain rates of the model, from assumptions and the branch's own contacts."""

import math

from bot.rules.outcomes import Outcome
from bot.rules.stats.standings import Standing
from bot.rules.stats.turnout.log_odds import Belief, belief, counted
from bot.rules.stats.turnout.settings import Settings
from bot.rules.stats.turnout.values import Facts

BROKEN = (
    Outcome.WILL_POST,
    Outcome.NEEDS_REPLACEMENT,
    Outcome.UNDECIDED,
    Outcome.NOT_VOTING,
)


def promises_checked(facts: Facts) -> tuple[int, int]:
    """Count the promises asked about again: said to be kept, and all of them."""
    asked = facts.contacts.get(Standing.PROMISED, {})
    kept = asked.get(Outcome.VOTED, 0)
    return kept, kept + sum(asked.get(outcome, 0) for outcome in BROKEN)


def beliefs(facts: Facts, settings: Settings) -> dict[str, Belief]:
    """List the uncertain rates of the model, by the name of their setting."""
    s = settings
    counts = facts.counts
    kept, checked = promises_checked(facts)
    honest = 1 - s.overclaim
    answered = counts.answered
    heard = (s.turnout_weight + answered) / s.alike
    tried = (answered + counts[Standing.NO_ANSWER]) / s.alike
    return {
        "overclaim": belief(s.overclaim, s.overclaim_spread),
        "hearsay": belief(s.hearsay, s.hearsay_spread),
        "union": belief(s.union, s.union_spread),
        "kept": counted(s.kept, s.kept_weight, kept * honest, checked),
        "will_vote": _will_vote(facts, settings),
        "replacement": counted(s.replacement, s.replacement_weight, 0, 0),
        "undecided": counted(s.undecided, s.undecided_weight, 0, 0),
        "refused": belief(s.refused, s.refused_spread),
        # how far the answers so far may differ from those of everyone who answers
        "sample": Belief(0.0, math.sqrt(4 / heard)),
        "answering": counted(
            s.answering, s.answering_weight, answered / s.alike, tried
        ),
        "silent": Belief(s.silent, s.silent_spread),
        "untouched": Belief(s.untouched, s.untouched_spread),
        "unlisted": Belief(s.unlisted, s.unlisted_spread),
        # how many of those heard have posted is itself learnt from a sample
        "along": Belief(0.0, math.hypot(s.along_spread, math.sqrt(4 / heard))),
    }


def _will_vote(facts: Facts, settings: Settings) -> Belief:
    """Estimate the union's "will vote" from those of them who were asked."""
    s = settings
    asked = facts.contacts.get(Standing.WILL_VOTE, {})
    worth = {
        Outcome.VOTED: 1 - s.overclaim,
        Outcome.WILL_POST: s.kept,
        Outcome.NEEDS_REPLACEMENT: s.replacement,
        Outcome.REPLACEMENT_REQUESTED: s.replacement,
        Outcome.UNDECIDED: s.undecided,
        Outcome.NOT_VOTING: s.refused,
    }
    yes = sum(asked.get(outcome, 0) * share for outcome, share in worth.items())
    heard = sum(asked.get(outcome, 0) for outcome in worth)
    return counted(s.will_vote, s.will_vote_weight, yes / s.alike, heard / s.alike)
