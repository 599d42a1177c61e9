"""A statement runs on what the session has done so far: there is one way to run it."""

import ast
from collections.abc import Iterator

from tests.house import tree

THE_ONE_WAY = "storage/statements/sessions.py"


def past_the_one_way(modules: Iterator[tuple[str, ast.Module]]) -> Iterator[str]:
    """Modules of storage that ask a session itself for its connection."""
    for name, parsed in modules:
        for node in ast.walk(parsed):
            asks = isinstance(node, ast.Call) and (
                isinstance(node.func, ast.Attribute)
                and node.func.attr == "connection"
                and ast.unparse(node.func.value) != "sessions"
            )
            if asks and name != THE_ONE_WAY:
                yield name


def test_no_statement_runs_past_what_waits_in_the_session() -> None:
    assert list(past_the_one_way(tree.modules("storage"))) == []


def test_one_that_does_is_found() -> None:
    planted = ast.parse("session.connection().execute(delete(table))")
    assert list(past_the_one_way(iter([("storage/a.py", planted)]))) == ["storage/a.py"]
