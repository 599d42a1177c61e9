"""Changes of rows and messages have typed arguments: mypy finds a wrong one."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from bot.rules.member import Fields, Member
from storage import ballots
from storage.care import cases
from storage.queue import cards
from storage.replies import contacts
from storage.tables import CardRow, CaseRow, ChatRow, ContactRow, PersonRow, RoleRow
from storage.team import chats, people
from tests.house.tree import ROOT

LAYERS = ("bot/usecases", "storage")
ANYTHING = {"Any", "object", "typing.Any"}

WRONG = """
from sqlmodel import Session
from bot.rules.arrivals import PrivateChat
from bot.rules.member import Member
from bot.rules.queue import endings
from bot.usecases import outgoing
from bot.usecases.context import Context
from storage import ballots, jobs, members
from storage.queue import cards
from storage.replies import contacts
from storage.team import chats, people

def wrong(s: Session, member: Member, context: Context) -> None:
    members.change(s, member, kept_unti=None)
    members.change(s, member, due_at="tomorrow")
    ballots.update_life(s, 1, closed=context.now)
    people.update_role(s, 1, 1, muted="yes")
    people.update(s, 1, muted=True)
    chats.update(s, -100, left=True)
    cards.update(s, 1, asking={"stp": "which"})
    contacts.log(s, ballot_id=1, member_id=1)
    jobs.update(s, 1, preview_at="here")
    ballots.remember(s, "a", {"b": [1]})
    context.tell("words")
    context.tell(endings.NothingHeld(), reply="no")
    outgoing.say(s, endings.Handed(1), -100, context.now)
    outgoing.post(s, endings.Handed(1), -100, context.now)
    context.post(endings.NothingHeld())
"""
"""Each line of the function is wrong in one way."""


def open_doors(root: Path) -> Iterator[str]:
    """Find functions that take any keyword argument."""
    for layer in LAYERS:
        for path in sorted((root / layer).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.FunctionDef) or node.args.kwarg is None:
                    continue
                kind = node.args.kwarg.annotation
                if kind is None or ast.unparse(kind) in ANYTHING:
                    yield f"{path.relative_to(root)}: {node.name}"


def test_no_function_takes_whatever_it_is_given_by_name() -> None:
    assert list(open_doors(ROOT)) == []


@pytest.mark.parametrize("more", ["**more: Any", "**more: object", "**more"])
def test_a_function_that_does_is_found(tmp_path: Path, more: str) -> None:
    (tmp_path / "storage").mkdir()
    planted = f"def note(row: int, {more}) -> None: ...\n"
    (tmp_path / "storage" / "rows.py").write_text(planted)
    assert list(open_doors(tmp_path)) == ["storage/rows.py: note"]


def test_the_fields_of_a_member_that_change_have_its_types() -> None:
    known = get_type_hints(Member)
    assert get_type_hints(Fields).items() <= known.items()


def test_what_happens_to_a_ballot_is_its_life() -> None:
    life = get_type_hints(ballots.Life)
    del life["created_at"]  # nothing changes when it was made
    assert get_type_hints(ballots.LifeChanges) == life


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        (people.OfPerson, PersonRow),
        (people.InBallot, RoleRow),
        (chats.Changes, ChatRow),
        (cases.Changes, CaseRow),
        (cards.Changes, CardRow),
        (contacts.NewContact, ContactRow),
    ],
)
def test_every_named_change_is_a_column(changes: Any, row: Any) -> None:
    assert get_type_hints(changes).keys() <= row.model_fields.keys()


def test_mypy_finds_a_wrong_field_and_a_member_on_the_way_to_a_group(
    tmp_path: Path,
) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(WRONG)
    program = Path(sys.executable).with_name("mypy")
    run = subprocess.run(
        [program, "--no-error-summary", planted],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    first = WRONG[: WRONG.index("    members.change")].count("\n") + 1
    wrong = {place for place, _ in enumerate(WRONG.splitlines(), 1) if place >= first}
    found = {int(line.split(":")[1]) for line in run.stdout.splitlines()}
    assert found == wrong
