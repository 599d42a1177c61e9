"""Make docs/dependencies.md anew from the project and from what is installed.

python -m bench.dependencies_page
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "dependencies.md"
HEAD = """\
# What it is built on

Every package that the program is installed with, why, and under which licence its
authors give it. `requirements.lock` has the versions, with a hash of each file. The
program itself is under the MIT licence; packages under the LGPL are used as they come,
and can be replaced. The small encoder that reads replies (all-MiniLM-L6-v2) is under
Apache-2.0: its text lies beside it. What only tests need is not in this list.

| package | why | licence |
|---|---|---|
"""
UNSAID = {"pysqlite3": "zlib"}
"""Licences that a package's metadata do not say; its own site does."""
_REASON = re.compile(r'^\s*"([\w.-]+)[^"]*(?:"[^"]*)?",?\s*#\s*(.+)$', re.MULTILINE)


def page() -> str:
    """Write the page."""
    needed_by, why = needed(), reasons()
    rows = (
        f"| {name} | {why.get(name) or 'needed by ' + by} | {licence(name)} |\n"
        for name, by in sorted(needed_by.items())
    )
    return HEAD + "".join(rows)


def needed() -> Mapping[str, str]:
    """Name each package the program is installed with, and what needs it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    none = Requirement("mantelpiece")
    ours = (line for line in project["dependencies"] if _applies(line, none))
    wanted = [(line, "the program") for line in ours]
    found: dict[str, str] = {}
    while wanted:
        line, by = wanted.pop(0)
        requirement = Requirement(line)
        name = requirement.name.lower().replace("_", "-")
        if name not in found:
            found[name] = by
            parts = metadata.requires(name) or ()
            wanted += [(one, name) for one in parts if _applies(one, requirement)]
    return found


def _applies(line: str, by: Requirement) -> bool:
    """Whether a package needs this here, with the extras it is asked for with."""
    marker = Requirement(line).marker
    extras = by.extras or {""}
    return marker is None or any(marker.evaluate({"extra": one}) for one in extras)


def reasons() -> Mapping[str, str]:
    """Read why the program needs what it names itself."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    section = text.partition("\ndependencies = [")[2].partition("\n]")[0]
    return {name: why.strip() for name, why in _REASON.findall(section)}


def licence(name: str) -> str:
    """Give the licence as the package's metadata name it."""
    told = metadata.metadata(name).json
    if expression := told.get("license_expression"):
        return str(expression)
    if named := " or ".join(_classified(told.get("classifier", []))):
        return named
    return UNSAID.get(name) or str(told.get("license", "")).partition("\n")[0]


def _classified(classifiers: str | list[str]) -> Iterator[str]:
    for line in classifiers:
        if line.startswith("License :: "):
            yield line.rpartition(" :: ")[2]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
