"""No button says more than a phone of 390 pixels shows, in whichever language."""

from collections.abc import Iterator
from dataclasses import fields, replace

import pytest
from sqlmodel import Session, update

from bot.texts import languages, messages, words
from bot.texts.messages import Press, Rows
from storage.tables import PersonRow, ShareRow
from tests.house import every_ending
from tests.house.every_ending import Branch

NAME = "Oluwaseun Bartholomew Adebayo-Featherstonehaugh"


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Branch]:
    """A branch in which everybody has a long name."""
    with every_ending.in_play(tmp_path_factory.mktemp("long names")) as found:

        def unit(session: Session) -> None:
            session.exec(update(PersonRow).values(name=NAME))
            session.exec(update(ShareRow).values(rep=NAME))

        found.scene.store.write(unit)
        yield found


@pytest.fixture(params=languages.Languages().codes)
def code(request: pytest.FixtureRequest) -> str:
    return request.param


def with_long_names(ending: object) -> object:
    """The same ending, of ballots and people with long names."""
    named = [one.name for one in fields(ending) if one.name == "names"]
    return replace(ending, **dict.fromkeys(named, (NAME,)))


def too_long(rows: Rows) -> list[str]:
    rooms = [(row, messages.ROOM.get(len(row), 4)) for row in rows]
    return [one.label for row, room in rooms for one in row if len(one.label) > room]


def test_every_label_has_room(branch: Branch, code: str) -> None:
    found: dict[str, str] = {}
    for ending, _ in branch.said:
        said = branch.message(with_long_names(ending), language=code)
        if said is not None:
            found |= dict.fromkeys(too_long(said.buttons), type(ending).__name__)
    assert found == {}


def test_every_month_has_room_between_the_buttons_beside_it(code: str) -> None:
    with languages.Languages().reading(code):
        months = [f"{languages.say(month)} 2027" for month in words.SHORT_MONTHS]
    assert [month for month in months if len(month) > messages.ROOM[3]] == []


def test_a_label_without_room_is_found() -> None:
    rows = (tuple(Press("12345678901234567890123", "a") for _ in range(2)),)
    assert too_long(rows)
    assert not too_long(rows[:1] and (rows[0][:1],))
