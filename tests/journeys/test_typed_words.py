"""What advocates type: recorded with the words kept, asked about, or kept out."""

import datetime as dt
from pathlib import Path

from bot.rules.outcomes import Channel, Outcome
from tests.journeys.branch_state import contact_log, reload, take_next
from tests.journeys.conftest import START
from tests.journeys.play import CANARY, Branch, playing, sheet


async def test_the_day_of_a_promise_is_read_from_the_words(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "she'll post it tomorrow")
    kept = reload(branch, member)
    assert kept.promise_day == branch.clock.at.date() + dt.timedelta(days=1)
    assert contact_log(branch, member)[0].words == "she'll post it tomorrow"


async def test_words_wait_while_others_are_read_and_commands_do_not(branch) -> None:
    member = await take_next(branch)
    async with branch.app.services.reading:
        branch.town.say(branch["Asha"], branch["Asha"], "she has voted")
        branch.town.say(branch["Ben"], branch["Ben"], "/next")
        await branch.town.until(lambda: branch.texts("Ben"), branch.patience)
        assert not contact_log(branch, member)
    await branch.rest()
    assert contact_log(branch, member)[0].words == "she has voted"


async def test_a_promise_without_a_day_offers_the_days(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "will post it")
    await branch.press("Asha", "Tomorrow")
    await branch.press("Asha", "Box near home")
    await branch.press("Asha", "School run")
    kept = reload(branch, member)
    assert kept.promise_day == branch.clock.at.date() + dt.timedelta(days=1)
    assert (kept.promise_where, kept.promise_after) == (
        "near home",
        "on the school run",
    )


async def test_try_again_after_six_is_a_call_back_at_six(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "no answer, left voicemail, try again after 6")
    kept = reload(branch, member)
    assert kept.due_at is not None
    assert branch.ballot.local(kept.due_at).hour == 18


async def test_words_that_could_mean_several_things_are_asked_about(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "done")
    assert not contact_log(branch, member)
    await branch.press("Asha", "Voted")
    assert reload(branch, member).outcome is Outcome.VOTED
    assert contact_log(branch, member)[0].words == "done"


async def test_a_press_under_the_screen_before_takes_unclear_words_with_it(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "More…")
    await branch.press("Asha", "Wrong contact")
    card = branch.last("Asha")
    wrong = branch.town.data_behind(card, "mobile")
    await branch.press("Asha", "‹ Back")
    await branch.say("Asha", "done")
    assert not contact_log(branch, member)
    branch.town.press_data(branch["Asha"], card, wrong)
    await branch.rest()
    (contact,) = contact_log(branch, member)
    assert (contact.outcome, contact.words) == (Outcome.WRONG_CONTACT, "done")
    assert Channel.MOBILE in reload(branch, member).dead_channels


async def test_how_somebody_votes_is_never_stored(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "voted no, posted it this morning")
    assert reload(branch, member).outcome is Outcome.VOTED
    assert contact_log(branch, member)[0].words == ""
    assert "not kept" in branch.texts("Asha")[-1]


async def test_forbidden_words_do_not_wait_behind_a_button_either(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "her ni number is AB123456C, done")
    (row,) = branch.store.read(
        lambda s: s.connection().exec_driver_sql("SELECT asking FROM card").all()
    )
    assert "AB123456C" not in str(row)
    assert not contact_log(branch, member)


async def test_a_new_number_is_offered_and_counts_after_one_tap(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "no answer, her new number is 07700 900 777")
    assert reload(branch, member).mobile == member.mobile
    await branch.press("Asha", "Yes, change it")
    kept = reload(branch, member)
    assert kept.mobile == "+447700900777"
    assert kept.extra["earlier mobile"] == member.mobile


async def test_a_postal_address_is_recognised_and_not_stored(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "paper never came, she's moved to 14 Birch Lane")
    assert "tells the union" in branch.texts("Asha")[-1]
    assert "Birch" not in contact_log(branch, member)[0].words


async def test_a_dead_number_leaves_the_other_channels(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "texted, wrong number")
    kept = reload(branch, member)
    assert [way.channel for way in kept.contact_methods()] == ["personal_email"]
    assert kept.band is not None


async def test_several_members_in_one_message_need_one_tap(tmp_path: Path) -> None:
    listed = [sheet(1, first_name="Priya"), sheet(2, first_name="Callum")]
    async with playing(tmp_path, START, listed) as branch:
        await branch.say("Asha", "/next 2")
        await branch.say("Asha", "Priya has posted it, Callum no answer")
        assert "no answer" in branch.texts("Asha")[-1]
        assert not contact_log(branch, branch.member(1))
        await branch.press("Asha", "Record all")
        assert branch.member(1).outcome is Outcome.VOTED
        assert branch.member(2).outcome is Outcome.NO_ANSWER


async def test_do_not_contact_counts_at_once_and_asks_for_how_long(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "she never wants to be contacted again")
    kept = reload(branch, member)
    assert kept.do_not_contact
    assert kept.band is None
    await branch.press("Asha", "For good")
    assert reload(branch, member).out_reason == "do not contact: for good"


async def test_a_reply_to_a_shut_card_asks_who(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "No answer")
    shut = branch.last("Asha")
    branch.town.say(branch["Asha"], branch["Asha"], "she has posted it", reply_to=shut)
    await branch.rest()
    assert reload(branch, member).outcome is Outcome.NO_ANSWER
    await branch.press("Asha", member.full_name)
    assert reload(branch, member).outcome is Outcome.VOTED


async def test_nothing_typed_is_ever_seen_in_the_group(branch: Branch) -> None:
    await take_next(branch)
    await branch.say("Asha", "no answer, her new number is 07700 900 777")
    await branch.press("Asha", "Yes, change it")
    seen = " ".join(str(m.text) for m in branch.town.messages(branch.group))
    assert CANARY not in seen
    assert "900777" not in seen.replace(" ", "")


async def test_a_limit_to_evenings_is_offered_and_obeyed(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "dont ring her at work, evenings only please")
    await branch.press("Asha", "Yes, change it")
    assert reload(branch, member).limits == {"evenings"}


async def test_texts_only_is_a_limit_and_never_taken_for_an_opt_out(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "says dont ring, text her instead")
    await branch.press("Asha", "Yes, change it")
    kept = reload(branch, member)
    assert (kept.outcome, kept.do_not_contact) == (Outcome.CALL_BACK, False)
    assert kept.limits == {"text_only"}


async def test_a_second_tap_on_the_same_question_changes_nothing(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "no answer, her new number is 07700 900 777")
    question = branch.last("Asha")
    label = "Yes, change it"
    for _ in range(2):
        branch.town.press(branch["Asha"], question, label)
    await branch.rest()
    kept = reload(branch, member)
    assert kept.mobile == "+447700900777"
    assert kept.extra["earlier mobile"] == member.mobile


async def hears_late(branch: Branch, words: str, *, after: dt.timedelta) -> None:
    """Asha types while the bot is down; it handles the words so much later."""
    branch.town.say(branch["Asha"], branch["Asha"], words)
    branch.clock.at += after
    await branch.rest()
    await branch.press("Asha", "Nia0 Quillfeather0")


async def test_tonight_is_the_evening_on_which_it_was_typed(branch: Branch) -> None:
    member = await take_next(branch)
    typed_on = branch.ballot.today(branch.clock.at)
    await hears_late(branch, "she'll post it tonight", after=dt.timedelta(hours=14))
    assert reload(branch, member).promise_day == typed_on


async def test_tomorrow_is_counted_from_when_it_was_typed(branch: Branch) -> None:
    member = await take_next(branch)
    typed_on = branch.ballot.today(branch.clock.at)
    await hears_late(branch, "call back tomorrow at 5", after=dt.timedelta(hours=14))
    due = reload(branch, member).due_at
    assert due is not None
    local = branch.ballot.local(due)
    assert (local.date(), local.hour) == (typed_on + dt.timedelta(days=1), 17)
