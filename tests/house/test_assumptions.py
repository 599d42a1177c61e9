"""What the rules assume are settings, with the same defaults."""

from dataclasses import fields

import pytest

from bot import config
from bot.config import assumptions
from bot.rules.queue import queue_rules
from bot.rules.stats import plan, turnout

NOT_SET = {"draws", "pace_days", "hidden", "assumed"}


def test_every_constant_of_the_band_is_a_setting() -> None:
    known = {field.name: field.default for field in fields(turnout.Settings)}
    assert assumptions.Turnout().model_dump() == known


def test_what_a_conversation_does_is_a_setting() -> None:
    known = {f.name: f.default for f in fields(plan.Settings) if f.name not in NOT_SET}
    assert assumptions.Plan().model_dump() == known


def test_the_queue_by_default_is_the_queue_of_the_rules() -> None:
    assert config.Settings().numbers() == queue_rules.DEFAULTS


def test_a_setting_reaches_the_band() -> None:
    given = config.Settings(turnout=assumptions.Turnout(overclaim=0.25))
    assert given.assumed().assumed.overclaim == 0.25


@pytest.mark.parametrize(
    "wrong", [{"overclaim": 1.5}, {"kept_weight": 0}, {"confidence": 1}]
)
def test_a_share_or_weight_that_cannot_be_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        assumptions.Turnout(**wrong)
