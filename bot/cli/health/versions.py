"""The versions that run, and which of them are too old."""

import platform
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

PROGRAM = "mantelpiece"
OLDEST_SQLITE = (3, 35, 0)
"""The first with RETURNING, by which taking a member is one statement."""
RENEW = (
    "Install the program anew: `python3 run.py --help` in a checkout, `pipx upgrade "
    "mantelpiece` elsewhere."
)


def running() -> str:
    """Name the versions of what everything else stands on."""
    from storage import engine, opening

    return (
        f"Python {platform.python_version()}, "
        f"SQLite {engine.sqlite_module().sqlite_version}, "
        f"python-telegram-bot {metadata.version('python-telegram-bot')}, "
        f"schema {opening.HEAD}"
    )


def faults() -> Iterator[str]:
    """List what is too old here, each with its remedy."""
    from storage import engine

    yield from sqlite_fault(engine.sqlite_module().sqlite_version_info)
    try:
        python = metadata.metadata(PROGRAM)["Requires-Python"]
        wanted = metadata.requires(PROGRAM) or []
    except metadata.PackageNotFoundError:
        yield f"This program is not installed, so nobody knows what it needs. {RENEW}"
        return
    yield from python_fault(python, platform.python_version())
    yield from library_faults(wanted, _installed)


def sqlite_fault(version: tuple[int, ...]) -> Iterator[str]:
    """Say whether an SQLite lacks what the program needs of it."""
    if version < OLDEST_SQLITE:
        had, needed = (".".join(map(str, one)) for one in (version, OLDEST_SQLITE))
        yield (
            f"SQLite {had} is too old: {needed} or newer is needed. Use a newer "
            "Python, or install pysqlite3."
        )


def python_fault(wanted: str, version: str) -> Iterator[str]:
    """Say whether a Python is older than the program wants."""
    if not SpecifierSet(wanted).contains(version, prereleases=True):
        yield f"Python {version} is too old: {wanted} is needed. {RENEW}"


def library_faults(
    wanted: Iterable[str], installed: Callable[[str], str | None]
) -> Iterator[str]:
    """Compare the libraries installed with those the program asks for."""
    for line in wanted:
        needed = Requirement(line)
        if needed.marker is not None and not needed.marker.evaluate({"extra": ""}):
            continue
        version = installed(needed.name)
        if version is None:
            yield f"{needed.name} is not installed. {RENEW}"
        elif not needed.specifier.contains(version, prereleases=True):
            yield (
                f"{needed.name} {version} does not fit: {needed.specifier} is needed. "
                f"{RENEW}"
            )


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
