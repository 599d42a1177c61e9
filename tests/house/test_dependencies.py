"""The program imports only packages that it is installed with."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement

from tests.house.tree import ROOT, modules

NO_DISTRIBUTION = frozenset({"bot", "storage", *sys.stdlib_module_names})
OF_THE_MACHINE = frozenset({"pysqlite3"})
"""On some machines only, as its line in the project says."""


def imported() -> Iterator[tuple[str, str]]:
    """Each package that the program imports, with the file."""
    for name, tree in modules("bot", "storage"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from ((one.name.split(".")[0], name) for one in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.split(".")[0], name


def installed_with_the_program() -> set[str]:
    """What the project depends on outside its tests, and what that depends on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted, found = list(project["dependencies"]), set[str]()
    while wanted:
        needed = Requirement(wanted.pop())
        name = needed.name.lower().replace("_", "-")
        applies = needed.marker is None or needed.marker.evaluate({"extra": ""})
        if applies and name not in found:
            found.add(name)
            wanted += metadata.requires(name) or ()
    return found


def test_the_program_imports_only_what_it_is_installed_with() -> None:
    homes = metadata.packages_distributions()
    have = installed_with_the_program()
    missing = {
        (package, name)
        for package, name in imported()
        if package not in NO_DISTRIBUTION | OF_THE_MACHINE
        and not have & {home.lower().replace("_", "-") for home in homes[package]}
    }
    assert missing == set()
