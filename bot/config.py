"""Settings: a TOML file, the environment over it, unknown keys refused."""

import os
import stat
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.rules import plan as plans
from bot.rules import turnout as turnouts

DEFAULT_FILE = Path("config.toml")
PREFIX = "MANTELPIECE_"


GONE = {
    "telegram.organisers": (
        "take it out. The first `mantelpiece run` prints a one-time code; whoever sends "
        "it to the bot is the owner and lets the others in."
    )
}
"""Settings of earlier versions, and what does their work now."""


class ConfigError(Exception):
    """The settings cannot be used; the message says which and what to do."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Telegram(_Part):
    """How to reach Telegram, or any server that speaks its Bot API."""

    token: SecretStr | None = None
    base_url: str = "https://api.telegram.org/bot"
    base_file_url: str = "https://api.telegram.org/file/bot"
    ephemeral: bool = False


class Storage(_Part):
    """Where the data is: `sqlite:///FILE`, or PostgreSQL's URL."""

    url: str = "sqlite:///mantelpiece.db"


class Queue(_Part):
    """The numbers of the queue: leases and waits in minutes and hours, caps."""

    lease_minutes: int = 60
    waiting_hours: int = 24
    open_cards: int = 3
    cards_an_hour: int = 15
    cards_a_day: int = 60
    waiting: int = 15
    tries: int = 4


Share = Annotated[float, Field(ge=0, le=1)]
Above = Annotated[float, Field(gt=0)]


class Turnout(_Part):
    """What the band assumes; each has its source in `bot.rules.turnout.Settings`."""

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


class Plan(_Part):
    """What a conversation is assumed to do: `bot.rules.plan.Settings`."""

    moved: Share = 0.12
    moved_spread: Above = 0.4
    answering: Share = 0.30
    answering_weight: Above = 20.0


class Texts(_Part):
    """Texts an organiser may change: a file with scripts (docs/running.md)."""

    scripts: Path | None = None


class Settings(BaseSettings):
    """All settings, frozen. Secrets come from the environment or a 0600 file."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
    )
    telegram: Telegram = Telegram()
    storage: Storage = Storage()
    queue: Queue = Queue()
    turnout: Turnout = Turnout()
    plan: Plan = Plan()
    texts: Texts = Texts()

    def assumed(self) -> plans.Settings:
        """What the band and the plan assume."""
        band = turnouts.Settings(**self.turnout.model_dump())
        return plans.Settings(**self.plan.model_dump(), assumed=band)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file."""
        toml = TomlConfigSettingsSource(settings_cls)
        return init_settings, env_settings, toml


def load(file: Path | None) -> Settings:
    """The settings from a file (default: config.toml, if there); raises ConfigError."""
    path = file or (DEFAULT_FILE if DEFAULT_FILE.exists() else None)
    if path is not None:
        _check_file(path)

    class FromFile(Settings):
        model_config = SettingsConfigDict(toml_file=path)

    try:
        return FromFile()
    except ValidationError as error:
        raise ConfigError(_sentence(path, error)) from None
    except ValueError as error:
        raise ConfigError(f"{path} is not a TOML file: {error}.") from None


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise ConfigError(
            f"There is no settings file {path}. Copy config.example.toml to it, "
            "fill in the token, and try again."
        )
    if not os.access(path, os.R_OK):
        raise ConfigError(f"The settings file {path} cannot be read.")
    if stat.S_IMODE(path.stat().st_mode) & 0o077 and _has_token(path):
        raise ConfigError(
            f"{path} holds the token and others on this machine can read it. "
            f"Run: chmod 600 {path}"
        )


def _has_token(path: Path) -> bool:
    text = path.read_text(encoding="utf-8", errors="replace")
    return any(line.strip().startswith("token") for line in text.splitlines())


def _sentence(path: Path | None, error: ValidationError) -> str:
    """The first thing wrong, in words, without the value (it may be a secret)."""
    first: Any = error.errors(include_input=False, include_url=False)[0]
    name = ".".join(str(part) for part in first["loc"])
    where = f" in {path}" if path else ""
    if name in GONE:
        return f"The setting {name}{where} is no more: {GONE[name]}"
    if first["type"] == "extra_forbidden":
        return f"The setting {name}{where} is not known. Is it spelt right?"
    return f"The setting {name}{where} cannot be used: {first['msg']}."
