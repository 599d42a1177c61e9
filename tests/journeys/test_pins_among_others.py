"""A pin and whoever has the member already; a pin, the settings and undo."""

import datetime as dt
from pathlib import Path

import pytest

from bot.config import sections
from bot.rules.member import Member
from bot.rules.person import Role
from bot.rules.queue.bands import Band
from bot.texts.nudges import nudge_words
from tests.journeys import nudge_steps
from tests.journeys.branch_state import reload, take_next
from tests.journeys.conftest import START
from tests.journeys.play import Branch, playing
from tests.journeys.test_pins import OFF, RED, labels, noted, open_pins, pin

FIRST = 0
"""The member whose word is the oldest: on top of the queue, and of every list."""


async def keeping(branch: Branch) -> Member:
    """Asha keeps a member's promise for Friday."""
    member = await take_next(branch)
    await branch.say("Asha", "says she will post it on Friday")
    return reload(branch, member)


async def test_a_pin_taken_away_gives_a_promise_back_to_who_took_it(
    branch: Branch,
) -> None:
    kept = await keeping(branch)
    await pin(branch, kept, RED)
    off = await pin(branch, kept, OFF)
    assert off.kept_for is not None
    assert (off.kept_for, off.kept_until) == (kept.kept_for, kept.kept_until)
    await branch.say("Asha", "/mine")
    assert kept.full_name in branch.texts("Asha")[-1]


async def test_who_loses_a_promise_to_a_pin_is_told(branch: Branch) -> None:
    kept = await keeping(branch)
    await pin(branch, kept, RED)
    await branch.move(minutes=1)
    assert nudge_words.HANDED in branch.texts("Asha")


async def test_nothing_comes_back_to_somebody_who_has_gone(branch: Branch) -> None:
    await pin(branch, await keeping(branch), RED)
    nudge_steps.update_role(branch, "Asha", role=Role.GONE)
    off = await pin(branch, branch.member(FIRST), OFF)
    assert (off.kept_for, off.band) == (None, Band.PROMISE)


@pytest.mark.parametrize("words", [("/export calls",), ("/share 3", "Asha", "Divide")])
async def test_who_is_set_aside_on_a_list_cannot_be_pinned(
    branch: Branch, words: tuple[str, ...]
) -> None:
    member = branch.member(FIRST)
    await branch.say("Dawn", f"/find {member.full_name}")
    assert "Pin red" in labels(await open_pins(branch, "Dawn"))
    await branch.press("Dawn", "Give back")
    await branch.say("Dawn", words[0])
    for label in words[1:]:
        await branch.press("Dawn", label)
    assert reload(branch, member).kept_for is not None
    await branch.say("Dawn", f"/find {member.full_name}")
    shown = await open_pins(branch, "Dawn")
    assert "Pin" not in labels(shown)
    key = shown.keyboard[0][0]["callback_data"].partition(".")[0]
    branch.town.press_data(branch["Dawn"], shown, f"{key}.pin:red")
    await branch.rest()
    assert not noted(branch, "pinned")
    assert reload(branch, member).kept_for is not None


async def test_a_pin_gives_cards_before_the_papers_have_landed(tmp_path: Path) -> None:
    landing = dt.datetime(2027, 2, 9, 11, tzinfo=dt.UTC)
    async with playing(tmp_path, landing) as branch:
        member = await pin(branch, branch.member(5), RED)
        assert (await take_next(branch)).id == member.id


async def test_a_pin_gives_cards_where_the_settings_leave_its_band_out(
    tmp_path: Path,
) -> None:
    wish = sections.Queue(orders=sections.Orders(open=("will vote",)))
    async with playing(tmp_path, START, queue=wish) as branch:
        member = await pin(branch, branch.member(7), RED)
        assert (await take_next(branch)).id == member.id


async def test_an_advocates_undo_leaves_the_organisers_pin(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "will post it tomorrow")
    await pin(branch, member, RED)
    await branch.say("Asha", "/undo")
    assert reload(branch, member).band == Band.PIN_RED
    await open_pins(branch, "Asha")
    await branch.press("Asha", "Give back")
    assert (await pin(branch, member, OFF)).band == Band.WILL_VOTE


async def test_undo_brings_no_pin_back_that_was_taken_away(branch: Branch) -> None:
    member = await pin(branch, branch.member(5), RED)
    assert (await take_next(branch)).id == member.id
    await branch.press("Asha", "No answer")
    await pin(branch, member, OFF)
    await branch.say("Asha", "/undo")
    assert reload(branch, member).band == Band.WILL_VOTE
