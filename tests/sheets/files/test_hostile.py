"""Files that mean harm are refused in time, and the bot goes on unharmed."""

import resource
import subprocess
import sys

import pytest

from bot.sheets import list_result
from bot.sheets.files import sandbox
from bot.texts.lists import sheet_words as words
from tests.sheets import making
from tests.sheets.files import hostile

HOSTILE = dict(hostile.files())
HARMLESS = dict(hostile.harmless())
KINDS = {"empty", "unreadable", "encrypted", "too_large", "too_slow",
         "not_a_member_list", "unsupported_format"}  # fmt: skip


def read(content: hostile.Content) -> list_result.ListResult:
    made = content if isinstance(content, bytes) else content()
    return sandbox.read_list(made, making.TODAY)


def test_there_are_at_least_thirty_hostile_files() -> None:
    assert len(HOSTILE) >= 30


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_ten_seconds_of_its_own(name: str) -> None:
    start = own_time()
    result = read(HOSTILE[name])
    assert result.error_kind in KINDS
    assert not len(result.reading)
    assert own_time() - start < 10


def own_time() -> float:
    """Return how many seconds of processor time the reading processes have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("name", HARMLESS)
def test_an_odd_file_keeps_its_member(name: str) -> None:
    assert len(read(HARMLESS[name]).reading) == 1


def test_reading_hostile_files_stays_within_256_mebibytes() -> None:
    """Asked in a process that has had no other children."""
    code = "from tests.sheets.files import test_hostile; print(test_hostile.peak())"
    asked = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert float(asked.stdout) < 256


def peak() -> float:
    """The most memory that reading three greedy files took, in MiB."""
    for name in ("too much inside, denied", "a million columns", "repeated ODS rows"):
        read(HOSTILE[name])
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("an encrypted workbook", "encrypted"),
        ("an encrypted ODS", "encrypted"),
        ("an encrypted old workbook", "encrypted"),
        ("too much inside", "too_large"),
        ("a workbook cut in half", "unreadable"),
        ("a letter", "not_a_member_list"),
        ("only headings", "empty"),
        ("PDF", "unsupported_format"),
    ],
)
def test_a_refusal_says_what_is_wrong(name: str, kind: str) -> None:
    assert read(HOSTILE[name]).error_kind == kind


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_refusal_is_a_sentence_that_says_what_to_do(kind: str) -> None:
    said = words.refusal(kind)
    assert said.endswith(".")
    assert any(verb in said for verb in ("end ", "Save", "Give", "Export"))
