"""Read the scenes for practice: those the program brings, and the branch's own."""

import functools
import re
from collections.abc import Iterable
from pathlib import Path

from bot.rules.care.bad_file import BadFile
from bot.rules.care.scenes import Scene, Scenes
from bot.texts.care import scene_file

SHIPPED = Path(scene_file.__file__).with_name("scenes")
_ID = re.compile(r"[a-z0-9_]{1,30}", re.ASCII)


def read(own: Path | None) -> Scenes:
    """Read the shipped scenes and those of a file or folder; raises BadFile.

    The branch's own come first; one with the name of a shipped file replaces it.
    """
    shipped = _shipped()
    return shipped if own is None else {**_all(_files(own)), **_without(shipped, own)}


@functools.cache
def _shipped() -> dict[str, Scene]:
    """Read them without the checks that a test makes: those hold up a start."""
    files = sorted(SHIPPED.glob("*.toml"))
    return {file.stem: scene_file.read(file.read_text("utf-8")) for file in files}


def _files(own: Path) -> list[Path]:
    found = sorted(own.glob("*.toml")) if own.is_dir() else [own]
    if not found or not own.exists():
        raise BadFile(
            f"There are no scenes in {own}. Is [texts] scenes in config.toml right?"
        )
    return found


def _all(files: Iterable[Path]) -> dict[str, Scene]:
    return {file.stem: _one(file) for file in files}


def _without(shipped: dict[str, Scene], own: Path) -> dict[str, Scene]:
    replaced = {file.stem for file in _files(own)}
    return {name: one for name, one in shipped.items() if name not in replaced}


def _one(file: Path) -> Scene:
    if not _ID.fullmatch(file.stem):
        raise BadFile(
            f"The name of the scene {file} must be small letters, digits and _ only."
        )
    try:
        return scene_file.parse(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise BadFile(f"The scene {file} cannot be read.") from None
    except BadFile as error:
        raise BadFile(f"The scene in {file}: {error}") from None
