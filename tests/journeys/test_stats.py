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


async def details(branch: Branch) -> str:
    await branch.say("Dawn", "/stats")
    await branch.press("Dawn", "Details")
    return branch.texts("Dawn")[-1]


async def test_stats_are_a_picture_with_three_lines_under_it(busy: Branch) -> None:
    await busy.say("Dawn", "/stats")
    shown = busy.last("Dawn")
    assert shown.photo is not None
    reported, likely, helps = (shown.text or "").splitlines()
    assert reported == "Pay · Reported turnout: 6 of the list, 10 %."
    assert likely.startswith("Likely count: ")
    assert " in 100 to reach 50 %, the branch's share towards the line." in likely
    assert helps == (
        "Would help most today: contact 56 members who said that they will vote"
        " (/next)."
    )


async def test_the_details_are_the_way_to_the_line_and_the_rest(busy: Branch) -> None:
    said = await details(busy)
    assert "Reported turnout: 6 of the list, 10 %." in said
    assert "papers are still needed to reach the line" in said
    assert "share towards it" in said


async def test_the_figures_are_refreshed_in_the_same_message(busy: Branch) -> None:
    await busy.say("Dawn", "/stats")
    before = busy.last("Dawn")
    await busy.say("Asha", "/next")
    await busy.press("Asha", "Voted")
    await busy.press("Dawn", "Refresh")
    assert busy.last("Dawn").id == before.id
    assert "Reported turnout: 7 of the list" in (busy.last("Dawn").text or "")


async def test_an_organiser_sees_what_blocks_the_rest_and_until_when(
    busy: Branch,
) -> None:
    await busy.say("Asha", "/next")
    await busy.press("Asha", "Will post")
    await busy.press("Asha", "Tonight")
    await busy.say("Ben", "/next")
    said = await details(busy)
    assert "Ready to hand out: 54. Cards open: 1." in said
    assert "1 wait until their time, the first until Wed 3 March 9:00" in said
    assert "1 on somebody's card" in said


async def test_small_workplaces_are_hidden_from_organisers_too(busy: Branch) -> None:
    said = await details(busy)
    assert "Leeds: " in said
    assert "Tinytown" not in said


async def test_the_group_sees_counts_and_no_workplace(busy: Branch) -> None:
    await busy.say("Dawn", "/stats", busy.group)
    posted = busy.town.last(busy.group)
    assert "Reported turnout: at least 5" in (posted.text or "")
    assert len((posted.text or "").splitlines()) == 2
    assert [key["text"] for row in posted.keyboard for key in row] == [
        "Get my next member"
    ]
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
    dark = busy.last("Dawn")
    assert dark.photo is not None
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
    await busy.press("Dawn", "Official count")
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
    said = await details(busy)
    assert "Reported turnout: 5 of the list" in said
    assert "5 contacts by 1 advocate" in said


async def test_the_plan_says_first_what_to_do_tonight(busy: Branch) -> None:
    await busy.say("Dawn", "/plan")
    shown = busy.last("Dawn")
    assert shown.photo is not None
    first, brings, share = (shown.text or "").splitlines()
    assert first.startswith("Pay · Tonight first: contact 56 members who said")
    assert brings.startswith("20 conversations tonight: ")
    assert "share towards it" in share


async def test_the_plans_details_tell_what_moves_the_odds_and_where(
    busy: Branch,
) -> None:
    await busy.say("Dawn", "/plan")
    await busy.press("Dawn", "Details")
    said = busy.texts("Dawn")[-1]
    assert "20 more contacts a day: " in said
    assert "Where a contact counts most" in said
    assert "Tinytown" not in said


async def test_an_effort_at_a_workplace_can_be_tried(busy: Branch) -> None:
    await busy.say("Dawn", "/plan 15 tonight at leeds")
    assert "15 conversations tonight at Leeds: " in busy.texts("Dawn")[-1]
    await busy.say("Dawn", "/plan 15 at Mars")
    assert "No workplace on the list" in busy.texts("Dawn")[-1]
