"""Log-odds and what is believed of a share."""

import math
from dataclasses import dataclass


def logit(share: float) -> float:
    """Log-odds of a share; 0 and 1 are held just off the edge."""
    held = min(max(share, 1e-6), 1 - 1e-6)
    return math.log(held / (1 - held))


def expit(odds: float) -> float:
    """Turn log-odds into a share."""
    return 1 / (1 + math.exp(-odds))


@dataclass(frozen=True, slots=True)
class Belief:
    """A quantity in log-odds: where it is likely to be, and one deviation."""

    odds: float
    spread: float


def belief(share: float, spread: float) -> Belief:
    """Believe a share with a spread in log-odds."""
    return Belief(logit(share), spread)


def counted(share: float, weight: float, yes: float, asked: float) -> Belief:
    """Assume a share with a weight, then learn it from `yes` of `asked`."""
    total = weight + asked
    mean = (share * weight + yes) / total
    return Belief(logit(mean), math.sqrt(1 / (total * mean * (1 - mean))))
