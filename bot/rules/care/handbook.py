"""What a branch has written down about care: its policies, scenes and FAQ."""

from dataclasses import dataclass, field

from bot.rules.care import policies
from bot.rules.care.answers.faq import Faq
from bot.rules.care.policies import Policies
from bot.rules.care.scenes import Scenes


@dataclass(frozen=True, slots=True)
class Handbook:
    """The policies, scenes and ready answers, as the branch's files give them."""

    policies: Policies = field(default_factory=policies.shipped)
    scenes: Scenes = field(default_factory=dict)
    faq: Faq = field(default_factory=Faq)
