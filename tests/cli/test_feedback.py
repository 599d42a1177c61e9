"""`mantelpiece feedback`, typed."""

import datetime as dt
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.care.feedback.feedback_rules import Kind
from storage import ballots
from storage.care import feedback
from tests import fresh_database
from tests.journeys.play import LONDON
from tests.shell import Shell, expect_refusal

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
CLOSES = dt.datetime(2027, 3, 25, 12, tzinfo=LONDON)


def shell(folder: Path, slips: int) -> Shell:
    """A branch to which so many members' words came back."""
    opened = fresh_database.open_at(folder / "mantelpiece.db")

    def unit(session: Session) -> None:
        ballot = ballots.add(session, Ballot(0, "Pay", CLOSES), NOW)
        for number in range(slips):
            slip = feedback.add(session, ballot.id, Kind.MEMBER)
            fill = (session, ballot.id, Kind.MEMBER, slip)
            feedback.fill(*fill, words=f"word {number}", answers="4")

    opened.store.write(unit)
    opened.close()
    return Shell(folder)


async def test_the_page_and_the_picture_are_written(tmp_path: Path) -> None:
    typed = shell(tmp_path, 5)
    ended = await typed.type("feedback", "--page", "page.html", "--png", "bars.png")
    assert (ended.status, "5 shown" in ended.out) == (0, True)
    assert "<li>word 3</li>" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert (tmp_path / "bars.png").read_bytes().startswith(b"\x89PNG")


async def test_the_page_is_in_the_language_asked_for(tmp_path: Path) -> None:
    typed = shell(tmp_path, 5)
    ended = await typed.type("feedback", "--page", "page.html", "--language", "cy")
    assert "Members' slips" in ended.out
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<h2>Beth mae aelodau'n ei ddweud</h2><ul>" in page


async def test_too_few_answers_make_no_picture(tmp_path: Path) -> None:
    typed = shell(tmp_path, 4)
    expect_refusal(await typed.type("feedback", "--png", "bars.png"), "fewer than 5")
    ended = await typed.type("feedback", "--page", "page.html")
    assert ended.status == 0
    assert "<li>" not in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--page", "--png"])
async def test_a_file_that_cannot_be_written_is_said(
    tmp_path: Path, option: str
) -> None:
    typed = shell(tmp_path, 5)
    expect_refusal(await typed.type("feedback", option, "no/such/x"), "cannot be")
