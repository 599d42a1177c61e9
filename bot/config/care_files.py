"""Read the branch's files about member care, or those the program brings."""

from pathlib import Path

from bot.config import scenes_file
from bot.config.sections import Texts
from bot.rules.care import policies
from bot.rules.care.bad_file import BadFile
from bot.rules.care.handbook import Handbook
from bot.rules.care.policies import Policies


def handbook(texts: Texts) -> Handbook:
    """Read the files the settings name; raises BadFile with a sentence."""
    return Handbook(_policies(texts), scenes_file.read(texts.scenes))


def _policies(texts: Texts) -> Policies:
    if texts.policies is None:
        return policies.shipped()
    text = _read(texts.policies, "policies")
    try:
        return policies.parse(text)
    except BadFile as error:
        raise BadFile(f"The policies in {texts.policies}: {error}") from None


def _read(path: Path, what: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadFile(
            f"The file with the {what}, {path}, cannot be read. "
            f"Is [texts] {what} in config.toml right?"
        ) from None
