"""Log-odds, and uncertain shares held in them."""

import math
from dataclasses import dataclass


def logit(share: float) -> float:
    """Turn a share into log-odds; 0 and 1 are moved just inside."""
    inside = min(max(share, 1e-6), 1 - 1e-6)
    return math.log(inside / (1 - inside))


def expit(odds: float) -> float:
    """Turn log-odds into a share."""
    return 1 / (1 + math.exp(-odds))


@dataclass(frozen=True, slots=True)
class Belief:
    """An uncertain share, in log-odds: its mean and one standard deviation."""

    odds: float
    spread: float


def belief(share: float, spread: float) -> Belief:
    """Make a belief of a share and its spread in log-odds."""
    return Belief(logit(share), spread)


def counted(share: float, weight: float, yes: float, asked: float) -> Belief:
    """Make a belief of an assumed share with a weight, updated by `yes` of `asked`."""
    total = weight + asked
    mean = (share * weight + yes) / total
    return Belief(logit(mean), math.sqrt(1 / (total * mean * (1 - mean))))
