"""What the band and the plan assume, as sections of the settings."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bot.rules.stats import plan as plans
from bot.rules.stats import turnout as turnouts


class Part(BaseModel):
    """A section of the settings: frozen, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Share = Annotated[float, Field(ge=0, le=1)]
Above = Annotated[float, Field(gt=0)]


class Turnout(Part):
    """What the band assumes; sources are in `bot.rules.stats.turnout.Settings`."""

    overclaim: Share = 0.10
    overclaim_spread: Above = 0.5
    hearsay: Share = 0.20
    hearsay_spread: Above = 0.6
    union: Share = 0.02
    union_spread: Above = 0.7
    lost_in_time: Share = 0.02
    lost_late: Share = 0.24
    kept: Share = 0.55
    kept_weight: Above = 10.0
    posting_per_day: Annotated[float, Field(gt=0, lt=1)] = 0.25
    will_vote: Share = 0.60
    will_vote_weight: Above = 8.0
    replacement: Share = 0.40
    replacement_weight: Above = 8.0
    undecided: Share = 0.35
    undecided_weight: Above = 8.0
    refused: Share = 0.05
    refused_spread: Above = 0.7
    turnout: Share = 0.47
    turnout_weight: Above = 4.0
    alike: Annotated[float, Field(ge=1)] = 2.0
    answering: Share = 0.5
    answering_weight: Above = 6.0
    silent: float = -0.6
    silent_spread: Above = 0.5
    untouched: float = -0.15
    untouched_spread: Above = 0.3
    unlisted: float = 0.0
    unlisted_spread: Above = 0.8
    along_spread: Above = 0.4
    official_spread: Above = 0.03
    post_days: Annotated[int, Field(ge=0, le=14)] = 2
    confidence: Annotated[float, Field(gt=0.5, lt=1)] = 0.80
    pace_days: Annotated[int, Field(ge=1, le=60)] = 7
    small_sample: Annotated[int, Field(ge=0)] = 30


class Plan(Part):
    """What a conversation is assumed to do: `bot.rules.stats.plan.Settings`."""

    moved: Share = 0.12
    moved_spread: Above = 0.4
    answering: Share = 0.30
    answering_weight: Above = 20.0


def settings(turnout: Turnout, plan: Plan) -> plans.Settings:
    """Both as the rules take them."""
    band = turnouts.Settings(**turnout.model_dump())
    return plans.Settings(**plan.model_dump(), assumed=band)
