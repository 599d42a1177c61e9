"""What is typed while the bot asks is read as the answer, never as another report."""

import datetime as dt

import pytest

from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from storage import members
from tests.journeys.branch_state import contact_log, pass_days_until, reload, take_next
from tests.journeys.play import Branch


async def test_the_day_another_paper_was_asked_for_is_no_vote(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "No paper")
    await branch.say("Asha", "yes on monday")
    kept = reload(branch, member)
    assert kept.outcome is Outcome.REPLACEMENT_REQUESTED
    assert kept.requested_at is not None
    asked = branch.ballot.today(kept.requested_at)
    assert asked.weekday() == 0
    assert 0 <= (branch.ballot.today(branch.clock.at) - asked).days < 7


async def test_a_reason_for_passing_on_is_no_outcome(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "/skip")
    await branch.say("Asha", "no way to reach her")
    assert reload(branch, member).outcome is not Outcome.NOT_VOTING
    assert not contact_log(branch, member)
    assert member.id not in {one.id for one in branch.holders()}


async def test_a_reason_behind_skip_is_taken_at_once(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "/skip not now")
    assert not contact_log(branch, member)
    assert member.id not in {one.id for one in branch.holders()}


async def test_yes_says_that_the_paper_has_come(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "No paper")
    await branch.say("Asha", "yesterday")
    due = reload(branch, member).due_at
    assert due is not None
    await pass_days_until(branch, due)
    await branch.say("Ben", "/next")
    await branch.say("Ben", "yes")
    assert len(contact_log(branch, member)) == 1
    await branch.say("Ben", "tomorrow")
    assert reload(branch, member).outcome is Outcome.WILL_POST


async def test_a_clear_report_typed_instead_is_taken(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "No paper")
    await branch.say("Asha", "she has voted actually")
    assert reload(branch, member).outcome is Outcome.VOTED


@pytest.mark.parametrize("text", ["yes", "what do you mean", "hm ok"])
async def test_what_is_neither_is_asked_again(branch: Branch, text: str) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "No paper")
    await branch.say("Asha", text)
    assert not contact_log(branch, member)
    assert "could not read that as an answer" in branch.texts("Asha")[-1]
    await branch.press("Asha", "Not asked yet")
    assert reload(branch, member).outcome is Outcome.NEEDS_REPLACEMENT


@pytest.mark.parametrize(
    "text",
    [
        "message sent",
        "sent whatsapp",
        "sent sms",
        "posted the text",
        "/done sent an email",
    ],
)
async def test_a_message_the_advocate_sent_is_no_outcome(
    branch: Branch, text: str
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", text)
    assert not contact_log(branch, member)
    await branch.press("Asha", "Message sent")
    assert not contact_log(branch, member)
    assert reload(branch, member).kept_for is not None


@pytest.mark.parametrize("text", ["another", "next one please", "gimme another"])
async def test_a_wish_for_another_records_nothing(branch: Branch, text: str) -> None:
    member = await take_next(branch)
    await branch.say("Asha", text)
    assert not contact_log(branch, member)
    assert "is still open" in branch.texts("Asha")[-1]
    await branch.press("Asha", "Next member")
    assert len(branch.holders()) == 2


async def test_without_a_card_a_wish_offers_the_next(branch: Branch) -> None:
    await branch.say("Asha", "another")
    await branch.press("Asha", "Next member")
    assert len(branch.holders()) == 1


async def test_a_report_typed_into_a_box_left_open_is_asked_about(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "/ask")
    branch.clock.at += dt.timedelta(minutes=30)
    await branch.say("Asha", "she voted yesterday, posted it by the shop")
    assert contact_log(branch, member) == []
    await branch.press("Asha", f"About {member.initials}")
    assert reload(branch, member).outcome is Outcome.VOTED


async def test_words_meant_for_the_box_go_into_it(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "/ask")
    await branch.say("Asha", "she voted yesterday, posted it by the shop")
    await branch.press("Asha", "My question to the organisers")
    assert contact_log(branch, member) == []
    assert any("she voted yesterday" in text for text in branch.texts("Dawn"))


async def test_a_question_typed_into_the_box_is_taken_at_once(branch: Branch) -> None:
    await take_next(branch)
    await branch.say("Asha", "/ask")
    await branch.say("Asha", "what happens if she has lost it?")
    assert not any("Nothing is saved yet" in text for text in branch.texts("Asha"))


async def test_a_new_postal_address_waits_behind_no_button(branch: Branch) -> None:
    await take_next(branch)
    await branch.say("Asha", "/ask")
    await branch.say("Asha", "she voted yesterday, her new address is 14 Elm Road")
    rows = branch.store.read(
        lambda s: s.connection().exec_driver_sql("SELECT about FROM button").all()
    )
    assert "Elm Road" not in str(rows)


async def two_open(branch: Branch) -> tuple[Member, Member]:
    """Let Asha hold two members, both cards open."""
    await branch.say("Asha", "/next 2")
    for member, name in zip(branch.holders(), ("Sarah", "Tom"), strict=True):
        branch.store.write(
            lambda s, m=member, n=name: members.change(s, m, first_name=n)
        )
    first, second = branch.holders()
    return first, second


async def test_a_name_typed_says_whom_the_words_were_about(branch: Branch) -> None:
    first, second = await two_open(branch)
    await branch.say("Asha", "she has voted")
    assert not contact_log(branch, first)
    assert not contact_log(branch, second)
    await branch.say("Asha", "tom")
    assert reload(branch, second).outcome is Outcome.VOTED
    assert not contact_log(branch, first)


async def test_another_report_typed_instead_asks_anew(branch: Branch) -> None:
    first, second = await two_open(branch)
    await branch.say("Asha", "she has voted")
    await branch.say("Asha", "no answer")
    assert "Who is that about?" in branch.texts("Asha")[-1]
    await branch.say("Asha", "the first")
    found = [*contact_log(branch, first), *contact_log(branch, second)]
    assert [one.outcome for one in found] == [Outcome.NO_ANSWER]


async def test_a_name_is_no_answer_once_another_command_came(branch: Branch) -> None:
    first, second = await two_open(branch)
    await branch.say("Asha", "she has voted")
    await branch.say("Asha", "/mine")
    await branch.say("Asha", "tom")
    assert not contact_log(branch, first)
    assert not contact_log(branch, second)


async def test_yes_records_what_was_read_about_several(branch: Branch) -> None:
    first, second = await two_open(branch)
    await branch.say("Asha", "Sarah and Tom voted")
    assert not contact_log(branch, first)
    assert not contact_log(branch, second)
    await branch.say("Asha", "yes both")
    assert reload(branch, first).outcome is Outcome.VOTED
    assert reload(branch, second).outcome is Outcome.VOTED


async def test_no_records_nothing_about_several(branch: Branch) -> None:
    first, second = await two_open(branch)
    await branch.say("Asha", "Sarah and Tom voted")
    await branch.say("Asha", "no")
    assert not contact_log(branch, first)
    assert not contact_log(branch, second)
