"""The README tells the shell commands there are, with their options, and no other."""

import re
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest
import typer

from bot import cli
from tests.house.tree import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = "\n".join(
    [README, *(path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md"))]
)
PROGRAM = typer.main.get_command(cli.app)


def commands(
    command: click.Command = PROGRAM, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by what is typed."""
    parts = getattr(command, "commands", None)
    if parts is None:
        if not command.hidden:
            yield " ".join(path), command
        return
    for name, part in parts.items():
        yield from commands(part, (*path, name))


def options(command: click.Command) -> set[str]:
    names = {n for p in command.params for n in (*p.opts, *p.secondary_opts)}
    return {name for name in names if name.startswith("--")}


COMMANDS = dict(commands())


def told(text: str) -> Iterator[tuple[str, str]]:
    """Each `mantelpiece …` that is shown: the command, and the rest of the line."""
    for line in re.findall(r"(?:^|`|\$ )mantelpiece ([^`\n]+)", text, re.MULTILINE):
        words = re.sub(r"^--config \S+ ", "", line).split()
        for length in (2, 1):
            name = " ".join(words[:length])
            if name in COMMANDS:
                yield name, line
                break
        else:
            yield line, line


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_stands_in_the_readme(name: str) -> None:
    shown = " ".join(line for found, line in told(README) if found == name)
    assert shown, f"mantelpiece {name} is not in the README"
    missing = {o for o in options(COMMANDS[name]) if not re.search(f"{o}\\b", shown)}
    no_twin = {option for option in missing if f"--no-{option[2:]}" not in shown}
    assert not no_twin


def test_whatever_is_shown_can_be_typed() -> None:
    known = {"--config", "--help"}
    for name, line in told(DOCS):
        if line == "--help":
            continue
        assert name in COMMANDS, f"mantelpiece {line}"
        assert set(re.findall(r"--[a-z-]+", line)) <= options(COMMANDS[name]) | known


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_says_what_it_does(name: str) -> None:
    assert COMMANDS[name].help
    options_ = [p for p in COMMANDS[name].params if p.param_type_name == "option"]
    assert [option.name for option in options_ if not getattr(option, "help", "")] == []


HEAVY = {
    *("aiohttp", "alembic", "apscheduler", "httpx", "matplotlib", "numpy"),
    *("openpyxl", "pydantic", "sqlalchemy", "sqlmodel", "structlog", "telegram"),
    *("xlrd", "xlsxwriter"),
}
HELP = """
import sys
from bot import cli
try:
    cli.app(["--help"])
finally:
    print(*sys.modules, file=sys.stderr)
"""
DEMO = "import sys, bot.cli.demo_branch; print(*sys.modules, file=sys.stderr)"


def loaded(code: str) -> list[str]:
    """Name the modules that a program has loaded when it ends."""
    command = [sys.executable, "-c", code]
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return ended.stderr.split()


def test_help_loads_no_heavy_library_and_little_of_the_program() -> None:
    modules = loaded(HELP)
    assert HEAVY & {name.partition(".")[0] for name in modules} == set()
    assert len([name for name in modules if name.partition(".")[0] == "bot"]) < 40


def test_the_demo_starts_without_what_only_draws_and_writes_files() -> None:
    late = {"matplotlib", "openpyxl", "xlrd", "xlsxwriter"}
    assert late & {name.partition(".")[0] for name in loaded(DEMO)} == set()
