"""Edge cases: old buttons, a list between two reports, another ballot's card."""

import datetime as dt

import pytest

from bot.demo.telegram import api_json
from bot.rules.ballot.ballot import Ballot
from bot.rules.outcomes import Outcome
from bot.rules.person import Role
from bot.usecases.team import promise
from storage import ballots, members
from storage.care import cases
from storage.replies import contacts
from storage.team import people
from tests.journeys.branch_state import contact_log, reload, take_next
from tests.journeys.play import Branch

AT_NOON = dt.datetime(2027, 3, 25, 12, tzinfo=dt.UTC)


async def test_a_ballot_ended_early_gives_no_more_cards(branch: Branch) -> None:
    await branch.say("Dawn", "/close")
    await branch.press("Dawn", "End it now")
    await branch.say("Asha", "/next")
    assert "has closed" in branch.texts("Asha")[-1]
    assert not branch.holders()


async def test_the_way_back_lasts_as_long_as_somebody_is_away(branch: Branch) -> None:
    await branch.say("Asha", "/away 7")
    await branch.move(days=5)
    await branch.press("Asha", "Back")
    asha = branch.store.read(lambda s: people.find(s, branch["Asha"].id))
    assert asha is not None
    assert asha.away_until is None


@pytest.mark.parametrize("number", ["0", "²"])
async def test_an_odd_number_after_next_gives_one_member(
    branch: Branch, number: str
) -> None:
    await branch.say("Asha", f"/next {number}")
    assert len(branch.holders()) == 1


async def test_words_after_a_card_are_not_taken_for_the_own_number(
    branch: Branch,
) -> None:
    asha = branch.store.read(lambda s: people.find(s, branch["Asha"].id))
    assert asha is not None
    role = (asha.id, branch.ballot.id)
    branch.store.write(
        lambda s: people.update_role(s, *role, awaiting=promise.OWN_NUMBER)
    )
    member = await take_next(branch)
    await branch.say("Asha", "she has posted it")
    assert reload(branch, member).outcome is Outcome.VOTED


async def test_two_may_be_asked_for_in_the_group_too(branch: Branch) -> None:
    await branch.say("Asha", "/next 2", branch.group)
    assert len(branch.holders()) == 2


async def test_a_day_for_an_older_report_moves_nobody(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "will post it")
    await branch.say("Dawn", f"/find {member.full_name}")
    await branch.say("Dawn", "she'll post it on friday")
    friday = reload(branch, member).promise_day
    await branch.press("Asha", "Tonight")
    assert reload(branch, member).promise_day == friday


async def test_undo_does_not_take_back_what_a_list_said(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "no answer")
    nobody = {"band": None, "due_at": None, "do_not_contact": True}
    branch.store.write(
        lambda s: members.change_from_list(s, reload(branch, member), **nobody)
    )
    await branch.say("Asha", "/undo")
    assert "recorded after it" in branch.texts("Asha")[-1]
    assert reload(branch, member).do_not_contact


async def test_two_outcomes_are_undone_one_after_the_other(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "No answer")
    await branch.say("Asha", f"/find {member.full_name}")
    await branch.press("Asha", "Voted")
    await branch.say("Asha", "/undo")
    await branch.say("Asha", "/undo")
    assert reload(branch, member).outcome is member.outcome
    assert reload(branch, member).due_at == member.due_at


async def test_an_undone_outcome_is_not_counted(branch: Branch) -> None:
    await take_next(branch)
    await branch.press("Asha", "Voted")
    await branch.say("Asha", "/undo")
    asha = branch.store.read(lambda s: people.find(s, branch["Asha"].id))
    assert asha is not None
    whose = (asha.id, branch.ballot.id, Outcome.VOTED)
    assert branch.store.read(lambda s: contacts.count_of(s, *whose)) == 0


async def test_passing_on_does_not_bring_a_call_back_forward(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "try again on friday after 6")
    due = reload(branch, member).due_at
    await branch.say("Dawn", f"/find {member.full_name}")
    await branch.say("Dawn", "/skip")
    await branch.press("Dawn", "Not now")
    assert reload(branch, member).due_at == due


async def test_this_evening_is_still_this_evening_after_six(branch: Branch) -> None:
    await branch.move(hours=7.5)
    member = await take_next(branch)
    await branch.press("Asha", "Call back")
    await branch.press("Asha", "This evening")
    assert reload(branch, member).due_at == branch.clock.at + dt.timedelta(hours=1)


async def test_a_later_word_counts_though_update_ids_began_anew(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    last_week = branch.clock.at - dt.timedelta(days=8)
    asha = branch.store.read(lambda s: people.find(s, branch["Asha"].id))
    assert asha is not None
    said = {"outcome": "undecided", "at": last_week, "recorded_at": last_week}
    whose = {"ballot_id": 1, "member_id": member.id, "person_id": asha.id}
    high = {"update_id": 2**40, "before": {}}
    branch.store.write(lambda s: contacts.log(s, **whose, **said, **high))
    await branch.press("Asha", "Voted")
    assert reload(branch, member).outcome is Outcome.VOTED


def goes_over(branch: Branch) -> None:
    """Make Asha an advocate of another ballot too, which she used last."""
    other = branch.store.write(
        lambda s: ballots.add(s, Ballot(0, "Officers", AT_NOON), branch.clock.at)
    )
    asha = branch.store.read(lambda s: people.find(s, branch["Asha"].id))
    assert asha is not None
    role = (asha.id, other.id, Role.ADVOCATE, branch.clock.at)
    branch.store.write(lambda s: people.give_role(s, *role))
    branch.store.write(lambda s: people.set_last_used(s, asha.id, other.id))


@pytest.mark.parametrize("typed", ["she has posted it", "/done she has posted it"])
async def test_words_are_for_the_open_card_whichever_ballot_was_last_used(
    branch: Branch, typed: str
) -> None:
    member = await take_next(branch)
    goes_over(branch)
    await branch.say("Asha", typed)
    assert contact_log(branch, member)[0].ballot_id == branch.ballot.id


@pytest.mark.parametrize("newest", [-1, -2], ids=["card", "no card"])
async def test_a_reply_is_for_the_ballot_of_the_card_else_of_the_open_one(
    branch: Branch, newest: int
) -> None:
    await branch.say("Asha", "/help")
    member = await take_next(branch)
    goes_over(branch)
    to, asha = branch.town.messages(branch["Asha"])[newest], branch["Asha"]
    branch.town.say(asha, asha, "she has posted it", reply_to=to)
    await branch.rest()
    assert contact_log(branch, member)[0].ballot_id == branch.ballot.id


async def test_feedback_refuses_what_no_note_may_hold(branch: Branch) -> None:
    await branch.say("Asha", "/feedback she voted no, her ni number is AB123456C")
    assert "not kept" in branch.texts("Asha")[-1]


@pytest.mark.parametrize("kind", ["voice", "sticker", "contact"])
async def test_what_has_no_words_is_answered_and_a_question_still_waits(
    branch: Branch, kind: str
) -> None:
    await take_next(branch)
    await branch.press("Asha", "More")
    await branch.press("Asha", "Has a question")
    asha, thing = branch["Asha"], {"file_id": "F", "file_unique_id": "f"}
    details = {
        "voice": thing | {"duration": 3},
        "sticker": thing
        | {"type": "regular", "width": 9, "height": 9}
        | {"is_animated": False, "is_video": False},
        "contact": {"phone_number": "+447700900003", "first_name": "Nia"},
    }
    sent = api_json.message(branch.town.post(branch.town.private(asha), asha))
    branch.town.report("message", sent | {kind: details[kind]})
    await branch.rest()
    assert "words only" in branch.texts("Asha")[-1]
    await branch.say("Asha", "is it secret?")
    cases_ = branch.store.read(lambda s: cases.still_open(s, branch.ballot.id))
    assert [one.words for one in cases_] == ["is it secret?"]
