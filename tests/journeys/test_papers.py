"""No paper: asked for, waited for, come, posted; and who asks not to be contacted."""

import datetime as dt
from dataclasses import replace

from sqlmodel import Session

from bot.rules.member import Member
from bot.rules.outcomes import Channel, Outcome
from bot.rules.queue.bands import Band
from bot.usecases.lists import import_list
from storage import ballots, members
from storage.privacy import audit, suppressions
from tests.journeys.branch_state import contact_log, pass_days_until, reload, take_next
from tests.journeys.play import Branch, sheet


async def test_a_lost_paper_is_asked_for_comes_and_is_posted(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "No paper")
    assert "ask the union themselves" in (branch.last("Asha").text or "")
    await branch.press("Asha", "Asked today")
    asked = reload(branch, member)
    assert asked.band == Band.REPLACEMENT
    assert asked.due_at is not None
    await pass_days_until(branch, asked.due_at)
    await branch.say("Ben", "/next")
    await branch.press("Ben", "It has come")
    await branch.press("Ben", "Tonight")
    assert reload(branch, member).band == Band.PROMISE
    await branch.move(hours=25)
    await branch.say("Ben", "/next")
    await branch.press("Ben", "Voted")
    assert reload(branch, member).outcome is Outcome.VOTED
    assert [one.outcome for one in contact_log(branch, member)] == [
        Outcome.VOTED,
        Outcome.WILL_POST,
        Outcome.REPLACEMENT_REQUESTED,
    ]


async def test_a_paper_not_yet_come_keeps_the_day_it_was_asked_for(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "she has asked for another paper, not here yet")
    asked = reload(branch, member)
    assert asked.due_at is not None
    await pass_days_until(branch, asked.due_at)
    await branch.say("Ben", "/next")
    await branch.press("Ben", "Not yet")
    again = reload(branch, member)
    assert again.requested_at == asked.requested_at
    assert again.due_at is not None
    assert again.due_at > branch.clock.at


async def test_a_promise_is_checked_by_the_same_advocate_and_kept(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "will post it tonight")
    await branch.move(hours=23)
    await branch.say("Ben", "/next")
    await branch.say("Asha", "/next")
    assert reload(branch, member).holder == reload(branch, member).kept_for
    await branch.say("Asha", "she posted it last night")
    assert reload(branch, member).outcome is Outcome.VOTED


async def test_a_promise_past_the_last_safe_day_is_said_at_once(
    branch: Branch,
) -> None:
    branch.clock.at = dt.datetime(2027, 3, 20, 11, 0, tzinfo=dt.UTC)
    await branch.say("Asha", "/next")
    await branch.say("Asha", "will post it on monday")
    assert "past the last safe posting day" in branch.texts("Asha")[-1]


async def test_do_not_contact_survives_another_list_and_another_ballot(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "More")
    await branch.press("Asha", "Do not contact")
    await branch.press("Asha", "For good")
    number = int((member.membership_number or "")[2:])

    def another(session: Session) -> Member:
        at = branch.clock.at
        next_one = replace(branch.ballot, id=0, name="Another ballot")
        made = ballots.add(session, next_one, at)
        import_list.add(session, made, [sheet(number)], at)
        return next(iter(members.every(session, made.id)))

    again = branch.store.write(another)
    assert again.do_not_contact
    assert again.band is None
    for _ in range(11):
        await branch.say("Asha", "/next")
        assert member.id not in [one.id for one in branch.holders()]
        await branch.press("Asha", "Voted")


async def test_only_this_ballot_leaves_the_next_one_free(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "More")
    await branch.press("Asha", "Do not contact")
    await branch.press("Asha", "Only this ballot")
    kept = reload(branch, member)
    assert kept.do_not_contact
    assert kept.out_reason == "do not contact: this ballot"


async def test_after_silence_another_channel_stands_first(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "No answer")
    tried = reload(branch, member)
    assert [way.channel for way in tried.methods_to_try()] == [
        "personal_email",
        "mobile",
    ]
    assert [way.channel for way in tried.contact_methods()] == [
        "mobile",
        "personal_email",
    ]


async def test_out_of_hours_a_member_can_be_kept_for_tomorrow(
    branch: Branch,
) -> None:
    branch.clock.at = dt.datetime(2027, 3, 2, 21, 0, tzinfo=dt.UTC)
    member = await take_next(branch)
    await branch.press("Asha", "Keep for tomorrow")
    kept = reload(branch, member)
    assert kept.holder is None
    assert kept.kept_for is not None
    assert kept.due_at == dt.datetime(2027, 3, 3, 9, 0, tzinfo=dt.UTC)


async def test_a_member_not_in_this_ballot_is_told_with_the_reason(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "More")
    await branch.press("Asha", "Something else")
    await branch.press("Asha", "Not in this ballot")
    await branch.press("Asha", "Retired")
    assert reload(branch, member).band is None
    await branch.say("Dawn", "/cases")
    await branch.press("Dawn", "Needs you")
    await branch.press("Dawn", "said not to be in this ballot")
    assert "retired" in (branch.last("Dawn").text or "")


async def test_only_an_organiser_lifts_a_do_not_contact_with_a_reason(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.say("Asha", "never contact her again she says")
    await branch.say("Asha", f"/find {member.full_name}")
    assert "asked not to be contacted" in branch.texts("Asha")[-1]
    await branch.say("Dawn", f"/find {member.full_name}")
    assert not branch.holders()
    await branch.press("Dawn", "lift")
    await branch.say("Dawn", "she rang the branch office and asked for it")
    lifted = reload(branch, member)
    assert not lifted.do_not_contact
    assert lifted.band is not None
    assert not branch.store.read(suppressions.every)
    logged = branch.store.read(lambda s: [line.action for line in audit.lines(s)])
    assert "lifted" in logged


async def test_who_offers_to_help_is_on_the_organisers_list(branch: Branch) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "More")
    await branch.press("Asha", "Something else")
    await branch.press("Asha", "Offers to help")
    await branch.press("Asha", "Voted")
    await branch.say("Dawn", "/cases")
    await branch.press("Dawn", "Needs you")
    await branch.press("Dawn", "offer to help")
    assert member.full_name in (branch.last("Dawn").text or "")
    assert "/invite" in (branch.last("Dawn").text or "")


async def test_the_script_is_for_the_open_card(branch: Branch) -> None:
    await branch.say("Asha", "/script")
    assert "Hello [their name], [your name] here" in branch.texts("Asha")[-1]
    member = await take_next(branch)
    await branch.say("Asha", "/script")
    assert f"Hello {member.first_name}, Asha here" in branch.texts("Asha")[-1]


async def test_reach_holds_copy_buttons_and_a_chat_link_filled_in(
    branch: Branch,
) -> None:
    await take_next(branch)
    await branch.press("Asha", "Reach…")
    buttons = [one for row in branch.last("Asha").keyboard for one in row]
    copied = [one["copy_text"]["text"] for one in buttons if "copy_text" in one]
    links = [one["url"] for one in buttons if "url" in one]
    assert any("post it by" in text for text in copied)
    assert any("wa.me/447700900" in url and "post%20it" in url for url in links)


async def test_a_button_of_a_card_sent_before_still_works(branch: Branch) -> None:
    """The card itself had *Wrong contact* until then, and *Give back* under *More*."""
    member = await take_next(branch)
    for code in ("wrong", "wrong:mobile"):
        await press_code(branch, code)
    assert Channel.MOBILE in reload(branch, member).dead_channels
    member = await take_next(branch)
    await press_code(branch, "release")
    assert reload(branch, member).holder is None


async def press_code(branch: Branch, code: str) -> None:
    """Press a button that the newest card has no more."""
    card = next(m for m in reversed(branch.town.messages(branch["Asha"])) if m.keyboard)
    key = card.keyboard[0][0]["callback_data"].partition(".")[0]
    branch.town.press_data(branch["Asha"], card, f"{key}.{code}")
    await branch.rest()


async def test_the_next_member_comes_from_a_card_whose_message_is_sent(
    branch: Branch,
) -> None:
    first = await take_next(branch)
    await branch.press("Asha", "Message sent")
    await branch.press("Asha", "Next member")
    assert len(branch.holders()) == 2
    assert first.full_name not in branch.texts("Asha")[-1]
