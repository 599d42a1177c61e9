"""What a newcomer sees first: short files, one word per thing, no machine's paths."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.house import tree

HOSTS = re.compile(
    r"--(?:extra-)?index-url|https?://\S+/(?:simple|packages)/|pypi|pythonhosted"
)
MACHINE = re.compile(r"(?<![\w.])/(?:root|home/\w+|work|opt)/")
# One word per thing (docs/glossary.md): these have another word here.
OTHER_WORDS = re.compile(
    r"\b(campaigns?|elections?|voters?|quotas?|tickets?|assignments?|turf)\b", re.I
)
WORDED = re.compile(r"bot/texts/|storage/tables/|bot/usecases/|.*/endings\.py")
LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")


def test_every_test_can_fail() -> None:
    checks = re.compile(r"raises|fail|warns|check|expect|run_state_machine|assert")
    idle = [
        f"{name}:{function.lineno} {function.name}"
        for name, parsed in tree.modules("tests")
        for function in tree.functions(parsed)
        if function.name.startswith("test_")
        and not any(
            isinstance(node, ast.Assert)
            or (isinstance(node, ast.Call) and checks.search(ast.unparse(node.func)))
            for node in ast.walk(function)
        )
    ]
    assert idle == []


def test_no_test_is_skipped_patched_or_put_to_sleep() -> None:
    banned = re.compile(
        r"unittest\.mock|monkey"
        r"patch|Magic"
        r"Mock|mark\.(skip|xfail)"
        r"|pytest\.skip|import"
        r"orskip|\b(asyncio|time)\.sleep\((?!0\))"
    )
    found = [
        f"{name}: {line.strip()}"
        for name, text in tree.written()
        if name.startswith("tests/") and name != "tests/house/test_style.py"
        for line in text.splitlines()
        if banned.search(line)
    ]
    assert found == []


def test_nothing_gathers_statistics_for_the_planner() -> None:
    """With them SQLite prepares the claim anew each time: thirteen times the cost."""
    gathers = re.compile(r"\b(ANALYZE|PRAGMA optimize)\b", re.I)
    found = [
        name
        for name, text in tree.written()
        if name.startswith(("bot/", "storage/", "bench/")) and gathers.search(text)
    ]
    assert found == []


@pytest.mark.parametrize("names", [HOSTS, MACHINE], ids=["hosts", "machine"])
def test_no_package_host_and_no_path_of_one_machine_is_named(
    names: re.Pattern[str],
) -> None:
    lock = tree.ROOT / "requirements.lock"
    texts = [*tree.written(), (lock.name, lock.read_text(encoding="utf-8"))]
    found = [
        f"{name}: {line.strip()}"
        for name, text in texts
        if name != "tests/house/test_style.py"
        for line in text.splitlines()
        if names.search(line)
    ]
    assert found == []


def test_one_word_is_used_for_one_thing() -> None:
    found = [
        f"{name}: {line.strip()}"
        for name, text in tree.written()
        if WORDED.match(name)
        for line in text.splitlines()
        if OTHER_WORDS.search(line)
    ]
    assert found == []


def test_only_storage_takes_more_of_sqlmodel_than_its_session() -> None:
    found = [
        f"{name}: {ast.unparse(node)}"
        for name, found in tree.imports("bot")
        for node in found
        if isinstance(node, ast.ImportFrom)
        and node.module == "sqlmodel"
        and {part.name for part in node.names} != {"Session"}
    ]
    assert found == []


def test_the_changelog_has_an_entry_for_this_version() -> None:
    project = tomllib.loads((tree.ROOT / "pyproject.toml").read_text("utf-8"))
    changes = (tree.ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"\n## {project['project']['version']}" in changes


def test_links_in_the_documents_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(tree.ROOT)}: {link}"
        for page in map(Path, tree.files())
        if page.suffix == ".md"
        for link in LINK.findall(page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []
