"""`mantelpiece report`, typed: a page for the union, and several side by side."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.outcomes import Outcome
from bot.usecases import background
from bot.usecases.lists import import_list
from bot.usecases.replies import move, record_outcome
from storage import ballots, members
from storage.care import cases
from storage.team import people
from tests import fresh_database
from tests.journeys.play import CANARY, LONDON, sheet
from tests.shell import Shell, expect_refusal

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
CLOSES = dt.datetime(2027, 3, 25, 12, tzinfo=LONDON)
HOUR = dt.timedelta(hours=1)
NAMING = re.compile(rf"{CANARY}|\bNia|Asha|77009|77000|@mail", re.IGNORECASE)
"""What stands in a member's row, an advocate's, or the words of either."""
PICTURE = re.compile(r"data:image/png;base64,[\w+/=]+")
RUNNING = ("--today", "2027-03-04")


def work(session: Session, name: str) -> None:
    """Thirty members; 24 rung by phone, of whom half had voted; six questions."""
    wanted = Ballot(0, name, CLOSES, opens=dt.date(2027, 2, 8), entitled=40)
    ballot = ballots.add(session, wanted, NOW)
    listed = (sheet(n, workplace=("Leeds", "York")[n % 2]) for n in range(30))
    import_list.add(session, ballot, listed, NOW)
    advocate = people.find_or_add(session, 77, f"Asha {CANARY}")
    context = background.context(session, ballot, NOW)
    for number in range(24):
        member = members.find(session, ballot.id, f"77{number:05d}")
        outcome = (Outcome.VOTED, Outcome.NO_ANSWER)[number % 2]
        words = f"Nia {CANARY} said so, 07700 900123"
        said = move.Said(outcome, words=words, method="phone", at=NOW, by=CANARY)
        record_outcome.record(context, member, said)
        if number < 6:
            about = (ballot.id, member.id, "question", words, advocate.id)
            made = cases.add(session, *about, NOW, NOW + HOUR)
            cases.update(session, made.id, answered_at=NOW + number * HOUR / 2)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    opened = fresh_database.open_at(tmp_path / "mantelpiece.db")
    opened.store.write(lambda session: work(session, "Pay"))
    opened.close()
    return Shell(tmp_path)


async def test_a_page_tells_turnout_contacts_and_care_and_nobodys_name(
    shell: Shell,
) -> None:
    written = ""
    for name in ("totals.json", "page.html"):
        ended = await shell.type("report", name, *RUNNING)
        assert (ended.status, ended.err) == (0, "")
        page = (shell.folder / name).read_text(encoding="utf-8")
        written += PICTURE.sub("", page)
    assert NAMING.findall(written) == []
    assert "Thu 4 March 2027: still running" in page
    assert "Reported turnout: at least 10 of 40 members entitled, 25 %." in page
    assert '<th scope="row">York</th><td>under 5</td><td>15</td>' in page
    assert "Contacts: at least 20" in page
    telephone = "<td>at least 20</td><td>21 to 63\N{NO-BREAK SPACE}%</td>"
    assert f'<th scope="row">by telephone</th>{telephone}' in page
    question = "<td>at least 5</td><td>about 50\N{NO-BREAK SPACE}%</td>"
    assert f'<th scope="row">question</th>{question}<td>1 h 15 min</td>' in page


async def test_a_page_is_in_the_language_asked_for(shell: Shell) -> None:
    typed = ("report", "page.html", *RUNNING, "--language")
    assert (await shell.type(*typed, "cy")).status == 0
    page = (shell.folder / "page.html").read_text(encoding="utf-8")
    assert '<html lang="cy">' in page
    assert "Adroddiad Iau 4 Mawrth 2027" in page
    expect_refusal(await shell.type(*typed, "fr"), "no language 'fr': en, cy")


async def test_totals_of_several_branches_stand_side_by_side(tmp_path: Path) -> None:
    union = Shell(tmp_path)
    for name in ("North", "South"):
        folder = tmp_path / name
        folder.mkdir()
        opened = fresh_database.open_at(folder / "mantelpiece.db")
        opened.store.write(lambda session, name=name: work(session, name))
        opened.close()
        ended = await Shell(folder).type("report", f"../{name}.json", *RUNNING)
        assert ended.status == 0
    ended = await union.type("report", "all.html", "North.json", "South.json")
    assert ended.status == 0
    page = (tmp_path / "all.html").read_text(encoding="utf-8")
    for name in ("North", "South"):
        row = f'<th scope="row">{name}</th><td>25\N{NO-BREAK SPACE}%</td><td>40</td>'
        assert row in page
    assert not (tmp_path / "mantelpiece.db").exists()
    ended = await union.type("report", "all.pdf", "North.json", "South.json")
    assert (tmp_path / "all.pdf").read_bytes().startswith(b"%PDF-")


async def test_after_the_purge_the_report_is_what_it_was(shell: Shell) -> None:
    before = await _totals(shell)
    await shell.type("purge", "--yes")
    after = await _totals(shell)
    assert before["work"]["by_means"] != []
    assert after == before


async def _totals(shell: Shell) -> dict:
    name = f"{len(shell.files())}.json"
    ended = await shell.type("report", name, "--today", "2027-05-01")
    assert ended.status == 0, ended.err
    return json.loads((shell.folder / name).read_text(encoding="utf-8"))


async def test_what_cannot_be_written_or_read_is_one_sentence(shell: Shell) -> None:
    shell.write("list.json", '{"members": []}')
    for words, said in {
        ("page.docx",): "has to end in",
        ("no/where.json",): "cannot be written",
        ("both.json", "list.json"): "several ballots ends in .html or .pdf",
        ("both.html", "list.json"): "is no file of totals",
        ("both.html", "none.json"): "cannot be read",
        ("page.html", "--ballot", "Jobs"): "no ballot 'Jobs'",
    }.items():
        expect_refusal(await shell.type("report", *words), said)
    assert not (shell.folder / "both.html").exists()
