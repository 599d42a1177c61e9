"""No two modules import each other, not even by way of others.

Imports inside functions and for type checking count too: a circle that Python can
load is still one that nobody can read from one end to the other.
"""

import ast
from collections.abc import Iterator

from tests.house import tree

Imports = dict[str, set[str]]
Found = tuple[tree.Import, ...]


def named(path: str) -> str:
    """The name by which a file is imported."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imported(found: Found, known: set[str]) -> Iterator[str]:
    """The modules of ours that a module names anywhere in its imports."""
    for node in found:
        if isinstance(node, ast.Import):
            names = [part.name for part in node.names]
        else:
            deeper = [f"{node.module}.{part.name}" for part in node.names]
            names = [one if one in known else str(node.module) for one in deeper]
        yield from known.intersection(names)


def imports(modules: dict[str, Found]) -> Imports:
    """Which of some modules each of them imports."""
    known = set(modules)
    return {name: set(imported(found, known)) for name, found in modules.items()}


def circles(graph: Imports) -> list[set[str]]:
    """Find groups of modules that all import each other, directly or not."""
    reached = {name: reach(graph, name) for name in graph}
    found: list[set[str]] = []
    for name in graph:
        round_trip = {other for other in reached[name] if name in reached[other]}
        if round_trip and round_trip not in found:
            found.append(round_trip)
    return found


def reach(graph: Imports, start: str) -> set[str]:
    """Every module that one leads to, itself only by a circle."""
    found: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += graph[name]
    return found


def ours() -> dict[str, Found]:
    return {named(path): found for path, found in tree.imports("bot", "storage")}


def written(source: str) -> Found:
    return tree.imports_in(ast.parse(source))


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circles(imports(ours())) == []


def test_a_circle_within_a_function_is_found() -> None:
    planted = ours()
    planted["bot.clock"] = written("def later():\n    from bot import app\n")
    (found,) = circles(imports(planted))
    assert found == {"bot.app", "bot.clock"}


def test_a_circle_for_type_checking_alone_is_found() -> None:
    planted = {
        "bot.one": written("if TYPE_CHECKING:\n    from bot.two import Two\n"),
        "bot.two": written("import bot.one\n"),
        "bot.three": written("from bot import one\n"),
    }
    assert circles(imports(planted)) == [{"bot.one", "bot.two"}]
