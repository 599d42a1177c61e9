"""The import contracts bite: a violation planted in a copy is found."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import ROOT

PLANTED = [
    ("bot/rules/queue/queue_rules.py", "import telegram", "pure"),
    ("bot/rules/queue/queue_rules.py", "import asyncio", "pure"),
    ("bot/texts/queue/card.py", "import sqlmodel", "pure"),
    ("bot/texts/queue/card.py", "from bot.usecases import context", "pure"),
    ("bot/usecases/context.py", "import telegram", "no-chat"),
    ("storage/members.py", "import asyncio", "no-chat"),
    ("bot/handlers/buttons.py", "import sqlalchemy", "no-sql"),
    ("bot/handlers/buttons.py", "from bot.delivery import tasks", "downward"),
    ("bot/usecases/context.py", "from bot.texts.queue import card", "downward"),
    ("storage/members.py", "from bot.usecases import context", "downward"),
    ("bot/usecases/context.py", "from bot import clock", "given"),
    ("bot/usecases/context.py", "from bot.usecases.stats import plan", "usecases"),
    ("bot/usecases/team/groups.py", "from bot.usecases.entry import gate", "usecases"),
    ("bot/usecases/queue/card.py", "from bot.usecases.replies import undo", "usecases"),
    ("bot/usecases/stats/plan.py", "from bot.usecases.lists import upload", "usecases"),
    ("bot/usecases/some_new_thing.py", "", "usecases"),
    ("bot/rules/member.py", "from bot.rules.queue import pins", "rules"),
    ("bot/rules/queue/pins.py", "from bot.rules.replies import steps", "rules"),
    ("bot/texts/words.py", "from bot.texts.queue import reasons", "texts"),
    ("bot/texts/lists/sheet_words.py", "from bot.texts.queue import reasons", "texts"),
    ("storage/members.py", "from storage.care import cases", "storage"),
    ("storage/care/cases.py", "from storage.team import people", "storage"),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    for name in ("bot", "storage"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    assert lint(folder).returncode == 0
    return folder


def lint(folder: Path, *which: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache", *which],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("file", "line", "contract"), PLANTED)
def test_a_planted_violation_breaks_its_contract(
    copy: Path, file: str, line: str, contract: str
) -> None:
    place = copy / file
    sound = place.read_text(encoding="utf-8") if place.exists() else None
    place.write_text(f"{sound or ''}\n{line}\n", encoding="utf-8")
    found = lint(copy, "--contract", contract)
    if sound is None:
        place.unlink()
    else:
        place.write_text(sound, encoding="utf-8")
    assert found.returncode == 1
    assert "1 broken" in found.stdout


def test_every_contract_has_its_violation() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    assert {one["id"] for one in contracts} == {contract for *_, contract in PLANTED}
