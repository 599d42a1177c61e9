"""The program is installed with what it imports, and with nothing else."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata

import pytest
from packaging.requirements import Requirement

from bench import dependencies_page
from tests.house.tree import ROOT, imports

NO_DISTRIBUTION = frozenset({"bot", "storage", *sys.stdlib_module_names})
OF_THE_MACHINE = frozenset({"pysqlite3"})
"""On some machines only, as its line in the project says."""


NOT_IMPORTED = {
    "tzdata": "zoneinfo reads it",
    **dict.fromkeys(("pytest-xdist", "pytest-asyncio"), "parts of pytest"),
    **dict.fromkeys(("mypy", "ruff", "uv", "hatchling"), "commands"),
    "import-linter": "a command: lint-imports",
    "psycopg": "SQLAlchemy loads it for the address of a PostgreSQL",
}
"""Packages that are used without an import, and how."""
PERMISSIVE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Unlicense|zlib|MPL|"
    r"Mozilla Public|LGPL-3.0-only"
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def imported(*tops: str) -> Iterator[tuple[str, str]]:
    """Each package that these folders import, with the file."""
    for name, found in imports(*tops):
        for node in found:
            if isinstance(node, ast.Import):
                yield from ((one.name.split(".")[0], name) for one in node.names)
            elif node.module:
                yield node.module.split(".")[0], name


def test_the_program_imports_only_what_it_is_installed_with() -> None:
    homes = metadata.packages_distributions()
    have = set(dependencies_page.needed())
    missing = {
        (package, name)
        for package, name in imported("bot", "storage")
        if package not in NO_DISTRIBUTION | OF_THE_MACHINE
        and not have & {home.lower().replace("_", "-") for home in homes[package]}
    }
    assert missing == set()


@pytest.mark.parametrize(
    ("lines", "tops"),
    [
        (PROJECT["dependencies"], ("bot", "storage")),
        (EXTRAS["test"] + EXTRAS["setup"], ("tests", "bench")),
    ],
    ids=["program", "tests"],
)
def test_nothing_is_installed_that_is_not_used(
    lines: list[str], tops: tuple[str, ...]
) -> None:
    homes = metadata.packages_distributions()
    used = {
        home.lower().replace("_", "-")
        for package, _ in imported(*tops)
        for home in homes.get(package, [package])
    }
    names = {Requirement(line).name for line in lines}
    assert names - used - set(NOT_IMPORTED) == set()


def test_what_the_program_names_has_a_reason() -> None:
    names = {Requirement(line).name for line in PROJECT["dependencies"]}
    assert set(dependencies_page.reasons()) == names


def test_the_page_names_each_package_with_the_licence_it_has_here() -> None:
    row = re.compile(r"^\| ([\w.-]+) \| (.+) \| (.+) \|$", re.MULTILINE)
    written = row.findall(dependencies_page.PAGE.read_text("utf-8"))
    shown = {name: licence for name, _, licence in written if name != "package"}
    here = dependencies_page.needed()
    told = "python -m bench.dependencies_page"
    assert {name: dependencies_page.licence(name) for name in here}.items() <= (
        shown.items()
    ), told
    assert [name for name, one in shown.items() if not PERMISSIVE.search(one)] == []
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert [name for name in shown if f"\n{name}==" not in f"\n{lock}"] == [], told
