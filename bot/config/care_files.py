"""Read the branch's files about member care, or those the program brings."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.config import scenes_file
from bot.config.sections import Texts
from bot.rules.care import policies
from bot.rules.care.answers import faq
from bot.rules.care.bad_file import BadFile
from bot.rules.care.handbook import Handbook

T = TypeVar("T")


def handbook(texts: Texts) -> Handbook:
    """Read the files the settings name; raises BadFile with a sentence."""
    return Handbook(
        _parsed(texts.policies, "policies", policies.parse) or policies.shipped(),
        scenes_file.read(texts.scenes),
        _parsed(texts.faq, "faq", faq.parse) or faq.Faq(),
    )


def _parsed(path: Path | None, what: str, parse: Callable[[str], T]) -> T | None:
    if path is None:
        return None
    text = _read(path, what)
    try:
        return parse(text)
    except BadFile as error:
        raise BadFile(f"The {what} in {path}: {error}") from None


def _read(path: Path, what: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadFile(
            f"The file with the {what}, {path}, cannot be read. "
            f"Is [texts] {what} in config.toml right?"
        ) from None
