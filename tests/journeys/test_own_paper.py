"""“I have posted mine”: recorded where the row is surely theirs, else asked."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.rules.outcomes import Outcome
from bot.usecases.team import promise
from storage.team import people
from tests.journeys.branch_state import contact_log
from tests.journeys.conftest import START
from tests.journeys.play import CANARY, Branch, playing, sheet

OWN, NOBODYS = 2, "7700099"


@pytest.fixture
async def asked(tmp_path: Path) -> AsyncIterator[Branch]:
    """Carys Dunn is asked for her membership number; she is the second on the list."""
    own = sheet(OWN, first_name="Carys", last_name="Dunn")
    async with playing(tmp_path, START, [sheet(1), own, sheet(3)]) as branch:
        called(branch, "Carys Dunn")
        yield branch


def called(branch: Branch, name: str) -> None:
    """Let Carys have joined under this name, and be asked for her number now."""

    def unit(session: Session) -> None:
        carys = people.find_or_add(session, branch["Carys"].id, name)
        whose = (carys.id, branch.ballot.id)
        people.update_role(session, *whose, awaiting=promise.OWN_NUMBER)

    branch.store.write(unit)


def voted(branch: Branch) -> list[int]:
    return [n for n in (1, 2, 3) if branch.member(n).outcome is Outcome.VOTED]


async def test_their_own_vote_is_recorded_once_however_often_tapped(
    asked: Branch,
) -> None:
    await asked.say("Carys", "7700002")
    question = asked.last("Carys")
    for _ in range(2):
        asked.town.press(asked["Carys"], question, "Yes")
    await asked.rest()
    log = contact_log(asked, asked.member(OWN))
    assert [one.outcome for one in log] == [Outcome.VOTED]


async def test_a_number_of_somebody_else_sets_nobody_to_voted(asked: Branch) -> None:
    await asked.say("Carys", "7700003")
    await asked.press("Carys", "Yes")
    assert voted(asked) == []
    assert "An organiser confirms" in (asked.last("Carys").text or "")
    told = asked.last("Dawn").text or ""
    assert "Carys Dunn passes on about “7700003”" in told
    await asked.press("Dawn", "Whom is it about?")
    assert f"1. Nia3 {CANARY}3" in (asked.last("Dawn").text or "")


async def test_an_organiser_looks_at_the_row_and_confirms_it(asked: Branch) -> None:
    await asked.say("Carys", "7700003")
    await asked.press("Carys", "Yes")
    await asked.press("Dawn", "Whom is it about?")
    await asked.press("Dawn", "1")
    assert voted(asked) == [3]


async def test_an_organiser_puts_a_wrong_number_aside(asked: Branch) -> None:
    await asked.say("Carys", "7700003")
    await asked.press("Carys", "Yes")
    await asked.press("Dawn", "About nobody on the list")
    assert voted(asked) == []


async def test_a_number_that_is_not_listed_is_asked_about_by_name(
    asked: Branch,
) -> None:
    await asked.say("Carys", NOBODYS)
    await asked.press("Carys", "Yes")
    await asked.press("Dawn", "Whom is it about?")
    assert "1. Carys Dunn" in (asked.last("Dawn").text or "")
    assert voted(asked) == []


async def test_the_number_of_somebody_with_the_same_first_name_is_asked_about(
    asked: Branch,
) -> None:
    called(asked, "Carys")
    await asked.say("Carys", "7700002")
    await asked.press("Carys", "Yes")
    assert voted(asked) == []


async def test_two_taps_ask_the_organisers_once(asked: Branch) -> None:
    await asked.say("Carys", "7700003")
    question = asked.last("Carys")
    for _ in range(2):
        asked.town.press(asked["Carys"], question, "Yes")
    await asked.rest()
    assert sum("passes on" in text for text in asked.texts("Dawn")) == 1
