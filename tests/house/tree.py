"""List the files of the project and the words in them."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRITTEN = {".py", ".md", ".toml", ".js", ".css", ".html", ".yaml", ".service", ".txt"}
GIVEN = frozenset({"data", "versions"})
"""Copied data, and the history of the schema: not written by hand."""
Function = ast.FunctionDef | ast.AsyncFunctionDef
Import = ast.Import | ast.ImportFrom


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


def sources(*folders: str) -> Iterator[tuple[str, Path]]:
    """The Python files under some folders (all: none named)."""
    for path in files():
        name = path.relative_to(ROOT)
        if path.suffix != ".py" or not GIVEN.isdisjoint(name.parts):
            continue
        if not folders or name.parts[0] in folders:
            yield str(name), path


def modules(
    *folders: str, with_: re.Pattern[str] | None = None
) -> Iterator[tuple[str, ast.Module]]:
    """The Python files under some folders, parsed; those alone that hold `with_`."""
    for name, path in sources(*folders):
        text = path.read_text(encoding="utf-8")
        if with_ is None or with_.search(text):
            yield name, ast.parse(text)


def imports(*folders: str) -> Iterator[tuple[str, tuple[Import, ...]]]:
    """The Python files under some folders with all that they import."""
    for name, path in sources(*folders):
        yield name, _imports(path)


@cache
def _imports(path: Path) -> tuple[Import, ...]:
    return imports_in(ast.parse(path.read_text(encoding="utf-8")))


def imports_in(tree: ast.AST) -> tuple[Import, ...]:
    """Every import in a module, those within functions too."""
    return tuple(node for node in ast.walk(tree) if isinstance(node, Import))


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function in a module, nested ones too."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node
