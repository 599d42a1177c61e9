"""There is one way to send a message; its types keep members out of groups."""

import ast
import dataclasses
from collections.abc import Iterator
from pathlib import Path

from bot.rules import endings
from tests.house.tree import ROOT

USECASES = "bot/usecases"
THE_ONE_WAY = "outgoing.py"
PUTS = ("put", "put_with_next")


def past_the_one_way(root: Path) -> Iterator[str]:
    """Use cases that put rows into the outbox themselves."""
    for path in sorted((root / USECASES).rglob("*.py")):
        if path.name == THE_ONE_WAY:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                puts = node.module == "storage.outbox.to_send" and any(
                    name.name in (*PUTS, "*") for name in node.names
                )
            else:
                puts = isinstance(node, ast.Attribute) and (
                    node.attr in PUTS
                    and ast.unparse(node.value) in ("to_send", "storage.outbox.to_send")
                )
            if puts:
                yield f"{path.relative_to(root)}: {ast.unparse(node)}"


def test_no_use_case_puts_into_the_outbox_itself() -> None:
    assert list(past_the_one_way(ROOT)) == []


def test_a_use_case_that_does_is_found(tmp_path: Path) -> None:
    planted = tmp_path / USECASES / "nudges"
    planted.mkdir(parents=True)
    (planted / "a.py").write_text("put = to_send.put\nput(session, -100, 'send')\n")
    (planted / "b.py").write_text("from storage.outbox.to_send import put\n")
    (planted / "c.py").write_text("to_send.put_with_next(session, -100, 'edit')\n")
    assert len(list(past_the_one_way(tmp_path))) == 3


def test_no_ending_has_a_field_by_which_older_rows_are_told() -> None:
    fields = {
        field.name
        for kind in endings.BY_NAME.values()
        for field in dataclasses.fields(kind)
    }
    assert "options" not in fields
