"""The shell finds one member by number or by name, and asks where several fit."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot import cli
from bot.usecases.lists import import_list
from tests.usecases import given

NAMES = ("Ada", "Bea")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A database with two members of one last name, without numbers."""
    with given.scene(tmp_path, members=2) as scene:
        rows = [
            given.sheet(
                place,
                membership_number=None,
                first_name=name,
                last_name="Vogelweide",
                mobile=f"+4477009001{place}",
                personal_email=None,
            )
            for place, name in enumerate(NAMES, 20)
        ]
        scene.store.write(lambda s: import_list.add(s, scene.ballot, rows, scene.now))
    url = f'[storage]\nurl = "sqlite:///{tmp_path}/mantelpiece.db"\n'
    (tmp_path / "config.toml").write_text(url)
    return tmp_path


def run(folder: Path, *words: str, typed: str = "") -> tuple[int, str, str]:
    settings = ["--config", str(folder / "config.toml")]
    ended = CliRunner().invoke(cli.app, [*settings, *words], input=typed)
    return ended.exit_code, ended.stdout, ended.stderr


def shown(folder: Path, *words: str, typed: str = "") -> Any:
    code, out, err = run(folder, "subject-access", *words, typed=typed)
    assert code == 0, err
    return json.loads(out)


def test_a_name_and_a_mobile_show_one_member(folder: Path) -> None:
    found = shown(folder, "Ada Vogelweide", "07700 900120")
    assert [row["first_name"] for row in found["member"]] == ["Ada"]


def test_where_several_fit_it_asks_which(folder: Path) -> None:
    code, out, err = run(folder, "subject-access", "vogelweide", typed="2\n")
    assert code == 0
    assert all(name in err for name in NAMES)
    assert '"Bea"' in out
    assert '"Ada"' not in out


def test_none_of_them_shows_nothing(folder: Path) -> None:
    code, out, _ = run(folder, "subject-access", "vogelweide", typed="0\n")
    assert (code, "{" in out) == (1, False)


def test_erasing_says_whom_before_it_asks(folder: Path) -> None:
    code, out, _ = run(folder, "erase", "Ada Vogelweide", typed="n\n")
    assert (code, "Ada Vogelweide" in out, "+447700900120" in out) == (1, True, True)
    assert shown(folder, "Ada Vogelweide")
    assert run(folder, "erase", "Ada Vogelweide", typed="y\n")[0] == 0
    assert run(folder, "subject-access", "Ada Vogelweide")[0] == 1
    assert shown(folder, "Bea Vogelweide")


@pytest.mark.parametrize("who", [["vogelweide"], ["Ada Vogelweide"]])
def test_a_name_alone_is_never_erased_unasked(folder: Path, who: list[str]) -> None:
    code, _, err = run(folder, "erase", "--yes", *who)
    assert (code, "not enough to be sure" in err) == (1, True)
    assert shown(folder, "Ada Vogelweide")


def test_a_mobile_alone_is_enough_unasked(folder: Path) -> None:
    assert run(folder, "erase", "--yes", "07700900121")[0] == 0
    assert run(folder, "subject-access", "Bea Vogelweide")[0] == 1


def test_who_saw_a_member_without_a_number(folder: Path) -> None:
    assert run(folder, "who-saw", "Ada", "07700900120") == (0, "", "")
