"""The settings file to copy, and the documents, tell the settings of the code."""

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from bot import config
from tests.house.tree import ROOT

EXAMPLE = (ROOT / "config.example.toml").read_text(encoding="utf-8")
NO_DEFAULT = {"telegram.token", "texts.scripts"}


def settings() -> Iterator[tuple[str, Any]]:
    """Every setting with its default."""
    for part, field in config.Settings.model_fields.items():
        assert isinstance(field.default, BaseModel)
        yield from named(part, dict(field.default))


def named(part: str, found: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The settings of a section and of those within it."""
    for name, value in found.items():
        if isinstance(value, (BaseModel, dict)):
            yield from named(f"{part}.{name}", dict(value))
        else:
            yield f"{part}.{name}", value


def uncommented() -> str:
    return re.sub(r"^#(?=\w+ = |\")", "", EXAMPLE, flags=re.MULTILINE)


def in_example() -> dict[str, Any]:
    parts = tomllib.loads(uncommented())
    return {name: v for part in parts for name, v in named(part, parts[part])}


def test_the_example_holds_every_setting_and_no_other() -> None:
    assert set(in_example()) == {name for name, _ in settings()}


@pytest.mark.parametrize(("name", "default"), list(settings()))
def test_the_example_tells_the_default(name: str, default: Any) -> None:
    told = in_example()[name]
    shown = list(default) if isinstance(default, tuple) else default
    assert told == shown or name in NO_DEFAULT


@pytest.mark.parametrize("text", [EXAMPLE, uncommented()])
def test_the_example_can_be_used_as_it_is(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    assert config.load(file).storage == config.Storage()


@pytest.mark.parametrize(("name", "default"), list(settings()))
def test_the_documents_tell_every_setting_and_its_default(
    name: str, default: Any
) -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| `{re.escape(name)}` \| (.*?) \|", page, re.MULTILINE)
    shown = ", ".join(default) if isinstance(default, tuple) else default
    told = "" if shown is None else str(shown).lower() if shown is False else str(shown)
    assert row.strip("`") == told


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[queue]\ntries = 5\nwaiting = 9\n", encoding="utf-8")
    name = "MANTELPIECE_QUEUE__TRIES"
    os.environ[name] = "7"
    try:
        found = config.load(file).queue
    finally:
        del os.environ[name]
    assert (found.tries, found.waiting) == (7, 9)
