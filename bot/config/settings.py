"""All settings: from a TOML file, overridden by the environment."""

import dataclasses
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.config import sections
from bot.rules.nudges import planned_nudge
from bot.rules.queue import queue_rules
from bot.rules.stats import plan as plans
from bot.rules.stats import turnout as turnouts

OLD_FIGURES = ("moved", "answering")
"""What earlier versions had under [plan], and the simulation's figures replaced."""


def _without_old_figures(plan: object) -> object:
    """Leave these out, so that an upgrade goes on."""
    if not isinstance(plan, dict):
        return plan
    return {name: plan[name] for name in plan if name not in OLD_FIGURES}


class Settings(BaseSettings):
    """All settings, frozen, without unknown keys."""

    model_config = SettingsConfigDict(
        env_prefix="MANTELPIECE_",
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
    )
    telegram: sections.Telegram = sections.Telegram()
    webhook: sections.Webhook = sections.Webhook()
    storage: Annotated[sections.Storage, Field(title="The database")] = (
        sections.Storage()
    )
    queue: Annotated[sections.Queue, Field(title="The queue")] = sections.Queue()
    turnout: Annotated[turnouts.Settings, Field(title="The turnout band")] = (
        turnouts.Settings()
    )
    plan: Annotated[
        plans.Conversations,
        Field(title="The plan's odds"),
        BeforeValidator(_without_old_figures),
    ] = plans.Conversations()
    nudges: sections.Nudges = sections.Nudges()
    texts: sections.Texts = sections.Texts()
    health: sections.Health = sections.Health()

    @property
    def shares_database(self) -> bool:
        """Whether several processes can share the work: by webhook, on a server."""
        on_server = not self.storage.url.startswith("sqlite")
        return on_server and self.webhook.url is not None

    def queue_settings(self) -> queue_rules.Settings:
        """Get the settings of the queue rules."""
        return self.queue.as_rules()

    def nudge_settings(self) -> planned_nudge.Settings:
        """Get the settings of the nudge rules."""
        return self.nudges.as_rules()

    def plan_settings(self) -> plans.Settings:
        """Get the assumptions of the plan, which include those of the turnout band."""
        return plans.Settings(**dataclasses.asdict(self.plan), assumed=self.turnout)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment override the file."""
        toml = TomlConfigSettingsSource(settings_cls)
        return init_settings, env_settings, toml
