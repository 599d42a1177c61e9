"""Members who are rung on one number are one call, with one advocate."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.config import sections
from bot.rules.lists.sheet_member import SheetMember
from bot.rules.outcomes import Channel, Outcome
from bot.usecases.privacy import erase_member
from storage import members
from storage.team import people
from tests.journeys.conftest import START
from tests.journeys.play import Branch, playing, sheet

SHARED = "+447700900500"
NAMES = {1: "Gwen", 2: "Huw", 3: "Iona", 4: "Jac", 5: "Kit", 6: "Lowri", 7: "Mo"}


def one(number: int, **more: Any) -> SheetMember:
    """A member who told the union the longer ago the lower the number."""
    told = {"first_name": NAMES[number], "status_date": f"2027-01-{10 + number}"}
    return sheet(number, **{"mobile": SHARED, **told, **more})


PAIR = (one(1), one(2), one(3, mobile="+447700900503"))


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[Branch]:
    """Gwen and Huw have one number, Iona one of her own."""
    async with playing(tmp_path, START, PAIR) as branch:
        yield branch


def held_by(branch: Branch, name: str) -> set[str]:
    """The first names of those whom somebody holds."""
    person = branch.store.read(lambda s: people.find(s, branch[name].id))
    assert person is not None
    return {m.first_name for m in branch.holders() if m.holder == person.id}


def names_in_cards(branch: Branch, name: str) -> list[set[str]]:
    """For each card in somebody's chat the members it names."""
    cards = [text for text in branch.texts(name) if "📱" in text]
    return [{who for who in NAMES.values() if who in card} for card in cards]


async def test_a_household_is_one_call_with_both_names_on_each_card(
    pair: Branch,
) -> None:
    await pair.say("Asha", "/next")
    assert held_by(pair, "Asha") == {"Gwen", "Huw"}
    assert names_in_cards(pair, "Asha") == [{"Gwen", "Huw"}] * 2
    await pair.say("Ben", "/next")
    assert held_by(pair, "Ben") == {"Iona"}
    assert names_in_cards(pair, "Ben") == [{"Iona"}]


async def test_each_of_a_household_has_an_outcome_of_their_own(pair: Branch) -> None:
    await pair.say("Asha", "/next")
    await pair.press("Asha", "✅ Voted")
    assert names_in_cards(pair, "Asha") == [{"Gwen"}]
    await pair.press("Asha", "📮 Will post")
    await pair.press("Asha", "Tomorrow")
    assert pair.member(2).outcome is Outcome.VOTED
    assert pair.member(1).outcome is Outcome.WILL_POST


async def test_words_that_name_one_of_a_household_go_to_that_one(pair: Branch) -> None:
    await pair.say("Asha", "/next")
    await pair.say("Asha", "Gwen has posted it")
    assert pair.member(1).outcome is Outcome.VOTED
    assert held_by(pair, "Asha") == {"Huw"}


async def test_words_that_name_both_of_a_household_are_divided(pair: Branch) -> None:
    await pair.say("Asha", "/next")
    await pair.say("Asha", "Gwen voted, Huw lost the paper")
    await pair.press("Asha", "Record")
    assert pair.member(1).outcome is Outcome.VOTED
    assert pair.member(2).outcome is Outcome.NEEDS_REPLACEMENT


async def test_words_that_name_nobody_are_asked_about(pair: Branch) -> None:
    await pair.say("Asha", "/next")
    await pair.say("Asha", "voted")
    assert Outcome.VOTED not in (pair.member(1).outcome, pair.member(2).outcome)
    await pair.press("Asha", "Huw")
    assert pair.member(1).outcome is not Outcome.VOTED
    assert pair.member(2).outcome is Outcome.VOTED


async def test_a_number_nobody_picks_up_is_no_answer_of_each(pair: Branch) -> None:
    await pair.say("Asha", "/next")
    await pair.press("Asha", "📵 No answer")
    silent = Outcome.NO_ANSWER
    assert (pair.member(1).outcome, pair.member(2).outcome) == (silent, silent)
    assert pair.holders() == []


@pytest.mark.parametrize("words", ["Give back", "Not now"])
async def test_a_household_is_given_back_as_one(pair: Branch, words: str) -> None:
    await pair.say("Asha", "/next")
    if words == "Not now":
        await pair.say("Asha", "/skip")
    else:
        await pair.press("Asha", "More…")
        await pair.press("Asha", "Pass on or give back")
    await pair.press("Asha", words)
    assert pair.holders() == []
    await pair.say("Ben", "/next")
    await pair.say("Carys", "/next")
    assert {"Gwen", "Huw"} in (held_by(pair, "Ben"), held_by(pair, "Carys"))


async def test_a_household_lapses_as_one(pair: Branch) -> None:
    await pair.say("Asha", "/next")
    await pair.move(minutes=61)
    assert pair.holders() == []
    assert names_in_cards(pair, "Asha") == []


async def test_who_left_a_message_for_one_gets_the_other(pair: Branch) -> None:
    await pair.say("Asha", "/next")
    await pair.press("Asha", "Message sent")
    await pair.move(minutes=61)
    assert held_by(pair, "Asha") == {"Huw"}
    await pair.say("Ben", "/next")
    assert held_by(pair, "Ben") == {"Iona"}
    await pair.say("Carys", "/next")
    assert held_by(pair, "Carys") == set()
    await pair.say("Asha", "/next")
    assert held_by(pair, "Asha") == {"Gwen", "Huw"}


@pytest.mark.parametrize(
    "other",
    [
        {"do_not_contact": True},
        {"ballot_status": "voted"},
        {"ballot_status": "not_voting"},
    ],
)
async def test_who_is_not_to_be_asked_is_on_no_card(
    tmp_path: Path, other: dict[str, Any]
) -> None:
    listed = (one(1), one(2, **other))
    async with playing(tmp_path, START, listed) as branch:
        await branch.say("Asha", "/next")
        assert held_by(branch, "Asha") == {"Gwen"}
        assert names_in_cards(branch, "Asha") == [{"Gwen"}]


async def test_who_asks_for_no_contact_leaves_the_cards_of_the_others(
    pair: Branch,
) -> None:
    await pair.say("Asha", "/next")
    await pair.say("Asha", "Huw says never contact him again")
    assert pair.member(2).do_not_contact
    assert names_in_cards(pair, "Asha") == [{"Gwen"}]


async def test_who_is_erased_leaves_the_cards_of_the_others(pair: Branch) -> None:
    await pair.say("Asha", "/next")
    gone = pair.member(2).id
    pair.store.write(lambda s: erase_member.erase(s, [gone], pair.clock.at))
    await pair.look()
    assert names_in_cards(pair, "Asha") == [{"Gwen"}]


async def test_a_number_of_many_is_a_switchboard(tmp_path: Path) -> None:
    async with playing(tmp_path, START, map(one, range(1, 6))) as branch:
        for name in ("Asha", "Ben", "Carys"):
            await branch.say(name, "/next")
            (alone,) = held_by(branch, name)
            assert names_in_cards(branch, name) == [{alone}]


async def test_the_cap_of_an_hour_holds_for_households_too(tmp_path: Path) -> None:
    wish = sections.Queue(cards_an_hour=2)
    async with playing(tmp_path, START, map(one, range(1, 4)), queue=wish) as branch:
        await branch.say("Asha", "/next")
        assert len(held_by(branch, "Asha")) == 2
        await branch.say("Ben", "/next")
        assert held_by(branch, "Ben") == set()


async def test_a_member_found_by_name_is_refused_while_another_rings_there(
    pair: Branch,
) -> None:
    await pair.say("Asha", "/next")
    await pair.press("Asha", "✅ Voted")
    await pair.say("Dawn", "/find 7700002")
    assert "Somebody else" in pair.texts("Dawn")[-1]
    assert held_by(pair, "Dawn") == set()


async def test_each_comes_alone_where_a_branch_wants_no_households(
    tmp_path: Path,
) -> None:
    wish = sections.Queue(households=False)
    async with playing(tmp_path, START, PAIR, queue=wish) as branch:
        for name, first_name in (("Asha", "Gwen"), ("Ben", "Huw"), ("Ben", "Huw")):
            await branch.say(name, "/next")
            assert held_by(branch, name) == {first_name}
            assert {first_name} in names_in_cards(branch, name)


async def test_a_number_that_turns_out_wrong_binds_nobody(pair: Branch) -> None:
    gwen, dead = pair.member(1), frozenset({Channel.MOBILE})
    pair.store.write(lambda s: members.change(s, gwen, dead_channels=dead))
    await pair.say("Asha", "/next")
    assert held_by(pair, "Asha") == {"Gwen"}
