"""What a branch has written down about care: its policies, its practice scenes."""

from dataclasses import dataclass, field

from bot.rules.care import policies
from bot.rules.care.policies import Policies
from bot.rules.care.scenes import Scenes


@dataclass(frozen=True, slots=True)
class Handbook:
    """The policies and the scenes, as the branch's files give them."""

    policies: Policies = field(default_factory=policies.shipped)
    scenes: Scenes = field(default_factory=dict)
