"""List the files of the project and the words in them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRITTEN = {".py", ".md", ".toml", ".js", ".css", ".html", ".yaml", ".service", ".txt"}
GIVEN = frozenset({"data", "versions"})
"""Copied data, and the history of the schema: not written by hand."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> tuple[Path, ...]:
    """List every file of the project, without those that git ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    found = sorted(ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in found if path.is_file())


def written() -> Iterator[tuple[str, str]]:
    """The files people write by hand: name and text."""
    for path in files():
        if path.suffix in WRITTEN and GIVEN.isdisjoint(path.parts):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """The Python files under some folders (all: none named), parsed."""
    for path in files():
        name = path.relative_to(ROOT)
        if path.suffix != ".py" or not GIVEN.isdisjoint(name.parts):
            continue
        if not folders or name.parts[0] in folders:
            yield str(name), ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function in a module, nested ones too."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node
