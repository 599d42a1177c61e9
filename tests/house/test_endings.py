"""Every ending has words, and every code that is used is known to them."""

import ast
import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot import rules
from bot.rules import endings
from bot.rules.arrivals import Arrival, Place, PrivateChat, UpdateKind
from bot.rules.person import Person, Role
from bot.rules.privacy import permissions
from bot.texts import general_endings
from tests.house.every_ending import Branch
from tests.house.tree import modules

ENDINGS = ("endings", ".alarms")
PLAIN = {"int": 1, "bool": False, "int | None": None, "str | None": None}


def groups() -> Iterator[Any]:
    for found in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}."):
        subject = found.name.removeprefix(f"{rules.__name__}.")
        if subject != "endings" and found.name.endswith(ENDINGS):
            yield importlib.import_module(found.name)


def kinds_in(module: Any) -> set[type]:
    return {
        kind
        for kind in vars(module).values()
        if dataclasses.is_dataclass(kind)
        and isinstance(kind, type)
        and kind.__module__ == module.__name__
    }


def test_every_ending_of_a_subject_is_registered() -> None:
    made = {kind for module in groups() for kind in kinds_in(module)}
    assert made == set(endings.BY_NAME.values())


def test_no_two_endings_share_a_name() -> None:
    names = [kind.__name__ for module in groups() for kind in kinds_in(module)]
    assert len(names) == len(set(names))


def sample(kind: type, call: ast.Call) -> Any | None:
    """An ending as this call makes it, plain values for what is not written out."""
    fields = dataclasses.fields(kind)
    given = dict(zip((field.name for field in fields), call.args, strict=False))
    given |= {word.arg: word.value for word in call.keywords if word.arg}
    values: dict[str, Any] = {}
    for field in fields:
        written = given.get(field.name)
        plain = getattr(field.type, "__name__", str(field.type))
        if isinstance(written, ast.Constant):
            values[field.name] = written.value
        elif written is not None or field.default is dataclasses.MISSING:
            if plain not in PLAIN:
                return None
            values[field.name] = PLAIN[plain]
    return kind(**values)


def written_out() -> Iterator[Any]:
    made_here = re.compile(rf"\.(?:{'|'.join(endings.BY_NAME)})\(")
    for name, tree in modules("bot", with_=made_here):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(
                node.func, ast.Attribute
            ):
                continue
            kind = endings.BY_NAME.get(node.func.attr)
            if kind and "bot/texts" not in name:
                made = sample(kind, node)
                if made is not None:
                    yield made


@pytest.mark.parametrize("ending", list(written_out()), ids=repr)
def test_what_the_code_ends_in_has_words(branch: Branch, ending: Any) -> None:
    assert branch.render(ending) or type(ending) in branch.wordless


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("role", list(Role))
def test_every_refusal_of_the_table_has_words(role: Any, place: Any) -> None:
    person = Person(1, PrivateChat(1), "Asha", role=role)
    arrival = Arrival(1, UpdateKind.NEW, chat_id=1, private=True, sender=1)
    whys = {
        permissions.refusal(name, person, place, arrival) for name in permissions.TABLE
    }
    assert whys - {None, ""} <= set(general_endings.REFUSALS)
