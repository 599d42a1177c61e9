"""An advocate's day: next, what they said, what is held, what is taken back."""

import datetime as dt

import pytest

from bot.rules.ballot.ballot import Ballot
from bot.rules.outcomes import Outcome
from bot.rules.person import Role
from storage import ballots
from storage.team import people
from tests.journeys.play import CANARY, Branch


async def test_next_in_the_group_puts_the_card_in_the_private_chat(
    branch: Branch,
) -> None:
    await branch.say("Asha", "/next", branch.group)
    assert CANARY in branch.texts("Asha")[-1]
    assert "Sent to you in private" in (branch.town.last(branch.group).text or "")


async def test_the_word_in_the_group_is_taken_away_again(branch: Branch) -> None:
    await branch.say("Asha", "/next", branch.group)
    await branch.move(seconds=30)
    said = [m.text for m in branch.town.messages(branch.group)]
    assert "Sent to you in private." not in said


async def test_asked_twice_the_same_card_comes_again(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    first = branch.last("Asha").text
    await branch.say("Asha", "/next")
    assert branch.last("Asha").text == first
    assert len(branch.holders()) == 1


async def test_two_advocates_never_hold_the_same_member(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    await branch.say("Ben", "/next")
    assert branch.last("Asha").text != branch.last("Ben").text
    assert len(branch.holders()) == 2


async def test_will_post_tonight_is_saved_as_a_promise(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    (member,) = branch.holders()
    await branch.press("Asha", "Will post")
    await branch.press("Asha", "Tonight")
    number = int((member.membership_number or "")[2:])
    kept = branch.member(number)
    assert kept.outcome is Outcome.WILL_POST
    assert kept.promise_day == branch.clock.at.date()


async def test_a_closed_card_holds_no_data(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    await branch.press("Asha", "Voted")
    assert not [text for text in branch.texts("Asha") if CANARY in text]
    assert any("voted" in text for text in branch.texts("Asha"))


async def test_done_voted_records_it(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    (member,) = branch.holders()
    await branch.say("Asha", "/done voted")
    assert not branch.holders()
    number = int((member.membership_number or "")[2:])
    assert branch.member(number).outcome is Outcome.VOTED


async def test_undo_gives_the_member_back_as_before(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    (member,) = branch.holders()
    await branch.press("Asha", "Voted")
    await branch.say("Asha", "/undo")
    (again,) = branch.holders()
    assert (again.id, again.outcome, again.band) == (
        member.id,
        member.outcome,
        member.band,
    )


async def test_a_skipped_member_does_not_come_back_today(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    (member,) = branch.holders()
    await branch.say("Asha", "/skip")
    await branch.press("Asha", "Not now")
    for _ in range(11):
        await branch.say("Asha", "/next")
        assert member.id not in [held.id for held in branch.holders()]
        await branch.press("Asha", "Voted")


async def test_a_lapsed_card_closes_and_the_member_goes_back(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    await branch.move(minutes=61)
    assert not branch.holders()
    assert "lapsed" in branch.texts("Asha")[-1]


@pytest.mark.parametrize(
    "way", [("Message sent",), ("More…", "Pass on or give back…", "Give back")]
)
async def test_a_press_on_a_lapsed_card_takes_the_member_from_nobody(
    branch: Branch, way: tuple[str, ...]
) -> None:
    await branch.say("Asha", "/next")
    (member,) = branch.holders()
    for label in way[:-1]:
        await branch.press("Asha", label)
    branch.clock.at += dt.timedelta(minutes=61)  # before the tick closes the card
    await branch.say("Ben", "/next")
    (taken,) = branch.holders()
    assert taken.id == member.id
    await branch.press("Asha", way[-1])
    assert branch.holders() == [taken]
    assert "the card has lapsed" in branch.texts("Asha")[-1]


async def test_a_late_done_is_still_accepted(branch: Branch) -> None:
    await branch.say("Asha", "/next")
    (member,) = branch.holders()
    await branch.move(minutes=61)
    await branch.say("Asha", "she has voted")
    await branch.press("Asha", member.full_name)
    number = int((member.membership_number or "")[2:])
    assert branch.member(number).outcome is Outcome.VOTED


async def test_a_message_sent_moves_the_member_to_the_waiting_list(
    branch: Branch,
) -> None:
    await branch.say("Asha", "/next")
    await branch.press("Asha", "Message sent")
    await branch.say("Asha", "/next")
    assert [member.waiting for member in branch.holders()].count(True) == 1
    assert len(branch.holders()) == 2


async def test_without_a_list_nobody_is_said_to_have_been_reached(
    branch: Branch,
) -> None:
    made = Ballot(0, "Officers", branch.ballot.closes, opens=branch.ballot.opens)
    other = branch.store.write(lambda s: ballots.add(s, made, branch.clock.at))
    asha = branch.store.read(lambda s: people.find(s, branch["Asha"].id))
    assert asha is not None
    role = (asha.id, other.id, Role.ADVOCATE, branch.clock.at)
    branch.store.write(lambda s: people.give_role(s, *role))
    branch.store.write(
        lambda s: people.update_role(s, asha.id, other.id, promised_at=branch.clock.at)
    )
    branch.store.write(lambda s: people.set_last_used(s, asha.id, other.id))
    await branch.say("Asha", "/next")
    assert "no list is loaded yet" in branch.texts("Asha")[-1]


async def test_nobody_due_is_explained(branch: Branch) -> None:
    for _ in range(12):
        await branch.say("Asha", "/next")
        await branch.press("Asha", "Voted")
    await branch.say("Asha", "/next")
    assert "Nobody is free just now" in branch.texts("Asha")[-1]


async def test_the_group_never_sees_a_member(branch: Branch) -> None:
    for name in ("Asha", "Ben", "Carys"):
        await branch.say(name, "/next", branch.group)
        await branch.press(name, "Voted")
    await branch.say("Dawn", "/stats", branch.group)
    calls = [
        call
        for call in branch.town.history
        if str(call.params.get("chat_id")) == str(branch.group.id)
    ]
    assert calls
    assert not [call for call in calls if CANARY.lower() in str(call.params).lower()]
