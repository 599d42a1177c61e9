"""The tree shows the architecture: subjects in every layer, tests that mirror them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files

SUBJECTS = {
    *("queue", "replies", "ballot", "nudges", "lists"),
    *("team", "stats", "care", "privacy"),
}
LAYERS = {
    "rules": "bot/rules",
    "usecases": "bot/usecases",
    "texts": "bot/texts",
    "storage": "storage",
}
FLAT = {("storage", "ballot"): "ballots.py", ("storage", "stats"): "counters.py"}
"""Subjects that are a single file in a layer."""
NO_SUBJECT = {
    ("usecases", "entry"): "the ways in, above the subjects",
    ("storage", "tables"): "the tables of all subjects, which refer to each other",
    ("storage", "migrations"): "the history of the schema",
    ("storage", "outbox"): "what every subject sends",
    ("storage", "processes"): "who runs and who leads, on one database",
    ("storage", "statements"): "how every subject asks the database",
}
TOP = {
    *(".ci", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md"),
    *("bench", "bot", "config.example.toml", "deploy", "docs", "pyproject.toml"),
    *("requirements.lock", "run.py", "storage", "tests"),
}
MOST_MODULES = 15
ELSEWHERE = {
    "rules/ballot/test_dates.py": "timetable: its dates, one case a line",
    "rules/nudges/test_ten_years.py": "due and slots, in every minute of ten years",
    "rules/replies/test_next_step_phases.py": "next_step in each phase, as a table",
    "rules/replies/test_next_step_silence.py": "next_step after silence, case by case",
    "rules/replies/reader/test_scores.py": "the whole reader, by labelled messages",
    "rules/stats/turnout/test_calibration.py": "the band, by branches of bench",
    "storage/queue/test_server_claims.py": "claims and their statement, on PostgreSQL",
    "storage/test_server_store.py": "engine, its store on PostgreSQL",
    "usecases/entry/test_many_at_once.py": "every way in, by many at once",
    "usecases/entry/test_matrix.py": "the gate, with every command and button there is",
    "usecases/lists/test_reimport.py": "two lists, one after the other",
    "usecases/lists/test_round_trips.py": "exports and imports, each after the other",
    "usecases/queue/test_claims_machine.py": "claims, whatever people and machines do",
}
"""Tests that are about no single module, and what they are about."""


def folders(root: Path) -> Iterator[Path]:
    """Every package of the program."""
    for top in ("bot", "storage"):
        for init in sorted((root / top).rglob("__init__.py")):
            yield init.parent


def odd_subjects(root: Path) -> Iterator[str]:
    """Subjects that a layer lacks, and folders of a layer that are none."""
    for layer, folder in LAYERS.items():
        there = {init.parent.name for init in (root / folder).glob("*/__init__.py")}
        yield from (
            f"{layer}: {name} is no subject"
            for name in sorted(there - SUBJECTS)
            if (layer, name) not in NO_SUBJECT
        )
        for name in sorted(SUBJECTS - there):
            file = FLAT.get((layer, name))
            if file is None or not (root / folder / file).is_file():
                yield f"{layer}: {name} is missing"


def crowded(root: Path) -> Iterator[str]:
    """Folders with more modules in them than one can take in."""
    for folder in folders(root):
        modules = [one for one in folder.glob("*.py") if one.name != "__init__.py"]
        if len(modules) > MOST_MODULES:
            yield f"{folder.relative_to(root)}: {len(modules)} modules"


def strays(root: Path) -> Iterator[str]:
    """Test modules that do not stand where the module stands that they are about."""
    for layer, folder in LAYERS.items():
        tests = root / "tests" / layer
        for path in sorted(tests.rglob("test_*.py")):
            place = root / folder / path.parent.relative_to(tests)
            about = path.stem.removeprefix("test_")
            beside = (place / f"{about}.py").is_file() or place.name == about
            packaged = (place / about / "__init__.py").is_file()
            name = f"{layer}/{path.relative_to(tests)}"
            if not (beside or packaged or name in ELSEWHERE):
                yield name


CHECKS = {"subjects": odd_subjects, "modules": crowded, "tests": strays}


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_the_tree_is_as_it_says(check) -> None:
    assert list(check(ROOT)) == []


def test_nothing_else_stands_at_the_top() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in files()} == TOP


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program and its tests, without what is in the files."""
    for top in ("bot", "storage", "tests"):
        shutil.copytree(
            ROOT / top,
            tmp_path / top,
            ignore=shutil.ignore_patterns("__pycache__", "data", "*.txt", "*.gz"),
            copy_function=lambda _, to: Path(to).touch(),
        )
    return tmp_path


PLANTED = [
    ("subjects", "bot/texts/money/__init__.py", "texts: money is no subject"),
    ("tests", "tests/rules/queue/test_tries.py", "rules/queue/test_tries.py"),
    ("tests", "tests/storage/test_cases.py", "storage/test_cases.py"),
    ("tests", "tests/texts/test_odd.py", "texts/test_odd.py"),
]


@pytest.mark.parametrize(("check", "file", "found"), PLANTED)
def test_what_stands_in_a_wrong_place_is_found(
    copy: Path, check: str, file: str, found: str
) -> None:
    (copy / file).parent.mkdir(exist_ok=True)
    (copy / file).touch()
    assert list(CHECKS[check](copy)) == [found]


@pytest.mark.parametrize("lost", ["bot/usecases/care", "storage/ballots.py"])
def test_a_subject_that_a_layer_has_lost_is_found(copy: Path, lost: str) -> None:
    (copy / lost).rename(copy / "elsewhere")
    assert len(list(odd_subjects(copy))) == 1


def test_a_folder_with_too_many_modules_is_found(copy: Path) -> None:
    for number in range(MOST_MODULES):
        (copy / f"bot/usecases/stats/more_{number}.py").touch()
    (found,) = crowded(copy)
    assert found.startswith("bot/usecases/stats: ")


def test_every_exception_is_still_one() -> None:
    for name in ELSEWHERE:
        assert (ROOT / "tests" / name).is_file()
    for layer, name in NO_SUBJECT:
        assert (ROOT / LAYERS[layer] / name).is_dir()
    for (layer, name), file in FLAT.items():
        assert not (ROOT / LAYERS[layer] / name).exists()
        assert (ROOT / LAYERS[layer] / file).is_file()
