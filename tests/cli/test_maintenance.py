"""The shell's part: check, backup and restore, subject access, views, audit."""

import datetime as dt
import json
import re
import resource
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import cli
from bot.usecases.entry import gate
from bot.usecases.privacy import nightly
from bot.usecases.queue import next_member
from storage import opening
from tests.usecases import given


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A database in which one card has been shown."""
    with given.scene(tmp_path) as scene:
        asked = given.arrival("advocate", "private", "new")
        scene.act(asked, lambda *_: gate.Named("next", next_member.by_command))
    url = f'[storage]\nurl = "sqlite:///{tmp_path}/mantelpiece.db"\n'
    (tmp_path / "config.toml").write_text(url)
    return tmp_path


def run(folder: Path, *words: str) -> tuple[int, str]:
    settings = ["--config", str(folder / "config.toml")]
    result = CliRunner().invoke(cli.app, [*settings, *words])
    return result.exit_code, result.output


def test_a_sound_set_up_passes_the_check(folder: Path) -> None:
    code, said = run(folder, "check")
    assert code == 0
    assert "versions, settings, files, database, counts, audit chain.\n" in said
    assert re.search(r"^Python 3\.\d+\.\d+, SQLite 3\.\d.*, schema \d{4}$", said, re.M)


def test_the_check_shows_the_last_night_and_a_backup_it_lacks(folder: Path) -> None:
    assert "Nightly check: none yet" in run(folder, "check")[1]
    to = folder / "backups"
    with (folder / "config.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'backups = "{to}"\n')
    database = folder / "mantelpiece.db"
    for day in (1, 2):
        now = given.NOW + dt.timedelta(days=day)
        opened = opening.open_store(f"sqlite:///{database}")
        opened.store.write(lambda session, now=now: nightly.begin(session, now))
        nightly.run(opened.store, database, nightly.Backups(to, 7), now)
        opened.close()
    code, said = run(folder, "check")
    assert code == 1
    assert "Nightly check of 04 March 2027, 11:00 UTC:\n· There is no backup" in said
    assert "✗ There is no folder" in said
    to.mkdir()
    assert "✗ There is no backup of tonight" in run(folder, "check")[1]


def test_a_key_others_can_read_fails_the_check(folder: Path) -> None:
    run(folder, "owner-code")
    (folder / "mantelpiece.db.key").chmod(0o644)
    code, said = run(folder, "check")
    assert code == 1
    assert "chmod 600" in said


@pytest.mark.parametrize(
    ("name", "told"), [("scripts", "The scripts in"), ("scenes", "The scene in")]
)
def test_a_branchs_own_texts_are_checked(folder: Path, name: str, told: str) -> None:
    (folder / "mine.toml").write_text("mood = 1")
    with (folder / "config.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'[texts]\n{name} = "{folder}/mine.toml"\n')
    code, said = run(folder, "check")
    assert code == 1
    assert told in said
    assert "mine.toml: " in said


def test_a_backup_restores_whole(folder: Path) -> None:
    assert run(folder, "backup", str(folder / "copy"))[0] == 0
    assert (folder / "copy").stat().st_mode & 0o077 == 0
    run(folder, "erase", "7700001", "--yes")
    code, said = run(folder, "restore", str(folder / "copy"), "--yes")
    assert (code, "1 erasures were repeated" in said) == (0, True)
    assert run(folder, "subject-access", "7700001")[0] == 1
    assert run(folder, "subject-access", "7700002")[0] == 0


def test_what_is_no_backup_is_refused_and_harms_nothing(folder: Path) -> None:
    (folder / "letter.txt").write_text("Dear branch")
    code, said = run(folder, "restore", str(folder / "letter.txt"), "--yes")
    assert (code, "is not a backup" in said) == (1, True)
    assert run(folder, "check")[0] == 0


def test_subject_access_gives_everything_on_one_member_only(folder: Path) -> None:
    found = json.loads(run(folder, "subject-access", "7700000")[1])
    assert found["member"][0]["last_name"] == f"{given.CANARY}0"
    assert len(found["view"]) == len(found["claim"]) == 1
    assert f"{given.CANARY}1" not in json.dumps(found)


def test_who_saw_a_member_is_one_command(folder: Path) -> None:
    code, said = run(folder, "who-saw", "7700000")
    assert (code, "advocate" in said) == (0, True)
    assert len(said.splitlines()) == 1


def test_the_audit_log_is_printed_without_names(folder: Path) -> None:
    code, said = run(folder, "audit")
    assert (code, "taken" in said, given.CANARY in said) == (0, True, False)


def test_purge_from_the_shell_leaves_no_canary(folder: Path) -> None:
    assert run(folder, "purge", "--yes")[0] == 0
    left = [f.name for f in folder.iterdir() if given.CANARY.encode() in f.read_bytes()]
    assert left == []


def test_the_old_setting_of_organisers_is_refused_with_a_hint(folder: Path) -> None:
    with (folder / "config.toml").open("a") as file:
        file.write("[telegram]\norganisers = [1]\n")
    code, said = run(folder, "check")
    assert (code, "is the owner" in said) == (1, True)


def test_the_agreement_is_noted_from_the_shell(folder: Path) -> None:
    assert run(folder, "agree", "--by", "D. Ellis, secretary, 2 March")[0] == 0
    assert "agreement" in run(folder, "audit")[1]


def test_no_command_leaves_a_dump_of_its_memory(folder: Path) -> None:
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
    run(folder, "check")
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
