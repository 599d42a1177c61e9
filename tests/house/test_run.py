"""run.py: the environment is made once, by the lock, and commands are passed on."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.tree import ROOT

STEPS = ("ruff", "mypy", "lint-imports", "pytest", "mantelpiece")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("run.py", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def loaded(folder: Path) -> ModuleType:
    found = importlib.util.spec_from_file_location("run_copy", folder / "run.py")
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def start(
    folder: Path, *words: str, **surroundings: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, folder / "run.py", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **surroundings},
    )


def as_if_installed(folder: Path, failing: str = "") -> None:
    """Programs that say how they were called, and the stamp."""
    (folder / ".venv" / "bin").mkdir(parents=True)
    for name in STEPS:
        program = folder / ".venv" / "bin" / name
        program.write_text(f'#!/bin/sh\necho "did {name} $*"\nexit {name == failing:d}')
        program.chmod(0o755)
    for part in ("program", "tests"):
        loaded(folder).stamp(part)


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_installed_anew(copy: Path, changed: str) -> None:
    as_if_installed(copy)
    assert loaded(copy).installed("program")
    with (copy / changed).open("a") as file:
        file.write("\n# newer\n")
    assert not loaded(copy).installed("program")


def test_an_installation_broken_off_is_begun_anew(copy: Path) -> None:
    (copy / ".venv" / "bin").mkdir(parents=True)
    assert not loaded(copy).installed("program")


def test_the_lock_pins_whatever_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"]]
    asked += [one for part in project["optional-dependencies"].values() for one in part]
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
    assert {re.split(r"[\[>=;]", one)[0] for one in asked} <= pinned


def test_every_package_of_the_lock_has_a_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    packages = re.split(r"^(?=\S)", lock, flags=re.MULTILINE)[1:]
    assert packages
    assert [one for one in packages if "--hash=sha256:" not in one] == []


def test_uv_itself_is_pinned_by_its_hash(copy: Path) -> None:
    first, *rest = (
        loaded(copy).uv_alone((copy / "requirements.lock").read_text())[:-1].split("\n")
    )
    assert first.startswith("uv==")
    assert all(line.startswith("    ") for line in rest)
    assert any("--hash=sha256:" in line for line in rest)


def test_a_python_that_cannot_make_environments_is_told_the_package(copy: Path) -> None:
    (copy / "broken" / "venv").mkdir(parents=True)
    (copy / "broken" / "venv" / "__init__.py").touch()
    (copy / "broken" / "venv" / "__main__.py").write_text(
        "raise SystemExit('ensurepip is not available')"
    )
    ended = start(copy, "demo", PYTHONPATH=str(copy / "broken"))
    assert ended.returncode == 1
    assert "apt install python3." in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (copy / ".venv").exists()


def test_commands_and_their_options_are_passed_on(copy: Path) -> None:
    as_if_installed(copy)
    ended = start(copy, "demo", "--port", "9000")
    assert ended.stdout == "did mantelpiece demo --port 9000\n"


@pytest.mark.parametrize(
    ("command", "program"), [("demo", "mantelpiece"), ("test", "pytest")]
)
def test_compiled_code_is_kept_beside_the_sources_whatever_else_is_set(
    copy: Path, command: str, program: str
) -> None:
    as_if_installed(copy)
    kept = "${PYTHONPYCACHEPREFIX-beside} ${PYTHONDONTWRITEBYTECODE-may be written"
    (copy / ".venv" / "bin" / program).write_text(f'#!/bin/sh\necho "{kept}}}"')
    set_ = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": "/elsewhere"}
    ended = start(copy, command, **set_)
    assert "\nbeside may be written\n" in f"\n{ended.stdout}"


def test_an_installation_compiles_the_program_for_whoever_starts_it(copy: Path) -> None:
    (copy / ".venv" / "bin").mkdir(parents=True)
    python = copy / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"')
    python.chmod(0o755)
    for name in ("bot/app.py", "storage/late.py", "numpy.py", "openpyxl.py"):
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).touch()
    loaded(copy).compile_program()
    compiled = {one.name.split(".")[0] for one in copy.rglob("__pycache__/*.pyc")}
    assert {"app", "late", "numpy"} <= compiled


def test_the_test_command_does_every_step_and_tells_the_seed(copy: Path) -> None:
    run = loaded(copy)
    as_if_installed(copy)
    ended = start(copy, "test", "-k", "claim")
    did = [line for line in ended.stdout.splitlines() if line.startswith("did")]
    assert did[:4] == [
        "did ruff check",
        "did ruff format --check",
        "did mypy ",
        "did lint-imports ",
    ]
    shared = " ".join(run.SIDE_BY_SIDE)
    assert did[4].startswith(f"did pytest {shared} --hypothesis-seed={run.SEED} ")
    assert did[4].endswith(" -k claim")
    assert ended.returncode == 0
    other = start(copy, "test", MANTELPIECE_SEED="7")
    assert "--hypothesis-seed=7" in other.stdout


@pytest.mark.parametrize(("room", "there"), [(0, True), (2**60, False)])
def test_the_tests_write_to_memory_only_where_there_is_room(
    copy: Path, *, room: int, there: bool
) -> None:
    run = loaded(copy)
    run.MEMORY, run.ROOM = copy, room
    assert run.in_memory() == ({"TMPDIR": str(copy)} if there else {})
    run.MEMORY = copy / "nowhere"
    assert run.in_memory() == {}


@pytest.mark.parametrize("failing", ["ruff", "mypy", "lint-imports", "pytest"])
def test_any_step_that_fails_fails_the_command(copy: Path, failing: str) -> None:
    as_if_installed(copy, failing)
    ended = start(copy, "test")
    assert ended.returncode != 0
    assert f"Failed: {failing}" in ended.stdout
    assert "did pytest" in ended.stdout
