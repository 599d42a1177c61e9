"""What is too old is a finding of `mantelpiece check`, with its remedy."""

from importlib import metadata

import pytest

from bot.cli.health import versions

WANTED = ["aiohttp>=3.14", "pysqlite3>=1; sys_platform == 'nowhere'", "hypothesis>=1"]


def found(**installed: str | None) -> list[str]:
    have = {"aiohttp": "3.15.1", "hypothesis": "6.0", **installed}
    return list(versions.library_faults(WANTED, have.get))


def test_what_fits_is_no_fault() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("version", "told"), [("3.13", "does not fit: >=3.14"), (None, "is not installed")]
)
def test_a_library_too_old_or_gone_is_a_fault(version: str | None, told: str) -> None:
    (fault,) = found(aiohttp=version)
    assert fault.startswith("aiohttp ")
    assert told in fault
    assert "run.py" in fault


def test_python_too_old_is_a_fault() -> None:
    assert list(versions.python_fault(">=3.11", "3.12.1")) == []
    (fault,) = versions.python_fault(">=3.11", "3.10.4")
    assert "3.10.4 is too old" in fault


def test_sqlite_too_old_is_a_fault() -> None:
    assert list(versions.sqlite_fault((3, 40, 1))) == []
    (fault,) = versions.sqlite_fault((3, 34, 1))
    assert "SQLite 3.34.1 is too old: 3.35.0" in fault


def test_the_versions_installed_here_fit_and_are_named() -> None:
    assert list(versions.faults()) == []
    assert metadata.version("python-telegram-bot") in versions.running()
