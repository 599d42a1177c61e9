"""An organiser looks where the ballot stands; the group sees counts only."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.conftest import START
from tests.journeys.play import CANARY, Branch, playing, sheet

PLACES = ("Leeds", "York", "Hull")
CANARIES = (CANARY, *PLACES, "Tinytown")


@pytest.fixture
async def busy(tmp_path: Path) -> AsyncIterator[Branch]:
    """Sixty members at three workplaces, two at a tiny one; six have voted."""
    listed = [sheet(n, workplace=PLACES[n % 3]) for n in range(60)]
    listed += [sheet(n, workplace="Tinytown") for n in (60, 61)]
    async with playing(tmp_path, START, listed) as branch:
        for _ in range(6):
            await branch.say("Asha", "/next")
            await branch.press("Asha", "Voted")
        yield branch


async def test_an_organiser_sees_the_band_and_the_way_to_the_line(busy: Branch) -> None:
    await busy.say("Dawn", "/stats")
    said = busy.texts("Dawn")[-1]
    assert "Reported turnout: 6 of the list, 10 %." in said
    assert "The count is likely to be" in said
    assert "papers are still needed to reach the line" in said
    assert "share towards it" in said


async def test_an_organiser_sees_what_blocks_the_rest_and_until_when(
    busy: Branch,
) -> None:
    await busy.say("Asha", "/next")
    await busy.press("Asha", "Will post")
    await busy.press("Asha", "Tonight")
    await busy.say("Ben", "/next")
    await busy.say("Dawn", "/stats")
    said = busy.texts("Dawn")[-1]
    assert "Ready to hand out: 54. Cards open: 1." in said
    assert "1 wait until their time, the first until Wed 3 March 09:00" in said
    assert "1 on somebody's card" in said


async def test_small_workplaces_are_hidden_from_organisers_too(busy: Branch) -> None:
    await busy.say("Dawn", "/stats")
    said = busy.texts("Dawn")[-1]
    assert "Leeds: " in said
    assert "Tinytown" not in said


async def test_the_group_sees_counts_and_no_workplace(busy: Branch) -> None:
    await busy.say("Dawn", "/stats", busy.group)
    posted = busy.town.last(busy.group)
    assert "Reported turnout: at least 5" in (posted.text or "")
    assert posted.photo is not None
    to_group = [
        json.dumps(call.params, default=str)
        for call in busy.town.history
        if str(call.params.get("chat_id")) == str(busy.group.id)
    ]
    assert not [c for c in to_group for canary in CANARIES if canary in c]


async def test_few_votes_are_neither_told_nor_drawn_in_the_group(
    branch: Branch,
) -> None:
    await branch.say("Asha", "/next")
    await branch.press("Asha", "Voted")
    await branch.say("Dawn", "/stats", branch.group)
    posted = branch.town.last(branch.group)
    assert "Reported turnout: under 5" in (posted.text or "")
    assert posted.photo is None


async def test_an_advocate_is_told_that_stats_are_for_organisers(
    busy: Branch,
) -> None:
    for command in ("/stats", "/plan"):
        await busy.say("Asha", command)
        assert "That is for organisers" in busy.texts("Asha")[-1]


async def test_the_picture_comes_for_dark_and_light_screens(busy: Branch) -> None:
    await busy.say("Dawn", "/stats")
    await busy.press("Dawn", "Picture")
    dark = busy.last("Dawn")
    assert dark.photo is not None
    assert "The line is at 50 %" in (dark.text or "")
    before = dark.photo.id
    await busy.press("Dawn", "light screen")
    light = busy.last("Dawn")
    assert light.id == dark.id
    assert light.photo is not None
    assert light.photo.id != before


async def test_an_official_count_typed_in_moves_the_band(busy: Branch) -> None:
    await busy.move(days=3)
    await busy.say("Dawn", "/stats official 40")
    assert "Noted: 40 papers counted, Fri 5 March." in busy.texts("Dawn")[-1]
    assert "By reports the line is crossed" in busy.texts("Dawn")[-1]


async def test_the_official_count_can_be_typed_after_the_button(busy: Branch) -> None:
    await busy.say("Dawn", "/stats")
    await busy.press("Dawn", "official count")
    await busy.say("Dawn", "12")
    assert "Noted: 12 papers counted" in busy.texts("Dawn")[-1]
    await busy.say("Dawn", "/stats official none")
    assert "taken back" in busy.texts("Dawn")[-1]


@pytest.mark.parametrize(
    ("typed", "told"), [("400", "more than there are members"), ("many", "no count")]
)
async def test_a_count_that_cannot_be_is_refused(
    busy: Branch, typed: str, told: str
) -> None:
    await busy.say("Dawn", f"/stats official {typed}")
    assert told in busy.texts("Dawn")[-1]


async def test_undo_takes_a_report_out_of_the_figures(busy: Branch) -> None:
    await busy.say("Asha", "/undo")
    await busy.say("Dawn", "/stats")
    assert "Reported turnout: 5 of the list" in busy.texts("Dawn")[-1]
    assert "Today: 5 contacts" in busy.texts("Dawn")[-1]


async def test_the_plan_tells_what_moves_the_odds_and_where(busy: Branch) -> None:
    await busy.say("Dawn", "/plan")
    said = busy.texts("Dawn")[-1]
    assert "20 conversations tonight: " in said
    assert "Where a contact counts most:" in said
    assert "Tinytown" not in said
    await busy.press("Dawn", "Picture")
    assert busy.last("Dawn").photo is not None


async def test_an_effort_at_a_workplace_can_be_tried(busy: Branch) -> None:
    await busy.say("Dawn", "/plan 15 tonight at leeds")
    assert "15 conversations tonight at Leeds: " in busy.texts("Dawn")[-1]
    await busy.say("Dawn", "/plan 15 at Mars")
    assert "No workplace on the list" in busy.texts("Dawn")[-1]
