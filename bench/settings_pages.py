"""Make config.example.toml and docs/settings.md anew from the settings in the code.

python -m bench.settings_pages
"""

import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import config

ROOT = Path(__file__).parents[1]
WIDTH = 87
EXAMPLE_HEAD = """\
# The settings of Mantelpiece. Copy this file to config.toml, run
# `chmod 600 config.toml`, and take the # away from what you want to change: what stands
# here are the defaults. Each can be given by the environment too, which wins over this
# file: MANTELPIECE_TELEGRAM__TOKEN, MANTELPIECE_STORAGE__URL and so on.
"""
PAGE_HEAD = """\
# Settings

Put what differs into `config.toml` (`config.example.toml` is one to copy), or into the
environment, which wins: `MANTELPIECE_QUEUE__TRIES=5` is `tries = 5` under `[queue]`.
Unknown names are refused.
"""
BY_ENDING = {
    "_spread": "How unsure that is: one standard deviation in log-odds.",
    "_weight": "How many members' answers that is worth.",
}
"""The sentence for settings that have none of their own."""


@dataclass(frozen=True)
class Setting:
    """One setting; the example is shown where there is no default."""

    name: str
    default: Any
    example: Any
    about: str


@dataclass(frozen=True)
class Part:
    """A section of the settings, or one within a section."""

    name: str
    title: str
    about: str
    settings: tuple[Setting, ...]


def parts() -> Iterator[Part]:
    """All sections, in the order of the code."""
    schema = config.Settings.model_json_schema()
    for name, field in schema["properties"].items():
        yield from _within(schema["$defs"], name, field)


def _within(kinds: dict[str, Any], name: str, field: dict[str, Any]) -> Iterator[Part]:
    kind = kinds[field["$ref"].rpartition("/")[2]]
    fields = kind["properties"]
    plain = {key: one for key, one in fields.items() if "$ref" not in one}
    settings = tuple(_setting(key, one) for key, one in plain.items())
    about = " ".join(kind["description"].split())
    title = field.get("title", kind["title"])
    yield Part(name, title, about, settings)
    for key in fields.keys() - plain.keys():
        yield from _within(kinds, f"{name}.{key}", fields[key])


def _setting(name: str, field: dict[str, Any]) -> Setting:
    default = field["default"]
    example = default if default is not None else field["examples"][0]
    usual = BY_ENDING.get(name[name.rfind("_") :], "")
    about = " ".join(field.get("description", usual).split())
    return Setting(name, default, example, about)


def example() -> str:
    """Make the file to copy."""
    lines = [EXAMPLE_HEAD]
    for part in parts():
        lines.append(f"[{part.name}]")
        if "." in part.name:
            lines.append(_comment(part.about))
        for setting in part.settings:
            lines += [_comment(setting.about), _assignment(setting)]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _comment(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="# ", subsequent_indent="# ")


def _assignment(setting: Setting) -> str:
    """Write a line that sets the default, with # before it.

    A long list takes several.
    """
    if not isinstance(setting.example, list):
        return f"#{setting.name} = {json.dumps(setting.example)}"
    line, lines = f"#{setting.name} = [", []
    for place, item in enumerate(setting.example):
        last = place == len(setting.example) - 1
        word = f'"{item}"' + ("]" if last else ",")
        if len(line) + len(word) > WIDTH:
            lines.append(line.rstrip())
            line = "#"
        line += word + " "
    return "\n".join([*lines, line.rstrip()])


def page() -> str:
    """Make the page of the documents."""
    lines = [PAGE_HEAD]
    for part in parts():
        lines.append(f"## {part.title}\n")
        if "." in part.name:
            lines.append(f"{part.about}\n")
        lines += ["| setting | default | |", "|---|---|---|"]
        for setting in part.settings:
            name, default = f"`{part.name}.{setting.name}`", _shown(setting.default)
            lines.append(f"| {name} | {default} | {setting.about} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _shown(default: Any) -> str:
    if default is None:
        return ""
    if isinstance(default, list):
        return f"`{', '.join(default)}`"
    return f"`{default if isinstance(default, str) else json.dumps(default)}`"


PAGES = {"config.example.toml": example, "docs/settings.md": page}


def main() -> None:
    """Write both."""
    for name, made in PAGES.items():
        (ROOT / name).write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    main()
