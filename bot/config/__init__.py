"""Settings: a TOML file, the environment over it, unknown keys refused."""

import os
import stat
from pathlib import Path
from typing import Any

from pydantic import SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.config import assumptions, queue_settings
from bot.rules.queue import queue_rules as queues
from bot.rules.stats import plan as plans

DEFAULT_FILE = Path("config.toml")
PREFIX = "MANTELPIECE_"


GONE = {
    "telegram.organisers": (
        "take it out. The first `mantelpiece run` prints a code; whoever sends "
        "it to the bot is the owner and lets the others in."
    )
}
"""Settings of earlier versions, and what does their work now."""


class ConfigError(Exception):
    """The settings cannot be used; the message says which and what to do."""


class Telegram(assumptions.Part):
    """How to reach Telegram, or any server that speaks its Bot API."""

    token: SecretStr | None = None
    base_url: str = "https://api.telegram.org/bot"
    base_file_url: str = "https://api.telegram.org/file/bot"
    ephemeral: bool = False


class Storage(assumptions.Part):
    """Where the data is: `sqlite:///FILE`, or PostgreSQL's URL."""

    url: str = "sqlite:///mantelpiece.db"


class Texts(assumptions.Part):
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
    queue: queue_settings.Queue = queue_settings.Queue()
    turnout: assumptions.Turnout = assumptions.Turnout()
    plan: assumptions.Plan = assumptions.Plan()
    texts: Texts = Texts()

    def numbers(self) -> queues.Settings:
        """The numbers and the order of the queue."""
        return queue_settings.settings(self.queue)

    def assumed(self) -> plans.Settings:
        """What the band and the plan assume."""
        return assumptions.settings(self.turnout, self.plan)

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
