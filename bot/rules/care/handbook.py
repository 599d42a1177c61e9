"""What a branch has written down about care: its policies."""

from dataclasses import dataclass, field

from bot.rules.care import policies
from bot.rules.care.policies import Policies


@dataclass(frozen=True, slots=True)
class Handbook:
    """The policies, as the branch's files give them."""

    policies: Policies = field(default_factory=policies.shipped)
