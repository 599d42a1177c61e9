"""The import contracts bite: a violation planted in a copy is found."""

import shutil
import subprocess
import sys
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
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    for name in ("bot", "storage"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache", "--contract", contract],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("file", "line", "contract"), PLANTED)
def test_a_planted_violation_breaks_its_contract(
    copy: Path, file: str, line: str, contract: str
) -> None:
    sound = (copy / file).read_text(encoding="utf-8")
    assert lint(copy, contract).returncode == 0
    (copy / file).write_text(f"{sound}\n{line}\n", encoding="utf-8")
    found = lint(copy, contract)
    (copy / file).write_text(sound, encoding="utf-8")
    assert found.returncode == 1
    assert "1 broken" in found.stdout
