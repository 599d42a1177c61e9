"""The reading process: what goes in, what comes back, what it may not do."""

import io
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from bench.speed import list_files as long_lists
from bot.rules.lists import sheet_member
from bot.sheets.files import long_xlsx, reader_process, sandbox, source
from tests.house.tree import ROOT
from tests.sheets import making

PART = "xl/worksheets/sheet1.xml"


def test_a_list_comes_back_whole_from_the_reading_process(tmp_path: Path) -> None:
    long_lists.write(3000, tmp_path / "list.csv")
    told: list[int] = []
    result = sandbox.read_list(
        tmp_path / "list.csv", making.TODAY, progress=told.append
    )
    here = making.read((tmp_path / "list.csv").read_bytes()).reading
    assert list(result.members()) == list(here.members())
    assert list(result.warnings()) == [
        sheet_member.Warned(*row) for row in here.warnings
    ]
    assert told == [2000]


def test_answers_and_chosen_columns_reach_the_reading_process() -> None:
    text = making.csv("Member ID,Pigeon post,Response", "1234567,a@x.org,Yes")
    result = sandbox.read_list(
        text.encode(),
        making.TODAY,
        {"status_meaning:Response:yes": "voted"},
        {"Pigeon post": "personal_email"},
    )
    (member,) = result.members()
    assert (member.personal_email, member.ballot_status) == ("a@x.org", "voted")


def test_a_file_that_takes_too_long_is_not_called_too_large() -> None:
    text = making.csv("Member ID,Mobile", "1234567,07700 900123")
    assert sandbox.read_list(text.encode(), making.TODAY).error_kind is None
    slow = sandbox.read_list(text.encode(), making.TODAY, seconds=0)
    assert slow.error_kind == "too_slow"


def test_slices_of_a_sheet_are_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    long_lists.write(300, path)
    sliced = list(long_xlsx.rows(source.Source(path), "Members", PART, least=5_000))
    whole = list(long_xlsx.rows(source.Source(path), "Members", PART))
    assert len(sliced) == 301
    assert sliced == whole


@pytest.mark.parametrize("cut", [0, 5, 20, -1])
def test_a_reading_process_cut_off_is_noticed(cut: int) -> None:
    out = io.BytesIO()
    frame = reader_process.Frame("piece", ["rows", 12], b"rows")
    reader_process.send(out, frame)
    assert reader_process.receive(io.BytesIO(out.getvalue())) == frame
    assert reader_process.receive(io.BytesIO(out.getvalue()[:cut])) is None


def test_a_frame_of_anything_but_json_is_none() -> None:
    frame = struct.pack("!QQ", 4, 0) + b"\x80\x04N."
    assert reader_process.receive(io.BytesIO(frame)) is None


LIMITED = """
import mmap, os, resource
from bot.sheets.files import reader_process, sandbox

reader_process.limit(sandbox.MEMORY, sandbox.SECONDS)
{attempt}
"""
ATTEMPTS = {
    "to open many files": "found = [open(os.devnull) for _ in range(40)]",
    "to write a file": "os.write(os.open('made', os.O_WRONLY | os.O_CREAT), b'x')",
    "to take memory": "found = bytearray(400 << 20)",
    "to take addresses": "mmap.mmap(-1, 1 << 30, prot=mmap.PROT_READ)",
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_the_reading_process_may_not(tmp_path: Path, attempt: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LIMITED.format(attempt=attempt)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1].startswith(("OSError", "MemoryError"))


def test_the_reading_process_has_no_child_no_core_and_little_time() -> None:
    shown = "print([resource.getrlimit(k) for k in (resource.RLIMIT_NPROC, "
    shown += "resource.RLIMIT_CORE, resource.RLIMIT_CPU)])"
    asked = [sys.executable, "-c", LIMITED.format(attempt=shown)]
    env = {"PYTHONPATH": str(ROOT)}
    said = subprocess.run(asked, env=env, capture_output=True, text=True, check=True)
    seconds = sandbox.SECONDS
    assert said.stdout.strip() == str([(0, 0), (0, 0), (seconds, seconds)])
