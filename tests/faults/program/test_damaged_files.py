"""Files damaged between two runs: found at the start or by the check, or harmless.

A byte changed within a value still makes a whole file for SQLite, so what is counted is
what was acknowledged, and by whom it was held. A log cut at its end looks like a power
cut; the audit log's anchor tells. 50 damages by default; MANTELPIECE_DAMAGES=200.
"""

import os
import random
import shutil
from collections import Counter
from pathlib import Path

from sqlmodel import Session, func, select

from bot import config
from bot.usecases.privacy import full_check
from storage import opening
from storage.tables import ContactRow
from tests.faults.program import checker, harness
from tests.faults.program.harness import Program

DAMAGES = int(os.environ.get("MANTELPIECE_DAMAGES", "50"))
SEED = os.environ.get("MANTELPIECE_SEED")
DATABASE = "mantelpiece.db"
FILES = (
    *(DATABASE, DATABASE, DATABASE, f"{DATABASE}-wal", f"{DATABASE}-wal"),
    *(f"{DATABASE}.key", "config.toml"),
)
PAGE = 4096


def damage(file: Path, chance: random.Random) -> None:
    """Flip some bytes, empty a page or cut the end off; spare the newest of a log."""
    content = bytearray(file.read_bytes())
    end = len(content) // 2 if file.suffix == ".db-wal" else len(content)
    way = chance.choice(("flip", "zero", "cut"))
    at = chance.randrange(end)
    if way == "flip":
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(end)] ^= 1 << chance.randrange(8)
    elif way == "zero":
        start = at // PAGE * PAGE
        content[start : start + PAGE] = bytes(len(content[start : start + PAGE]))
    elif file.suffix != ".db-wal":
        del content[at:]
    file.write_bytes(content)


def outcome(folder: Path, reports: int) -> str:
    """Start on these files, in so far as that reads them; say who found the damage."""
    try:
        config.load(folder / "config.toml")
        opened = opening.open_store(f"sqlite:///{folder / DATABASE}", alone=True)
    except (config.ConfigError, opening.CannotOpen):
        return "found at the start"
    try:
        return opened.store.read(lambda session: _look(session, reports))
    except (ValueError, LookupError):
        return "met by what reads the row"
    finally:
        opened.close()


def _look(session: Session, reports: int) -> str:
    if list(full_check.faults(session)):
        return "found by the check"
    assert session.exec(select(func.count(ContactRow.id))).one() == reports
    checker.assert_claims(session)
    return "harmless"


async def some_reports(made: Program) -> int:
    """Some people report before and after a kill; return how many reports there are."""
    for names in (sorted(made.people)[:6], sorted(made.people)[6:12]):
        await made.start()
        for name in names:
            made.say(name, "/next")
            made.say(name, "/done voted")
        await made.rest()
        await made.kill()
    return made.history.said.total()


async def test_damaged_files_are_found_or_harmless(tmp_path: Path) -> None:
    seed = int(SEED) if SEED else random.randrange(10**6)
    print(f"seed {seed}")
    chance, ends = random.Random(seed), Counter[str]()
    whole = tmp_path / "whole"
    whole.mkdir()
    async with harness.program(whole, chance) as made:
        reports = await some_reports(made)
    for turn in range(DAMAGES):
        folder = tmp_path / str(turn)
        shutil.copytree(whole, folder)
        name = chance.choice(FILES)
        damage(folder / name, chance)
        ends[outcome(folder, reports)] += 1
        shutil.rmtree(folder)
    print(dict(ends))
    assert ends["found at the start"] > DAMAGES // 3


async def test_whole_files_of_a_killed_program_are_no_damage(tmp_path: Path) -> None:
    async with harness.program(tmp_path, random.Random(1)) as made:
        reports = await some_reports(made)
    assert (tmp_path / f"{DATABASE}-wal").stat().st_size > PAGE
    assert outcome(tmp_path, reports) == "harmless"
