"""Load the settings from a file and the environment, or explain what is wrong."""

import functools
import os
import stat
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import SettingsConfigDict

from bot.config.settings import OLD_FIGURES, Settings

DEFAULT_FILE = Path("config.toml")
REMOVED = {
    "telegram.organisers": (
        "take it out. The first `mantelpiece run` prints a code; whoever sends "
        "it to the bot is the owner and lets the others in."
    )
}
"""Settings of earlier versions that are refused, and what to do instead."""
UNKNOWN_NAME = ("extra_forbidden", "unexpected_keyword_argument")


class ConfigError(Exception):
    """The settings cannot be used; the message says which one and what to do."""


def load(file: Path | None) -> Settings:
    """Load the settings from a file (default: config.toml, if it exists).

    Raises ConfigError.
    """
    path = file or (DEFAULT_FILE if DEFAULT_FILE.exists() else None)
    if path is not None:
        _check_file(path)
    try:
        return reading(path)()
    except ValidationError as error:
        raise ConfigError(_sentence(path, error)) from None
    except ValueError as error:
        raise ConfigError(f"{path} is not a TOML file: {error}.") from None


@functools.cache
def reading(path: Path | None) -> type[Settings]:
    """Return the settings that read this file, made once: it takes a while."""

    class FromFile(Settings):
        model_config = SettingsConfigDict(toml_file=path)

    return FromFile


def without_effect(file: Path | None) -> list[str]:
    """Say of each setting in the file that does nothing any more why that is so."""
    path = file or DEFAULT_FILE
    found = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return [
        f"The setting plan.{name} in {path} has no effect any more: take it out. "
        "`/plan` goes by the figures of `mantelpiece simulate` "
        "(bot/rules/stats/simulation/parameters.toml), and by the branch's own tries."
        for name in OLD_FIGURES
        if name in found.get("plan", {})
    ]


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
    """Explain the first error without the value, which may be a secret."""
    first: Any = error.errors(include_input=False, include_url=False)[0]
    name = ".".join(str(part) for part in first["loc"])
    where = f" in {path}" if path else ""
    if name in REMOVED:
        return f"The setting {name}{where} was removed: {REMOVED[name]}"
    if first["type"] in UNKNOWN_NAME:
        return f"The setting {name}{where} is not known. Is it spelt right?"
    return f"The setting {name}{where} cannot be used: {first['msg']}."
